import type { Method, NewPayment } from "@kiosk/client";
import { formatMoney } from "@kiosk/format";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../texts/texts.ts";
import { lastMethod, METHODS } from "./methods.ts";
import { PaymentDialog } from "./PaymentDialog.tsx";
import classes from "./payment.module.css";

interface PaymentDeedsProps {
  /** What is due, or to be given back. */
  open: string;
  currency: string;
  isReturn: boolean;
  isBusy: boolean;
  onNote: (payment: NewPayment) => Promise<boolean>;
}

/** All of it with one press, in the way that was last used here; other ways and a part of it in a menu. */
export function PaymentDeeds({ open, currency, isReturn, isBusy, onNote }: PaymentDeedsProps) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const [asks, setAsks] = useState(false);
  const usual = lastMethod();
  const word = (method: Method): string => t(`payment.${isReturn ? "give" : "take"}.${method}`);
  return (
    <div className={classes.deeds}>
      <Button loading={isBusy} onClick={() => onNote({ method: usual })}>
        {word(usual)}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" disabled={isBusy} aria-label={t("payment.otherWays")}>
            <ChevronDown size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {METHODS.filter((each) => each !== usual).map((method) => (
            <Menu.Item key={method} onClick={() => onNote({ method })}>
              {word(method)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsks(true)}>{t("payment.part")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PaymentDialog
        title={t(isReturn ? "payment.partReturned" : "payment.partPaid")}
        isOpen={asks}
        most={formatMoney(open, currency, language)}
        onClose={() => setAsks(false)}
        onNote={onNote}
      />
    </div>
  );
}

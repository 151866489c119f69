import type { StaffOrder } from "@kiosk/client";
import { Button, Menu } from "@mantine/core";
import { FileText, PackageCheck, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { openFile } from "../../lib/openFile.ts";
import { useAct } from "../../lib/useAct.ts";
import { useLanguage } from "../../texts/texts.ts";

/** The order on paper: the slip in the reader's language, the invoice in the buyer's. */
export function PrintMenu({ order }: { order: StaffOrder }) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const { act, isBusy } = useAct();
  const open = (paper: string, lang: string): Promise<boolean> =>
    act(() => openFile(`/api/v1/admin/orders/${order.id}/${paper}.pdf?lang=${lang}`));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={isBusy} leftSection={<Printer size={16} aria-hidden />}>
          {t("print.title")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<PackageCheck size={16} aria-hidden />}
          onClick={() => open("packing-slip", language)}
        >
          {t("print.slip")}
        </Menu.Item>
        <Menu.Item
          leftSection={<FileText size={16} aria-hidden />}
          onClick={() => open("invoice", order.locale)}
        >
          {t("print.invoice")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

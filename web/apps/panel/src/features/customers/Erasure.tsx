import { type CustomerOut, eraseCustomer } from "@kiosk/client";
import { ConfirmButton, toasts } from "@kiosk/ui/parts";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";

/** Forgets a customer who asked for it, for good; the server asks for a fresh second factor. */
export function Erasure({ customer }: { customer: CustomerOut }) {
  const { t } = useTranslation("customers");
  const { act } = useAct();
  const erase = (): Promise<boolean> =>
    act(async () => {
      const { at_once } = await eraseCustomer({ path: { customer_id: customer.id } });
      toasts.done(t(at_once ? "erasure.atOnce" : "erasure.later"));
      await stale("readCustomer", "listCustomers");
    });
  return (
    <ConfirmButton
      question={t("erasure.question", { name: customer.name })}
      text={t("erasure.warning")}
      confirm={t("erasure.verb")}
      onConfirm={erase}
    >
      {t("erasure.verb")}
    </ConfirmButton>
  );
}

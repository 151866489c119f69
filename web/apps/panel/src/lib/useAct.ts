import { isRefusal } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

/** As much of a form of @mantine/form as is needed here. */
interface FieldsOf {
  setErrors(errors: Record<string, string>): void;
  getValues?(): object;
}

/**
 * Runs one deed at a time and says what went wrong: `const { act, isBusy } = useAct(); act(() => save())`.
 * `act` gives whether it went well. With a form, refusals of single fields are shown at their fields.
 */
export function useAct(form?: FieldsOf) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const act = useCallback(
    async (deed: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true);
      try {
        await deed();
        return true;
      } catch (error) {
        const fields = isRefusal(error) ? error.fields : {};
        form?.setErrors(fields);
        // What stands at its field needs no second telling.
        if (!isTold(fields, form?.getValues?.() ?? {})) toasts.refused(error, t("offline.text"));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [form, t],
  );
  return { act, isBusy };
}

function isTold(fields: Record<string, string>, values: object): boolean {
  const wrong = Object.keys(fields);
  return wrong.length > 0 && wrong.every((field) => (field.split("/")[0] ?? "") in values);
}

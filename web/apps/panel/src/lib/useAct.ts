import { isRefusal } from "@kiosk/client";
import { toasts } from "@kiosk/ui/parts";
import type { UseFormReturnType } from "@mantine/form";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

/**
 * Runs one deed at a time and says what went wrong: `const { act, isBusy } = useAct(); act(() => save())`.
 * `act` gives whether it went well. With a form, refusals of single fields are shown at their fields.
 */
export function useAct(
  form?: UseFormReturnType<never> | { setErrors(errors: Record<string, string>): void },
) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const act = useCallback(
    async (deed: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true);
      try {
        await deed();
        return true;
      } catch (error) {
        if (form && isRefusal(error) && error.errors.length > 0) form.setErrors(error.fields);
        toasts.refused(error, t("offline.text"));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [form, t],
  );
  return { act, isBusy };
}

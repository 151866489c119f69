import { type PasskeyOut, removePasskey } from "@kiosk/client";
import { listPasskeysOptions } from "@kiosk/client/queries";
import { ConfirmButton, DateTime, ErrorState, Sheet, toasts } from "@kiosk/ui/parts";
import { Button, Modal, Skeleton, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Fingerprint } from "lucide-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { makePasskey, PasskeyUnused } from "../../session/passkeys.ts";
import classes from "./account.module.css";

/** The keys that devices keep for this account. */
export function PasskeysSheet() {
  const { t } = useTranslation("account");
  const { data, error, refetch } = useQuery(listPasskeysOptions());
  const [isOpen, dialog] = useDisclosure();
  const canMake = "PublicKeyCredential" in window;
  return (
    <Sheet title={t("passkeys.title")} text={t("passkeys.text")}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <ul className={classes.rows}>
          {data.items.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      ) : (
        <Skeleton height={44} />
      )}
      {data?.items.length === 0 && <p className={classes.muted}>{t("passkeys.none")}</p>}
      {canMake && (
        <div className={classes.deeds}>
          <Button variant="default" leftSection={<Fingerprint size={17} />} onClick={dialog.open}>
            {t("passkeys.add")}
          </Button>
        </div>
      )}
      <AddDialog isOpen={isOpen} onClose={dialog.close} />
    </Sheet>
  );
}

function Row({ passkey }: { passkey: PasskeyOut }) {
  const { t } = useTranslation("account");
  const { act } = useAct();
  const remove = (): Promise<boolean> =>
    act(async () => {
      await removePasskey({ path: { passkey_id: passkey.id } });
      await stale("listPasskeys");
    });
  return (
    <li>
      <div>
        <strong>{passkey.name}</strong>
        <p className={classes.muted}>
          {passkey.last_used_at ? <DateTime at={passkey.last_used_at} relative /> : t("passkeys.unused")}
        </p>
      </div>
      <ConfirmButton
        question={t("passkeys.removeAsk", { name: passkey.name })}
        confirm={t("passkeys.remove")}
        onConfirm={remove}
      >
        {t("passkeys.remove")}
      </ConfirmButton>
    </li>
  );
}

function AddDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const { act, isBusy } = useAct();
  const add = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    const isAdded = await act(() =>
      makePasskey(name).catch((error: unknown) => {
        throw error instanceof PasskeyUnused ? new Error(t("passkeys.failed")) : error;
      }),
    );
    if (!isAdded) return;
    onClose();
    toasts.done(t("passkeys.added"));
    await stale("listPasskeys", "readMe");
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("passkeys.add")}>
      <form onSubmit={add} className={classes.form}>
        <TextInput
          name="name"
          label={t("passkeys.name")}
          placeholder={t("passkeys.example")}
          maxLength={60}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Button type="submit" loading={isBusy}>
          {t("passkeys.add")}
        </Button>
      </form>
    </Modal>
  );
}

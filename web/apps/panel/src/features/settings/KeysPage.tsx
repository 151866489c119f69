import { type CreatedKey, createKey, revokeKey } from "@kiosk/client";
import { listKeysOptions } from "@kiosk/client/queries";
import { ConfirmButton, DateTime, EmptyState, ErrorState, Sheet, StatusBadge } from "@kiosk/ui/parts";
import { Button, Skeleton, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import { SettingsHeader } from "./SettingsHeader.tsx";
import { ShownOnce } from "./ShownOnce.tsx";
import classes from "./settings.module.css";

/** Keys with which other programs order for Telegram users. */
export function KeysPage() {
  const { t } = useTranslation("settings");
  const { data, error, refetch } = useQuery(listKeysOptions({ query: { size: 100 } }));
  const [made, setMade] = useState<CreatedKey>();
  const form = useForm({ mode: "uncontrolled", initialValues: { name: "" } });
  const { act, isBusy } = useAct(form);
  const create = form.onSubmit(({ name }) =>
    act(async () => {
      setMade(await createKey({ body: { name } }));
      form.reset();
      await stale("listKeys");
    }),
  );
  const revoke = (id: number): Promise<boolean> =>
    act(async () => {
      await revokeKey({ path: { key_id: id } });
      await stale("listKeys");
    });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsHeader title={t("keys.title")} />
      <div className={classes.stack}>
        <Sheet title={t("keys.new")} text={t("keys.newText")}>
          <form onSubmit={create} className={classes.form}>
            <TextInput
              label={t("keys.name")}
              maxLength={100}
              required
              withAsterisk={false}
              key={form.key("name")}
              {...form.getInputProps("name")}
            />
            <div className={classes.deeds}>
              <Button type="submit" loading={isBusy}>
                {t("keys.create")}
              </Button>
            </div>
          </form>
        </Sheet>
        <Sheet title={t("keys.all")}>
          {!data && <Skeleton height={60} />}
          {data?.items.length === 0 && <EmptyState icon={<KeyRound size={26} />} title={t("keys.none")} />}
          <ul className={classes.rows}>
            {data?.items.map(({ id, name, prefix, created_at, revoked_at }) => (
              <li key={id}>
                <div>
                  <strong>{name}</strong>
                  <p className={classes.muted}>
                    <code>{prefix}…</code> · <DateTime at={created_at} style="date" />
                  </p>
                </div>
                {revoked_at ? (
                  <StatusBadge tone="quiet">{t("keys.revoked")}</StatusBadge>
                ) : (
                  <ConfirmButton
                    question={t("keys.revokeAsk", { name })}
                    confirm={t("keys.revoke")}
                    onConfirm={() => revoke(id)}
                  >
                    {t("keys.revoke")}
                  </ConfirmButton>
                )}
              </li>
            ))}
          </ul>
        </Sheet>
      </div>
      <ShownOnce
        title={t("keys.ready")}
        text={t("keys.readyText")}
        secrets={made && [{ label: "X-Api-Key", value: made.key }]}
        onClose={() => setMade(undefined)}
      />
    </>
  );
}

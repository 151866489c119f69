import { exportOrdersToSheet } from "@kiosk/client";
import { readSheetExportOptions } from "@kiosk/client/queries";
import { Sheet } from "@kiosk/ui/parts";
import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../../lib/useAct.ts";
import { Downloads } from "./Downloads.tsx";
import classes from "./exchange.module.css";

const LOOK_AGAIN = 1500;

/** Orders of some days as a file or in a Google Sheet. */
export function OrdersOut() {
  const { t } = useTranslation("exchange");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const form = useForm({ mode: "uncontrolled", initialValues: { link: "", tab: t("orders.tabName") } });
  const { act, isBusy } = useAct(form);
  const [exportId, setExportId] = useState<number>();
  const query = new URLSearchParams([
    ...(since ? [["since", since]] : []),
    ...(until ? [["until", until]] : []),
  ]).toString();
  const write = form.onSubmit(({ link, tab }) =>
    act(async () => {
      const body = { link: link.trim(), tab, since: since || null, until: until || null };
      setExportId((await exportOrdersToSheet({ body })).id);
    }),
  );
  return (
    <Sheet title={t("orders.title")} text={t("orders.text")}>
      <div className={classes.stack}>
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={t("orders.since")}
            value={since}
            max={until || undefined}
            onChange={({ currentTarget }) => setSince(currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t("orders.until")}
            value={until}
            min={since || undefined}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </div>
        <Downloads name="orders" query={query && `?${query}`} />
        <form onSubmit={write} className={classes.stack}>
          <TextInput
            label={t("orders.sheet")}
            placeholder="https://docs.google.com/spreadsheets/d/…"
            type="url"
            required
            withAsterisk={false}
            key={form.key("link")}
            {...form.getInputProps("link")}
          />
          <TextInput
            label={t("orders.tab")}
            maxLength={100}
            required
            withAsterisk={false}
            key={form.key("tab")}
            {...form.getInputProps("tab")}
          />
          <div className={classes.deeds}>
            <Button type="submit" variant="default" loading={isBusy}>
              {t("orders.write")}
            </Button>
          </div>
        </form>
        {exportId !== undefined && <Written id={exportId} />}
      </div>
    </Sheet>
  );
}

/** What becomes of an export into a sheet. */
function Written({ id }: { id: number }) {
  const { t } = useTranslation("exchange");
  const { data } = useQuery({
    ...readSheetExportOptions({ path: { export_id: id } }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== "waiting" ? false : LOOK_AGAIN),
  });
  if (data?.refusal) return <p className={classes.refusal}>{data.refusal.detail}</p>;
  const isWritten = data?.state === "written";
  return (
    <p className={classes.muted} role="status">
      {isWritten ? t("orders.written", { count: data.rows ?? 0 }) : t("orders.underWay")}
    </p>
  );
}

import { exportOrdersToSheet } from "@kiosk/client";
import { Sheet, toasts } from "@kiosk/ui/parts";
import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { openFile } from "../../lib/openFile.ts";
import { useAct } from "../../lib/useAct.ts";
import { useMay } from "../../session/me.ts";
import classes from "./exchange.module.css";

const EXPORTS = "/api/v1/admin/exports";

/** Products and orders as files, and orders into a Google Sheet. */
export function Exports() {
  const { t } = useTranslation("exchange");
  const may = useMay();
  return (
    <div className={classes.column}>
      {may("catalog.export") && (
        <Sheet title={t("products.title")} text={t("products.text")}>
          <Downloads name="products" query="" />
        </Sheet>
      )}
      {may("orders.export") && <Orders />}
    </div>
  );
}

function Downloads({ name, query }: { name: "products" | "orders"; query: string }) {
  const { act, isBusy } = useAct();
  const save = (kind: "xlsx" | "csv"): Promise<boolean> =>
    act(() => openFile(`${EXPORTS}/${name}.${kind}${query}`, `${name}.${kind}`));
  return (
    <div className={classes.deeds}>
      {(["xlsx", "csv"] as const).map((kind) => (
        <Button
          key={kind}
          variant="default"
          loading={isBusy}
          leftSection={<Download size={17} />}
          onClick={() => save(kind)}
        >
          {kind === "xlsx" ? "Excel" : "CSV"}
        </Button>
      ))}
    </div>
  );
}

function Orders() {
  const { t } = useTranslation("exchange");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const form = useForm({ mode: "uncontrolled", initialValues: { link: "", tab: t("orders.tabName") } });
  const { act, isBusy } = useAct(form);
  const query = new URLSearchParams([
    ...(since ? [["since", since]] : []),
    ...(until ? [["until", until]] : []),
  ]).toString();
  const write = form.onSubmit(({ link, tab }) =>
    act(async () => {
      const body = { link: link.trim(), tab, since: since || null, until: until || null };
      await exportOrdersToSheet({ body });
      toasts.done(t("orders.underWay"));
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
      </div>
    </Sheet>
  );
}

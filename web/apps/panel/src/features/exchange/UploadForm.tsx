import "@mantine/dropzone/styles.layer.css";
import { importSheet, uploadTable } from "@kiosk/client";
import { Sheet, toasts } from "@kiosk/ui/parts";
import { Button, TextInput } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stale } from "../../lib/queries.ts";
import { useAct } from "../../lib/useAct.ts";
import classes from "./exchange.module.css";

/** What the server takes (decision 20); it says no by itself to what only looks like a table. */
const LARGEST = 50_000_000;

/** Brings a table: a file dropped or chosen, or the link of a Google Sheet. Nothing changes yet. */
export function UploadForm() {
  const { t } = useTranslation("exchange");
  const navigate = useNavigate();
  const form = useForm({ mode: "uncontrolled", initialValues: { link: "" } });
  const { act, isBusy } = useAct(form);
  const begin = (deed: () => Promise<{ id: number }>): Promise<boolean> =>
    act(async () => {
      const { id } = await deed();
      await stale("listImports");
      await navigate({ to: "/import/$id", params: { id: String(id) } });
    });
  return (
    <Sheet title={t("upload.title")} text={t("upload.text")}>
      <Dropzone
        onDrop={([file]) => file && void begin(() => uploadTable({ body: { file } }))}
        onReject={() => toasts.refused(new Error(t("upload.tooLarge")), t("upload.tooLarge"))}
        maxSize={LARGEST}
        multiple={false}
        loading={isBusy}
        inputProps={{ "aria-label": t("upload.drop") }}
        className={classes.drop ?? ""}
      >
        <FileUp size={26} aria-hidden />
        <strong>{t("upload.drop")}</strong>
        <span className={classes.muted}>{t("upload.kinds")}</span>
      </Dropzone>
      <form
        className={classes.sheetLink}
        onSubmit={form.onSubmit(({ link }) => begin(() => importSheet({ body: { link: link.trim() } })))}
      >
        <TextInput
          label={t("upload.sheet")}
          placeholder="https://docs.google.com/spreadsheets/d/…"
          type="url"
          required
          withAsterisk={false}
          key={form.key("link")}
          {...form.getInputProps("link")}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          {t("upload.bring")}
        </Button>
      </form>
    </Sheet>
  );
}

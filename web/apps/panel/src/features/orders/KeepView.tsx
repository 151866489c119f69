import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { BookmarkPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { whenAsked } from "../../lib/whenAsked.tsx";
import classes from "./orders.module.css";
import type { OrdersSearch } from "./search.ts";

const KeepDialog = whenAsked(async () => (await import("./KeepDialog.tsx")).KeepDialog);

/** Keeps the present selection under a name. */
export function KeepView({ search }: { search: OrdersSearch }) {
  const { t } = useTranslation("orders");
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      <Button variant="subtle" className={classes.tool ?? ""} onClick={dialog.open}>
        <BookmarkPlus size={17} aria-hidden />
        <span className={classes.word}>{t("view.keep")}</span>
      </Button>
      <KeepDialog search={search} isOpen={isOpen} onClose={dialog.close} />
    </>
  );
}

import { type AdminProductOut, isRefusal, type ProductUpdate } from "@kiosk/client";
import { PageHeader, StatusBadge, toasts } from "@kiosk/ui/parts";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stale } from "../../../lib/queries.ts";
import { useAct } from "../../../lib/useAct.ts";
import { lastList } from "../search.ts";
import { ChangedNotice } from "./ChangedNotice.tsx";
import { EditingProvider } from "./context.ts";
import { bodyOf, type Draft, draftOf, emptyDraft, mistakes } from "./draft.ts";
import classes from "./editor.module.css";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { OptionsSheet } from "./OptionsSheet.tsx";
import { PicturesSheet } from "./PicturesSheet.tsx";
import { PlaceSheet } from "./PlaceSheet.tsx";
import { PreviewSheet } from "./PreviewSheet.tsx";
import { TextsSheet } from "./TextsSheet.tsx";
import { VariantsSheet } from "./VariantsSheet.tsx";

interface EditorProps {
  /** Missing for a product that is about to be created. */
  product?: AdminProductOut;
  onSave: (body: ProductUpdate) => Promise<AdminProductOut>;
  /** Called when it is stored and nothing is unsaved any more. */
  onSaved?: (product: AdminProductOut) => void;
  /** The product as it is stored by now. */
  onLook?: () => Promise<AdminProductOut>;
  actions?: ReactNode;
}

/** The editor of a product, new or stored. */
export function Editor({ product, onSave, onSaved, onLook, actions }: EditorProps) {
  const { t } = useTranslation(["products", "common"]);
  const [stored, setStored] = useState(product);
  const start = useMemo(() => (stored ? draftOf(stored) : emptyDraft()), [stored]);
  const [draft, setDraft] = useState<Draft>(start);
  const [errors, setErrors] = useState<Record<string, string>>({});
  /** What somebody else, or a sale, has changed meanwhile. */
  const [overtaken, setOvertaken] = useState<string>();
  const { act, isBusy } = useAct(useMemo(() => ({ setErrors }), []));
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start);
  const unsaved = useRef(false);
  unsaved.current = isDirty;
  const isUnsaved = useCallback(() => unsaved.current, []);
  const take = (found: AdminProductOut): void => {
    setStored(found);
    setDraft(draftOf(found));
    setErrors({});
    setOvertaken(undefined);
  };
  const store = async (over = stored): Promise<void> => {
    const wrong = mistakes(draft).map(([at, kind]) => [
      at,
      t(kind === "sum" ? "inline.noSum" : "inline.noCount"),
    ]);
    setErrors(Object.fromEntries(wrong));
    if (wrong[0]) throw new Error(wrong[0][1]);
    try {
      const saved = await onSave(bodyOf(draft, over));
      take(saved);
      unsaved.current = false;
      void stale("listProductsAsStaff", "listCategoriesAsStaff", "readDashboard");
      toasts.done(t("common:saved"));
      onSaved?.(saved);
    } catch (error) {
      const isSold = isRefusal(error, "inventory.stock-moved");
      if (!isSold && !isRefusal(error, "catalog.product-changed")) throw error;
      setOvertaken(isSold ? error.message : t("edit.changed"));
      scrollTo({ top: 0 });
    }
  };
  return (
    <EditingProvider
      value={{
        draft,
        change: (part) => setDraft((now) => ({ ...now, ...(typeof part === "function" ? part(now) : part) })),
        problem: (place) => errors[place],
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act(() => store());
        }}
      >
        <PageHeader
          back={(props) => <Link to="/products" search={lastList.search} {...props} />}
          title={draft.main.name || t("edit.new")}
          aside={
            isDirty ? (
              <StatusBadge tone="wait">{t("edit.unsaved")}</StatusBadge>
            ) : (
              stored && !stored.is_active && <StatusBadge tone="quiet">{t("hidden")}</StatusBadge>
            )
          }
          actions={
            <>
              {actions}
              <Button type="submit" loading={isBusy} disabled={!isDirty}>
                {t("common:save")}
              </Button>
            </>
          }
        />
        {overtaken && onLook && (
          <ChangedNotice
            title={overtaken}
            onLook={() => act(async () => take(await onLook()))}
            onOver={() => act(async () => store(await onLook()))}
          />
        )}
        <div className={classes.columns}>
          <div className={classes.column}>
            <TextsSheet />
            <PicturesSheet />
            <OptionsSheet />
          </div>
          <div className={classes.column}>
            <PlaceSheet />
            <PreviewSheet id={stored?.id} body={bodyOf(draft)} />
          </div>
        </div>
        <div className={classes.full}>
          <VariantsSheet />
        </div>
        {isDirty && (
          <div className={classes.save}>
            <span>{t("edit.unsaved")}</span>
            <Button type="submit" loading={isBusy}>
              {t("common:save")}
            </Button>
          </div>
        )}
      </form>
      <LeaveGuard isDirty={isUnsaved} />
    </EditingProvider>
  );
}

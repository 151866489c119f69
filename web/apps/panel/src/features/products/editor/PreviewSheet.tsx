import { type Preview, type ProductUpdate, previewProduct } from "@kiosk/client";
import { LANGUAGE_NAMES, LANGUAGES } from "@kiosk/ui";
import { Sheet } from "@kiosk/ui/parts";
import { NativeSelect, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BotScreen } from "../../../lib/BotScreen.tsx";
import { useLanguage } from "../../../texts/texts.ts";
import { useEditing } from "./context.ts";
import { mistakes } from "./draft.ts";
import classes from "./preview.module.css";

const PAUSE = 600;

/** The product as the bot draws it, as it stands in the editor. */
export function PreviewSheet({ id, body }: { id: number | undefined; body: ProductUpdate }) {
  const { t } = useTranslation("products");
  const { draft } = useEditing();
  const [lang, setLang] = useState(useLanguage());
  const text = JSON.stringify(body);
  const [asked] = useDebouncedValue(text, PAUSE);
  const isReady =
    Boolean(body.name) && mistakes(draft).length === 0 && draft.variants.every(({ sku }) => sku.trim());
  const { data, error, isFetching } = useQuery({
    queryKey: [{ _id: "previewProduct" }, id, lang, asked],
    queryFn: ({ signal }) =>
      previewProduct({
        query: { lang },
        body: { ...(id !== undefined && { id }), product: JSON.parse(asked) as ProductUpdate },
        signal,
      }),
    enabled: isReady && asked === text,
    retry: false,
    gcTime: 60_000,
  });
  return (
    <Sheet
      title={t("preview.title")}
      text={t("preview.text")}
      actions={
        <NativeSelect
          aria-label={t("preview.language")}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={lang}
          onChange={({ currentTarget }) => setLang(currentTarget.value as typeof lang)}
        />
      }
    >
      {!isReady && !data ? (
        <p className={classes.muted}>{t("preview.wait")}</p>
      ) : data ? (
        <Card preview={data} isOld={isFetching || asked !== text} />
      ) : error ? (
        <p className={classes.wrong}>{(error as Error).message}</p>
      ) : (
        <Skeleton height={260} radius="lg" />
      )}
    </Sheet>
  );
}

function Card({ preview, isOld }: { preview: Preview; isOld: boolean }) {
  const { t } = useTranslation("products");
  const { draft } = useEditing();
  const picture = draft.pictures.find(({ id }) => id === preview.picture_id);
  return (
    <BotScreen
      label={t("preview.card")}
      html={preview.html}
      picture={picture?.webp_960}
      buttons={preview.buttons}
      isOld={isOld}
    />
  );
}

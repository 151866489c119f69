import { uploadPicture } from "@kiosk/client";
import { Sheet, toasts } from "@kiosk/ui/parts";
import { Dropzone } from "@mantine/dropzone";
import "@mantine/dropzone/styles.layer.css";
import { ImagePlus } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../../../lib/useAct.ts";
import { useEditing } from "./context.ts";
import type { PictureDraft } from "./draft.ts";
import { PictureTile } from "./PictureTile.tsx";
import classes from "./pictures.module.css";

const MOST = 30;
const LARGEST = 20_000_000;

/** The pictures in the order in which they are shown. */
export function PicturesSheet() {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  const { act, isBusy } = useAct();
  const dragged = useRef<number | undefined>(undefined);
  const { pictures } = draft;
  const upload = (files: File[]): Promise<boolean> =>
    act(async () => {
      let all: PictureDraft[] = pictures;
      // One after the other: each is decoded by the server, and their order stays.
      for (const file of files.slice(0, MOST - pictures.length)) {
        const picture = await uploadPicture({ body: { file } });
        if (all.some(({ id }) => id === picture.id)) continue;
        all = [...all, { ...picture, attribute: null }];
        change({ pictures: all });
      }
    });
  const move = (from: number, to: number): void => {
    const picture = pictures[from];
    if (picture && pictures[to]) change({ pictures: pictures.toSpliced(from, 1).toSpliced(to, 0, picture) });
  };
  return (
    <Sheet title={t("pictures.title")} text={t("pictures.text")}>
      {pictures.length > 0 && (
        <ol className={classes.pictures}>
          {pictures.map((picture, index) => (
            <PictureTile
              key={picture.id}
              picture={picture}
              index={index}
              isLast={index === pictures.length - 1}
              options={draft.options}
              onMove={(to) => move(index, to)}
              onDrag={() => {
                dragged.current = index;
              }}
              onDrop={() => {
                if (dragged.current !== undefined) move(dragged.current, index);
                dragged.current = undefined;
              }}
              onChange={(attribute) => change({ pictures: pictures.with(index, { ...picture, attribute }) })}
              onRemove={() => change({ pictures: pictures.toSpliced(index, 1) })}
            />
          ))}
        </ol>
      )}
      {problem("pictures") && <p className={classes.wrong}>{problem("pictures")}</p>}
      {pictures.length < MOST && (
        <Dropzone
          onDrop={(files) => void upload(files)}
          onReject={(refused) =>
            toasts.refused(
              new Error(t("pictures.refused", { names: refused.map(({ file }) => file.name).join(", ") })),
              "",
            )
          }
          accept={["image/jpeg", "image/png", "image/webp"]}
          maxSize={LARGEST}
          loading={isBusy}
          inputProps={{ "aria-label": t("pictures.add") }}
          aria-label={t("pictures.add")}
          className={classes.drop ?? ""}
        >
          <ImagePlus size={22} aria-hidden />
          <span>{t("pictures.drop")}</span>
          <small>{t("pictures.limits")}</small>
        </Dropzone>
      )}
    </Sheet>
  );
}

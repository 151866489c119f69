import { Sheet } from "@kiosk/ui/parts";
import { Progress } from "@mantine/core";
import { Dropzone, type FileRejection } from "@mantine/dropzone";
import "@mantine/dropzone/styles.layer.css";
import { ImagePlus } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditing } from "./context.ts";
import { LeftFiles } from "./LeftFiles.tsx";
import { PictureTile } from "./PictureTile.tsx";
import classes from "./pictures.module.css";
import { type Left, MOST_PICTURES, useUploads } from "./useUploads.ts";

const LARGEST = 20_000_000;
// The cropper comes when somebody crops.
const CropDialog = lazy(() => import("./CropDialog.tsx"));

/** The pictures in the order in which they are shown. */
export function PicturesSheet() {
  const { t } = useTranslation("products");
  const { draft, change, problem } = useEditing();
  const { upload, progress, left, retry, forget } = useUploads();
  const [cropped, setCropped] = useState<number>();
  const dragged = useRef<number | undefined>(undefined);
  const { pictures } = draft;
  const move = (from: number, to: number): void => {
    const picture = pictures[from];
    if (picture && pictures[to]) change({ pictures: pictures.toSpliced(from, 1).toSpliced(to, 0, picture) });
  };
  const refusal = ({ file, errors }: FileRejection): Left => {
    const isTooLarge = errors.some(({ code }) => code === "file-too-large");
    return { file, reason: t(isTooLarge ? "pictures.tooLarge" : "pictures.wrongType"), canRetry: false };
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
              onCrop={() => setCropped(picture.id)}
              onRemove={() => change({ pictures: pictures.toSpliced(index, 1) })}
            />
          ))}
        </ol>
      )}
      {problem("pictures") && <p className={classes.wrong}>{problem("pictures")}</p>}
      {progress && (
        <div className={classes.progress} role="status">
          <span>{t("pictures.progress", { number: progress.done + 1, total: progress.total })}</span>
          <Progress
            value={(100 * progress.done) / progress.total}
            aria-label={t("pictures.title")}
            striped
            animated
          />
        </div>
      )}
      <LeftFiles left={left} onRetry={() => void retry()} onForget={forget} />
      {pictures.length < MOST_PICTURES && (
        <Dropzone
          onDropAny={(files, refused) => void upload(files, refused.map(refusal))}
          onDrop={() => undefined}
          accept={["image/jpeg", "image/png", "image/webp"]}
          maxSize={LARGEST}
          disabled={progress !== undefined}
          inputProps={{ "aria-label": t("pictures.add") }}
          aria-label={t("pictures.add")}
          className={classes.drop ?? ""}
        >
          <ImagePlus size={22} aria-hidden />
          <span>{t("pictures.drop")}</span>
          <small>{t("pictures.limits")}</small>
        </Dropzone>
      )}
      <Suspense>
        {cropped !== undefined && (
          <CropDialog
            id={cropped}
            onClose={() => setCropped(undefined)}
            onCropped={(part) =>
              change(({ pictures: now }) => ({
                pictures: now
                  .filter(({ id }) => id === cropped || id !== part.id)
                  .map((each) => (each.id === cropped ? { ...each, ...part } : each)),
              }))
            }
          />
        )}
      </Suspense>
    </Sheet>
  );
}

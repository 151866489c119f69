import { Offline, uploadPicture } from "@kiosk/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditing } from "./context.ts";

export const MOST_PICTURES = 30;

/** A file that was not taken, and why. With `canRetry` it wasn't the file's fault. */
export interface Left {
  file: File;
  reason: string;
  canRetry: boolean;
}

/** Brings files to the server one after the other: each is decoded there, and their order stays. */
export function useUploads() {
  const { t } = useTranslation(["products", "common"]);
  const { draft, change } = useEditing();
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [left, setLeft] = useState<Left[]>([]);
  const add = async (file: File): Promise<void> => {
    const picture = await uploadPicture({ body: { file } });
    // The same file is the same picture, so an upload whose answer was lost may simply be repeated.
    change(({ pictures }) =>
      pictures.some(({ id }) => id === picture.id)
        ? {}
        : { pictures: [...pictures, { ...picture, attribute: null }] },
    );
  };
  const upload = async (files: File[], refused: Left[] = []): Promise<void> => {
    const room = MOST_PICTURES - draft.pictures.length;
    const notTaken = files
      .slice(room)
      .map((file): Left => ({ file, reason: t("pictures.noRoom"), canRetry: false }));
    const problems = [...refused, ...notTaken];
    setLeft(problems);
    const wanted = files.slice(0, room);
    for (const [done, file] of wanted.entries()) {
      setProgress({ done, total: wanted.length });
      try {
        await add(file);
      } catch (error) {
        const canRetry = error instanceof Offline;
        const reason = canRetry ? t("common:offline.title") : (error as Error).message;
        problems.push({ file, reason, canRetry });
        setLeft([...problems]);
      }
    }
    setProgress(undefined);
  };
  const retry = (): Promise<void> =>
    upload(
      left.filter(({ canRetry }) => canRetry).map(({ file }) => file),
      left.filter(({ canRetry }) => !canRetry),
    );
  return { upload, progress, left, retry, forget: () => setLeft([]) };
}

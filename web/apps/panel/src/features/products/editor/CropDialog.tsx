import { cropPicture, type PictureOut } from "@kiosk/client";
import { readOriginOptions } from "@kiosk/client/queries";
import { ErrorState } from "@kiosk/ui/parts";
import { Button, Group, Modal, SegmentedControl, Skeleton, Slider } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import Cropper, { type Area, type MediaSize } from "react-easy-crop";
import "react-easy-crop/react-easy-crop.css";
import { useTranslation } from "react-i18next";
import { stale } from "../../../lib/queries.ts";
import { useAct } from "../../../lib/useAct.ts";
import classes from "./crop.module.css";

/**
 * Width to height. A square stands first: the lists of the panel and the shop show squares, and in a chat an album of
 * squares has no gaps. `whole` keeps the picture's own ratio.
 */
const RATIOS = { square: 1, wide: 4 / 3, tall: 3 / 4 } as const;
type Ratio = keyof typeof RATIOS | "whole";
const MOST_ZOOM = 4;

interface CropDialogProps {
  /** A picture of the product, cropped already or not. */
  id: number;
  onClose: () => void;
  onCropped: (part: PictureOut) => void;
}

/** Chooses the part of a picture that buyers see. It is cut out of the original on the server, so it can be chosen anew. */
export default function CropDialog({ id, onClose, onCropped }: CropDialogProps) {
  const { t } = useTranslation("products");
  const { data, error, refetch } = useQuery({
    ...readOriginOptions({ path: { picture_id: id } }),
    placeholderData: undefined,
  });
  return (
    <Modal opened onClose={onClose} title={t("crop.title")} size="lg">
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Part
          image={data.original.jpeg}
          before={data.crop ?? undefined}
          id={id}
          onClose={onClose}
          onCropped={onCropped}
        />
      ) : (
        <Skeleton height={360} />
      )}
    </Modal>
  );
}

interface PartProps extends CropDialogProps {
  image: string;
  /** What was chosen last time, in shares. */
  before: Area | undefined;
}

function Part({ image, before, id, onClose, onCropped }: PartProps) {
  const { t } = useTranslation(["products", "common"]);
  const { act, isBusy } = useAct();
  const [ratio, setRatio] = useState<Ratio>();
  const [size, setSize] = useState<MediaSize>();
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState<Area>();
  const own = size ? size.naturalWidth / size.naturalHeight : 1;
  const shown = ratio ?? ratioOf(before, own);
  const save = (): Promise<boolean> =>
    act(async () => {
      if (!area) return;
      onCropped(await cropPicture({ path: { picture_id: id }, body: inShares(area) }));
      await stale("readOrigin");
      onClose();
    });
  return (
    <>
      <SegmentedControl
        fullWidth
        value={shown}
        onChange={(value) => setRatio(value as Ratio)}
        aria-label={t("crop.ratio")}
        data={[
          { value: "square", label: t("crop.square") },
          { value: "wide", label: "4:3" },
          { value: "tall", label: "3:4" },
          { value: "whole", label: t("crop.whole") },
        ]}
      />
      <div className={classes.stage}>
        <Cropper
          image={image}
          crop={crop}
          zoom={zoom}
          maxZoom={MOST_ZOOM}
          aspect={shown === "whole" ? own : RATIOS[shown]}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          onCropAreaChange={setArea}
          onMediaLoaded={setSize}
          // The stylesheet comes with this chunk; a <style> element would breach the policy.
          disableAutomaticStylesInjection
          {...(before && ratio === undefined && { initialCroppedAreaPercentages: inPercent(before) })}
          mediaProps={{ alt: "" }}
          cropperProps={{ "aria-label": t("crop.area"), role: "group" }}
        />
      </div>
      <p className={classes.hint}>{t("crop.hint")}</p>
      <div className={classes.zoom}>
        <span aria-hidden>{t("crop.zoom")}</span>
        <Slider
          min={1}
          max={MOST_ZOOM}
          step={0.05}
          value={zoom}
          onChange={setZoom}
          label={null}
          thumbLabel={t("crop.zoom")}
          className={classes.slider ?? ""}
        />
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button loading={isBusy} disabled={!area} onClick={save}>
          {t("crop.save")}
        </Button>
      </Group>
    </>
  );
}

const NEAR = 0.02;

/** The ratio that was chosen last time, or the first one. */
function ratioOf(before: Area | undefined, own: number): Ratio {
  if (!before) return "square";
  const was = (before.width / before.height) * own;
  const found = Object.entries(RATIOS).find(([, value]) => Math.abs(was / value - 1) < NEAR);
  return found ? (found[0] as Ratio) : "whole";
}

const within = (share: number): number => Math.min(1, Math.max(0, Number((share / 100).toFixed(4))));
const inShares = ({ x, y, width, height }: Area): Area => ({
  x: within(x),
  y: within(y),
  width: within(width),
  height: within(height),
});
const inPercent = ({ x, y, width, height }: Area): Area => ({
  x: x * 100,
  y: y * 100,
  width: width * 100,
  height: height * 100,
});

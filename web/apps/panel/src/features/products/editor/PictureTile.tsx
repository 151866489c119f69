import { ActionIcon, Menu, NativeSelect } from "@mantine/core";
import { ArrowLeft, ArrowRight, Crop, EllipsisVertical, Star, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OptionDraft, Pair, PictureDraft } from "./draft.ts";
import classes from "./pictures.module.css";

interface PictureTileProps {
  picture: PictureDraft;
  index: number;
  isLast: boolean;
  options: OptionDraft[];
  onMove: (to: number) => void;
  onDrag: () => void;
  onDrop: () => void;
  onChange: (attribute: Pair | null) => void;
  onCrop: () => void;
  onRemove: () => void;
}

/** A picture that is put elsewhere by dragging or by its arrows. */
export function PictureTile(props: PictureTileProps) {
  const { picture, index, isLast, options, onMove, onDrag, onDrop, onChange, onCrop, onRemove } = props;
  const { t } = useTranslation("products");
  const number = index + 1;
  const choices = options.flatMap(({ name, values }) =>
    values.map(({ value }) => ({ value: JSON.stringify({ type: name, value }), label: value })),
  );
  return (
    <li
      className={classes.tile}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        onDrag();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <img
        src={picture.webp_320}
        alt={t("pictures.number", { number })}
        width={120}
        height={120}
        draggable={false}
      />
      {index === 0 && <span className={classes.first}>{t("pictures.first")}</span>}
      <div className={classes.tileDeeds}>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={index === 0}
          onClick={() => onMove(index - 1)}
          aria-label={t("pictures.earlier", { number })}
        >
          <ArrowLeft size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={isLast}
          onClick={() => onMove(index + 1)}
          aria-label={t("pictures.later", { number })}
        >
          <ArrowRight size={16} aria-hidden />
        </ActionIcon>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t("pictures.deeds", { number })}>
              <EllipsisVertical size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Crop size={16} aria-hidden />} onClick={onCrop}>
              {t("crop.open")}
            </Menu.Item>
            {index > 0 && (
              <Menu.Item leftSection={<Star size={16} aria-hidden />} onClick={() => onMove(0)}>
                {t("pictures.makeFirst")}
              </Menu.Item>
            )}
            <Menu.Item
              color="var(--danger)"
              leftSection={<Trash2 size={16} aria-hidden />}
              onClick={onRemove}
            >
              {t("pictures.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {choices.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label={`${t("pictures.of")}: ${t("pictures.number", { number })}`}
          data={[{ value: "", label: t("pictures.ofAll") }, ...choices]}
          value={
            picture.attribute
              ? JSON.stringify({ type: picture.attribute.type, value: picture.attribute.value })
              : ""
          }
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value ? (JSON.parse(currentTarget.value) as Pair) : null)
          }
        />
      )}
    </li>
  );
}

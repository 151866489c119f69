import type { AdminCategory } from "@kiosk/client";
import { StatusBadge } from "@kiosk/ui/parts";
import { ActionIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, GripVertical, IndentDecrease, IndentIncrease } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Branch } from "../../lib/tree.ts";
import { useLanguage } from "../../texts/texts.ts";
import type { Step } from "./arrange.ts";
import type { Editing } from "./CategoryDialog.tsx";
import { CategoryMenu } from "./CategoryMenu.tsx";
import classes from "./categories.module.css";

export type Drop = "before" | "inside" | "after";

interface CategoryRowProps {
  branch: Branch<AdminCategory>;
  onStep: (step: Step) => void;
  onEdit: (editing: Editing) => void;
  onDrag: (id: number) => void;
  onDrop: (where: Drop) => void;
}

/** The upper quarter of a row means before it, the lower quarter after it, between them into it. */
function whereOf(event: DragEvent): Drop {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const share = (event.clientY - top) / height;
  return share < 0.28 ? "before" : share > 0.72 ? "after" : "inside";
}

/** A category at its depth, with everything that can be done with it. */
export function CategoryRow({ branch, onStep, onEdit, onDrag, onDrop }: CategoryRowProps) {
  const { t } = useTranslation("categories");
  const language = useLanguage();
  const [over, setOver] = useState<Drop>();
  const { node, depth, isFirst, isLast } = branch;
  const name = node.translations[language]?.name ?? node.name;
  const steps = [
    { step: "up", icon: ArrowUp, isOff: isFirst },
    { step: "down", icon: ArrowDown, isOff: isLast },
    { step: "outside", icon: IndentDecrease, isOff: node.parent_id === null },
    { step: "inside", icon: IndentIncrease, isOff: isFirst },
  ] as const;
  return (
    <li
      className={classes.row}
      data-over={over}
      style={{ "--depth": depth } as React.CSSProperties}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        onDrag(node.id);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(whereOf(event));
      }}
      onDragLeave={() => setOver(undefined)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(undefined);
        onDrop(whereOf(event));
      }}
    >
      <GripVertical size={17} className={classes.grip} aria-hidden />
      <div className={classes.words}>
        <button type="button" className={classes.name} onClick={() => onEdit({ category: node })}>
          {name}
        </button>
        <span className={classes.under}>
          <Link to="/products" search={{ category: node.id }}>
            {t("products", { count: node.product_count })}
          </Link>
          {!node.is_active && <StatusBadge tone="quiet">{t("hidden")}</StatusBadge>}
        </span>
      </div>
      <div className={classes.deeds}>
        <span className={classes.steps}>
          {steps.map(({ step, icon: Icon, isOff }) => (
            <ActionIcon
              key={step}
              variant="subtle"
              color="gray"
              disabled={isOff}
              onClick={() => onStep(step)}
              aria-label={t(step, { name })}
            >
              <Icon size={17} aria-hidden />
            </ActionIcon>
          ))}
        </span>
        <CategoryMenu category={node} name={name} onEdit={onEdit} />
      </div>
    </li>
  );
}

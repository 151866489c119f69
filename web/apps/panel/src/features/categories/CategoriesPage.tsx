import type { AdminCategory } from "@kiosk/client";
import { listCategoriesAsStaffOptions } from "@kiosk/client/queries";
import { EmptyState, ErrorState, PageHeader, Sheet } from "@kiosk/ui/parts";
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FolderTree, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { branches } from "../../lib/tree.ts";
import { placed, stepped } from "./arrange.ts";
import { CategoryDialog, type Editing } from "./CategoryDialog.tsx";
import { CategoryRow, type Drop } from "./CategoryRow.tsx";
import classes from "./categories.module.css";
import { useArrange } from "./useArrange.ts";

/** The shelves of the shop as a tree. */
export function CategoriesPage() {
  const { t } = useTranslation("categories");
  const { data, error, refetch } = useQuery(listCategoriesAsStaffOptions());
  const [editing, setEditing] = useState<Editing>();
  const add = (
    <Button leftSection={<Plus size={17} aria-hidden />} onClick={() => setEditing({ parentId: null })}>
      {t("add")}
    </Button>
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} actions={add} />
      <Sheet flush>
        {!data ? (
          <div className={classes.waiting} aria-busy>
            <Skeleton height={320} />
          </div>
        ) : data.items.length > 0 ? (
          <Tree nodes={data.items} onEdit={setEditing} />
        ) : (
          <EmptyState icon={<FolderTree size={26} />} title={t("empty")} text={t("emptyText")} action={add} />
        )}
      </Sheet>
      <CategoryDialog editing={editing} onClose={() => setEditing(undefined)} />
    </>
  );
}

interface TreeProps {
  nodes: AdminCategory[];
  onEdit: (editing: Editing) => void;
}

function Tree({ nodes, onEdit }: TreeProps) {
  const { t } = useTranslation("categories");
  const { arrange } = useArrange();
  const [dragged, setDragged] = useState<number>();
  const drop = (target: AdminCategory, where: Drop): void => {
    if (dragged === undefined) return;
    const siblings = nodes.filter(({ parent_id }) => parent_id === target.parent_id && target.id !== dragged);
    const next = siblings.filter(({ id }) => id !== dragged);
    const after = next[next.indexOf(target) + 1]?.id;
    void arrange(
      nodes,
      where === "inside"
        ? placed(nodes, dragged, target.id)
        : placed(nodes, dragged, target.parent_id, where === "before" ? target.id : after),
    );
    setDragged(undefined);
  };
  return (
    <ul className={classes.tree} aria-label={t("title")}>
      {branches(nodes).map((branch) => (
        <CategoryRow
          key={branch.node.id}
          branch={branch}
          onStep={(step) => void arrange(nodes, stepped(nodes, branch.node.id, step))}
          onEdit={onEdit}
          onDrag={setDragged}
          onDrop={(where) => drop(branch.node, where)}
        />
      ))}
    </ul>
  );
}

import "mantine-datatable/styles.layer.css";
import { DataTable, type DataTableProps } from "mantine-datatable";
import type { MouseEvent } from "react";
import { useParts } from "./context.ts";
import classes from "./DataList.module.css";
import type { DataListProps } from "./DataList.tsx";

/** Records as rows, to be sorted and ticked. */
export function Table<T>(props: DataListProps<T>) {
  const { records = [], columns, idOf, onOpen, sort, onSort, selected, onSelect } = props;
  const { words } = useParts();
  const settings = {
    records,
    columns,
    idAccessor: idOf,
    ...(onOpen && {
      onRowClick: ({ record, event }: { record: T; event: MouseEvent }) =>
        isOwnClick(event) && onOpen(record),
      rowClassName: classes.open,
    }),
    ...(sort && onSort && { sortStatus: sort, onSortStatusChange: onSort }),
    ...(selected &&
      onSelect && {
        selectedRecords: selected,
        onSelectedRecordsChange: onSelect,
        allRecordsSelectionCheckboxProps: { "aria-label": words.selectAll },
        getRecordSelectionCheckboxProps: () => ({ "aria-label": words.selectRow }),
      }),
  };
  return (
    <DataTable<T>
      className={classes.table ?? ""}
      highlightOnHover
      verticalSpacing="xs"
      horizontalSpacing="lg"
      // The library's props are one large union; which of them go together is settled above.
      {...(settings as unknown as DataTableProps<T>)}
    />
  );
}

/** Links, buttons and fields within a row keep their own meaning. */
function isOwnClick(event: MouseEvent): boolean {
  const target = event.target as Element;
  return !target.closest("a, button, input, label, [role=menuitem]") && !getSelection()?.toString();
}

import { Pagination, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { DataTableColumn, DataTableSortStatus } from "mantine-datatable";
import { type Key, lazy, type ReactNode, Suspense, useDeferredValue, useEffect } from "react";
import { useParts } from "./context.ts";
import classes from "./DataList.module.css";
import { EmptyState } from "./states.tsx";

export type Column<T> = DataTableColumn<T>;
export type Sort<T> = DataTableSortStatus<T>;

export interface DataListProps<T> {
  /** undefined while the first page is being fetched. */
  records: T[] | undefined;
  columns: Column<T>[];
  /** The same record on a phone: an element that links to its page. */
  card: (record: T) => ReactNode;
  idOf: (record: T) => Key;
  /** What a click anywhere in a row opens; the row's own link serves the keyboard. */
  onOpen?: (record: T) => void;
  total: number;
  /** False where the server stopped counting at `total`. */
  isTotalExact?: boolean | undefined;
  page: number;
  size: number;
  onPage: (page: number) => void;
  /** Another page is on its way; the present one stays until then. */
  isFetching?: boolean;
  empty?: ReactNode;
  sort?: Sort<T>;
  onSort?: (sort: Sort<T>) => void;
  selected?: T[];
  onSelect?: (records: T[]) => void;
}

const NARROW = "(max-width: 47.99em)";
const fetchTable = () => import("./Table.tsx");
const Table = lazy(async () => ({ default: (await fetchTable()).Table })) as <T>(
  props: DataListProps<T>,
) => ReactNode;

/** A page of records: a table where there is room, cards on a phone, and the way to the other pages. */
export function DataList<T>(newest: DataListProps<T>) {
  // Long lists are drawn in slices, so a press is heard while they come. What is ticked shows at once.
  const records = useDeferredValue(newest.records);
  const props = { ...newest, records };
  const { words } = useParts();
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  // Phones never need the table; where there is room for one it is fetched while the records are on their way.
  useEffect(() => {
    if (!isNarrow) fetchTable().catch(() => undefined);
  }, [isNarrow]);
  if (records?.length === 0) return newest.empty ?? <EmptyState title={words.nothingFound} />;
  return (
    <div className={classes.list} aria-busy={newest.isFetching || newest.records !== records || !records}>
      <Suspense fallback={<Waiting isNarrow={isNarrow} />}>
        {!records ? <Waiting isNarrow={isNarrow} /> : isNarrow ? <Cards {...props} /> : <Table {...props} />}
        {records && <Foot {...props} isNarrow={isNarrow} />}
      </Suspense>
    </div>
  );
}

function Waiting({ isNarrow }: { isNarrow: boolean }) {
  return (
    <div className={classes.waiting} aria-hidden aria-busy>
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: eight equal bars, never reordered.
        <Skeleton key={index} height={isNarrow ? 68 : 22} radius="sm" />
      ))}
    </div>
  );
}

function Cards<T>({ records = [], card, idOf }: DataListProps<T>) {
  return (
    <ul className={classes.cards}>
      {records.map((record) => (
        <li key={idOf(record)}>{card(record)}</li>
      ))}
    </ul>
  );
}

function Foot<T>(props: DataListProps<T> & { isNarrow: boolean }) {
  const { total, isTotalExact = true, page, size, onPage, isNarrow } = props;
  const { words } = useParts();
  const pages = Math.max(1, Math.ceil(total / size));
  const from = (page - 1) * size + 1;
  return (
    <footer className={classes.foot}>
      <span className="tabular">
        {total > 0 && words.range(from, Math.min(page * size, total), isTotalExact ? total : `${total}+`)}
      </span>
      {pages > 1 && (
        <nav aria-label={words.pages}>
          <Pagination
            total={pages}
            value={page}
            onChange={onPage}
            siblings={isNarrow ? 0 : 1}
            size={isNarrow ? "lg" : "sm"}
            getControlProps={(control) => ({
              "aria-label": control === "next" ? words.next : words.previous,
            })}
          />
        </nav>
      )}
    </footer>
  );
}

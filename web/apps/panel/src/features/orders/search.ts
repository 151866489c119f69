import type { OrderFilter, Status } from "@kiosk/client";

export const SORTS = ["newest", "oldest", "largest", "smallest"] as const;

/** Which orders are listed, as the address says it. */
export interface OrdersSearch {
  page?: number;
  /** In this status, or in any of these; none: in any at all. */
  status?: Status | Status[];
  /** An order's number, a phone or its last digits, words of a name, a SKU or a product. */
  text?: string;
  /** Days in the business's time zone, both included. */
  from?: string;
  to?: string;
  /** Amounts as the API writes them, both included. */
  min?: string;
  max?: string;
  /** The customer whose orders they are. */
  customer?: number;
  late?: true;
  undelivered?: true;
  unpaid?: true;
  sort?: (typeof SORTS)[number];
}

/** The statuses that the address asks for. */
export function asked(status: OrdersSearch["status"]): Status[] {
  return status === undefined ? [] : [status].flat();
}

/** Statuses as the address says them: one by itself, several as a list. */
export function statusOf(statuses: Status[]): OrdersSearch["status"] {
  return statuses.length > 1 ? statuses : statuses[0];
}

/** The API's filter for what the address asks for; what isn't asked for is left out. */
export function filterOf(search: OrdersSearch): OrderFilter {
  const { status, text, from, to, min, max, customer, late, undelivered, unpaid, sort } = search;
  return {
    ...(status && { status: asked(status) }),
    ...(text && { text }),
    ...(from && { created_from: from }),
    ...(to && { created_to: to }),
    ...(min && { total_min: min }),
    ...(max && { total_max: max }),
    ...(customer && { customer_id: customer }),
    ...(late && { late }),
    ...(undelivered && { undelivered }),
    ...(unpaid && { unpaid }),
    ...(sort && sort !== "newest" && { sort }),
  };
}

/** The address for a filter that somebody has kept. */
export function searchOf(filter: OrderFilter): OrdersSearch {
  const text = (value: number | string | null | undefined): string | undefined =>
    value === null || value === undefined ? undefined : String(value);
  return {
    status: statusOf(filter.status ?? []),
    text: text(filter.text),
    from: text(filter.created_from),
    to: text(filter.created_to),
    min: text(filter.total_min),
    max: text(filter.total_max),
    customer: filter.customer_id ?? undefined,
    late: filter.late || undefined,
    undelivered: filter.undelivered || undefined,
    unpaid: filter.unpaid || undefined,
    sort: filter.sort === "newest" ? undefined : filter.sort,
  };
}

/** Whether two addresses list the same orders, whatever page they stand on. */
export function isSameList(one: OrdersSearch, other: OrdersSearch): boolean {
  const key = (search: OrdersSearch): string => JSON.stringify(filterOf(search));
  return key(one) === key(other);
}

/** Whether anything narrows the list. */
export function isFiltered(search: OrdersSearch): boolean {
  return !isSameList({ ...search, sort: undefined }, {});
}

/** The list as it was last looked at, for the way back from an order. */
export const lastList: { search: OrdersSearch } = { search: {} };

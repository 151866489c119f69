import type { Item } from "../../state/model.ts";

/** Messages of one sender this close together share one tail and one name. */
const TOGETHER_SECONDS = 300;

export type Row =
  | { kind: "day"; key: string; date: number }
  | { kind: "service"; key: string; item: Item }
  | {
      kind: "message";
      key: string;
      /** One message, or the members of an album in order. */
      items: Item[];
      isOutgoing: boolean;
      isFirst: boolean;
      isLast: boolean;
    };

type MessageRow = Extract<Row, { kind: "message" }>;

export interface GroupingRules {
  person: number;
  dayOf(seconds: number): string;
  isService(item: Item): boolean;
}

const senderOf = (item: Item): number => item.message.sender_chat?.id ?? item.message.from?.id ?? 0;

function belongsToAlbum(row: Row | undefined, item: Item): row is MessageRow {
  const album = item.message.media_group_id;
  return (
    album !== undefined &&
    row?.kind === "message" &&
    row.items[0]?.message.media_group_id === album &&
    senderOf(row.items[0]) === senderOf(item)
  );
}

/** The row that a message goes on with: the same sender's, and not long ago. */
function continued(row: Row | undefined, item: Item): MessageRow | undefined {
  const last = row?.kind === "message" ? row.items.at(-1) : undefined;
  if (row?.kind !== "message" || !last || senderOf(last) !== senderOf(item)) return undefined;
  return item.message.date - last.message.date <= TOGETHER_SECONDS ? row : undefined;
}

/** Lays messages out in rows: days apart, service lines, albums joined, neighbours of one sender grouped. */
export function groupRows(items: readonly Item[], rules: GroupingRules): Row[] {
  const rows: Row[] = [];
  let day = "";
  for (const item of items) {
    const today = rules.dayOf(item.message.date);
    if (today !== day) {
      day = today;
      rows.push({ kind: "day", key: `day ${today}`, date: item.message.date });
    }
    if (rules.isService(item)) {
      rows.push({ kind: "service", key: item.key, item });
      continue;
    }
    const before = rows.at(-1);
    if (belongsToAlbum(before, item)) {
      before.items.push(item);
      continue;
    }
    const previous = continued(before, item);
    if (previous) previous.isLast = false;
    rows.push({
      kind: "message",
      key: item.key,
      items: [item],
      isOutgoing: item.message.from?.id === rules.person,
      isFirst: !previous,
      isLast: true,
    });
  }
  return rows;
}

/** What the page's address says. Everything absent falls back to a sensible choice. */
export interface Route {
  person: number | undefined;
  /** `list` is the list of chats on a phone. */
  chat: number | "list" | undefined;
  /** Whose phone stands at the right; `off` for nobody's. */
  pair: number | "off" | undefined;
  pairChat: number | undefined;
}

const LINKS = ["start", "startgroup"] as const;

/** The link of a bot with which the page was opened: what it says, and whether a group is to be chosen for it. */
export function readBotLink(search: string): { payload: string; isForGroup: boolean } | undefined {
  const query = new URLSearchParams(search);
  const [name, payload] =
    LINKS.map((each) => [each, query.get(each)] as const).find(([, is]) => is !== null) ?? [];
  return payload == null ? undefined : { payload, isForGroup: name === "startgroup" };
}

function asId(value: string | null): number | undefined {
  return value !== null && /^-?\d{1,16}$/.test(value) ? Number(value) : undefined;
}

/** Reads the query of the page's address; nonsense counts as absent. */
export function readRoute(search: string): Route {
  const query = new URLSearchParams(search);
  return {
    person: asId(query.get("person")),
    chat: query.get("chat") === "list" ? "list" : asId(query.get("chat")),
    pair: query.get("pair") === "off" ? "off" : asId(query.get("pair")),
    pairChat: asId(query.get("pairchat")),
  };
}

/** Writes a route back, keeping foreign parameters such as `api` and dropping a spent link. */
export function writeRoute(route: Route, search: string): string {
  const query = new URLSearchParams(search);
  for (const spent of LINKS) query.delete(spent);
  const values = { person: route.person, chat: route.chat, pair: route.pair, pairchat: route.pairChat };
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) query.delete(name);
    else query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

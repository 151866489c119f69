/** Where a link inside a chat leads. */
export type Target =
  | { kind: "begin"; username: string; payload: string | undefined }
  | { kind: "web"; url: string }
  | { kind: "none" };

const T_ME = /^(?:https?:\/\/)?(?:t|telegram)\.me\/([A-Za-z][A-Za-z0-9_]{3,31})\/?(?:\?([^#]*))?(?:#.*)?$/;

/** Reads a link: a bot's deep link, a page of the web (http and https only), or nothing that may be opened. */
export function readLink(link: string): Target {
  const bot = T_ME.exec(link.trim());
  if (bot?.[1]) {
    const payload = new URLSearchParams(bot[2] ?? "").get("start") ?? undefined;
    return { kind: "begin", username: bot[1], payload };
  }
  const resolve = new URLSearchParams(/^tg:\/\/resolve\?(.*)$/.exec(link)?.[1] ?? "");
  const domain = resolve.get("domain");
  if (domain) return { kind: "begin", username: domain, payload: resolve.get("start") ?? undefined };
  const address = /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`;
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:"
      ? { kind: "web", url: url.href }
      : { kind: "none" };
  } catch {
    return { kind: "none" };
  }
}

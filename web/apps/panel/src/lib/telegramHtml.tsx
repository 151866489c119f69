import { createElement, Fragment, type ReactNode } from "react";

/** What Telegram's HTML may hold (https://core.telegram.org/bots/api#html-style), as far as the bot uses it. */
const ELEMENTS: Readonly<Record<string, string>> = {
  b: "b",
  strong: "b",
  i: "i",
  em: "i",
  u: "u",
  s: "s",
  del: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const TOKEN = /<(\/?)([a-z-]+)([^<>]*)>/gi;

function unescaped(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|lt|gt|amp|quot);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Only addresses of the web; any other link is its text. */
function linkOf(attributes: string): string | undefined {
  const address = unescaped(/\bhref="([^"]*)"/i.exec(attributes)?.[1] ?? "");
  return /^https?:\/\//i.test(address) ? address : undefined;
}

interface Open {
  tag: string;
  attributes: string;
  children: ReactNode[];
}

/** Telegram's HTML as React elements. Tags that it doesn't know vanish, their text stays; nothing is ever set as HTML. */
export function telegramHtml(html: string): ReactNode {
  const stack: Open[] = [{ tag: "", attributes: "", children: [] }];
  let at = 0;
  let key = 0;
  const add = (node: ReactNode): void => void stack.at(-1)?.children.push(node);
  const close = (): void => {
    const { tag, attributes, children } = stack.pop() as Open;
    key += 1;
    const href = tag === "a" ? linkOf(attributes) : undefined;
    const element = ELEMENTS[tag];
    if (href) add(createElement("a", { key, href, target: "_blank", rel: "noreferrer" }, ...children));
    else add(createElement(element ?? Fragment, { key }, ...children));
  };
  for (const match of html.matchAll(TOKEN)) {
    add(unescaped(html.slice(at, match.index)));
    at = match.index + match[0].length;
    const tag = (match[2] ?? "").toLowerCase();
    if (!match[1]) stack.push({ tag, attributes: match[3] ?? "", children: [] });
    else if (stack.some((open) => open.tag === tag)) {
      while (stack.at(-1)?.tag !== tag) close();
      close();
    }
  }
  add(unescaped(html.slice(at)));
  while (stack.length > 1) close();
  return createElement(Fragment, null, ...(stack[0]?.children ?? []));
}

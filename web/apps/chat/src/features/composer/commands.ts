import type { BotCommand } from "../../api/telegram.ts";

/** The commands that begin as the draft does; none once the command is complete and words follow. */
export function suggestCommands(draft: string, commands: readonly BotCommand[]): readonly BotCommand[] {
  const match = /^\/([a-z0-9_]*)$/i.exec(draft);
  if (!match) return [];
  const beginning = (match[1] ?? "").toLowerCase();
  return commands.filter((each) => each.command.startsWith(beginning));
}

/** The query of a draft such as `@shop_bot red shirt`, or null when it is not for this bot. */
export function inlineQuery(draft: string, username: string): string | null {
  const match = /^@([A-Za-z0-9_]+)\s([\s\S]*)$/.exec(draft);
  return match && match[1]?.toLowerCase() === username.toLowerCase() ? (match[2] ?? "") : null;
}

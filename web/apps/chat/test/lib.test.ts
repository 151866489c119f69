import { describe, expect, it } from "vitest";
import type { Message } from "../src/api/telegram.ts";
import { TEXTS } from "../src/i18n/context.ts";
import { readLink } from "../src/lib/links.ts";
import { formatMinor, formatSize } from "../src/lib/money.ts";
import { avatarColour, initials } from "../src/lib/names.ts";
import { previewText, serviceText, shownText } from "../src/lib/preview.ts";
import { clockTime, dayLabel, listStamp } from "../src/lib/time.ts";

const seconds = (iso: string): number => new Date(iso).getTime() / 1000;
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

describe("time", () => {
  const now = new Date("2026-11-21T12:00:00");

  it("writes hours and minutes with two digits", () =>
    expect(clockTime(seconds("2026-11-21T07:05:09"))).toBe("07:05"));

  it.each([
    ["2026-11-21T00:00:01", "ru", "Сегодня"],
    ["2026-11-20T23:59:00", "uk", "Учора"],
    ["2026-11-02T10:00:00", "ru", "2 ноября"],
    ["2026-11-02T10:00:00", "kk", "2 қараша"],
    ["2026-11-02T10:00:00", "en", "November 2"],
    ["2024-02-29T10:00:00", "uk", "29 лютого 2024 р."],
    ["2024-02-29T10:00:00", "kk", "2024 ж. 29 ақпан"],
  ] as const)("names the day %s in %s", (when, language, label) =>
    expect(dayLabel(seconds(when), now, TEXTS[language])).toBe(label),
  );

  it("stamps the list with a time, a weekday, or a date", () => {
    expect(listStamp(seconds("2026-11-21T09:30:00"), now, TEXTS.ru)).toBe("09:30");
    expect(listStamp(seconds("2026-11-16T09:30:00"), now, TEXTS.ru)).toBe("пн");
    expect(listStamp(seconds("2026-11-14T09:30:00"), now, TEXTS.ru)).toBe("14.11.26");
  });
});

describe("money", () => {
  it.each([
    [1_098_000, "KZT", "ru", "10 980 ₸"],
    [1_098_050, "KZT", "ru", "10 980,50 ₸"],
    [5, "USD", "en", "$0.05"],
    [500, "JPY", "en", "¥500"],
    [77, "XTR", "en", "⭐ 77"],
    [9_007_199_254_740_991, "USD", "en", "$90,071,992,547,409.91"],
  ])("writes %d of %s", (amount, currency, language, text) =>
    expect(plain(formatMinor(amount, currency, language))).toBe(text),
  );

  it("writes sizes of files", () => {
    expect([formatSize(940), formatSize(12_400), formatSize(3_000_000)]).toEqual([
      "940 B",
      "12.4 KB",
      "3.0 MB",
    ]);
  });
});

describe("readLink", () => {
  it.each([
    [
      "https://t.me/kiosk_demo_bot?start=p_42",
      { kind: "begin", username: "kiosk_demo_bot", payload: "p_42" },
    ],
    ["t.me/kiosk_demo_bot", { kind: "begin", username: "kiosk_demo_bot", payload: undefined }],
    [
      "tg://resolve?domain=kiosk_demo_bot&start=x",
      { kind: "begin", username: "kiosk_demo_bot", payload: "x" },
    ],
    ["example.org/a", { kind: "web", url: "https://example.org/a" }],
    ["javascript:alert(1)", { kind: "none" }],
    ["data:text/html,x", { kind: "none" }],
    ["https://evil-t.me.example/bot_name", { kind: "web", url: "https://evil-t.me.example/bot_name" }],
  ])("reads %s", (link, target) => expect(readLink(link)).toEqual(target));
});

describe("names", () => {
  it("takes initials of any script", () => {
    expect([initials("Айгерим Сәрсенова"), initials("emma"), initials("𝒜lice 🎉"), initials(" ")]).toEqual([
      "АС",
      "E",
      "𝒜🎉",
      "·",
    ]);
  });

  it("gives the demo's people five different colours", () => {
    expect(new Set([501, 502, 503, 504, 510].map(avatarColour)).size).toBe(5);
  });
});

describe("preview", () => {
  const message = (content: Partial<Message>): Message => ({
    message_id: 1,
    date: 0,
    chat: { id: 1, type: "private" },
    ...content,
  });

  it("prefers words, then names what a message carries", () => {
    const photo = [{ file_id: "x", width: 1, height: 1 }];
    expect(previewText(message({ photo, caption: "two\nlines" }), TEXTS.ru)).toBe("two lines");
    expect(previewText(message({ photo }), TEXTS.ru)).toBe("Фото");
    expect(previewText(message({ contact: { phone_number: "1", first_name: "A" } }), TEXTS.uk)).toBe(
      "Контакт",
    );
    expect(previewText(message({}), TEXTS.en)).toBe(TEXTS.en.unsupported);
  });

  it("hides the payload of a begin command only", () => {
    expect([shownText("/start p_42"), shownText("/start"), shownText("/start my engines now")]).toEqual([
      "/start",
      "/start",
      "/start my engines now",
    ]);
  });

  it("tells service messages from ordinary ones", () => {
    const paid = message({ successful_payment: { currency: "KZT", total_amount: 450_000 } });
    expect(plain(serviceText(paid, TEXTS.ru) ?? "")).toBe("Оплачено: 4 500 ₸");
    expect(serviceText(message({ text: "hi" }), TEXTS.ru)).toBeUndefined();
  });
});

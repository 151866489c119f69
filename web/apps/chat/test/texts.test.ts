import { LANGUAGES, pickLanguage } from "@kiosk/ui";
import { describe, expect, it } from "vitest";
import { TEXTS as START } from "../../start/src/texts.ts";
import { TEXTS } from "../src/i18n/context.ts";
import { fill } from "../src/i18n/fill.ts";

const places = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();

describe.each(LANGUAGES)("the words in %s", (language) => {
  it.each(Object.keys(TEXTS.en))("%s is there, with the places of the English text", (key) => {
    const theirs = TEXTS[language][key as keyof typeof TEXTS.en];
    const english = TEXTS.en[key as keyof typeof TEXTS.en];
    expect(theirs.length).toBeGreaterThan(0);
    if (typeof theirs === "string" && typeof english === "string" && !key.startsWith("dayMonth")) {
      expect(places(theirs)).toEqual(places(english));
    }
  });

  it("names twelve months and seven days", () => {
    expect([TEXTS[language].months.length, TEXTS[language].weekdays.length]).toEqual([12, 7]);
  });

  it("leaves no text of the start page empty", () => {
    expect(Object.keys(START[language])).toEqual(Object.keys(START.en));
    expect(Object.values(START[language]).every((text) => text.trim() !== "")).toBe(true);
  });
});

it("fills places and leaves unknown ones alone", () => {
  expect(fill("{a} and {b}", { a: "x" })).toBe("x and {b}");
});

it("picks the first wished language that we speak", () => {
  expect(pickLanguage(["de-DE", "kk-KZ", "ru"])).toBe("kk");
  expect(pickLanguage([null, "fr"])).toBe("en");
});

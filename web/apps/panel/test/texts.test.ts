import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { LANGUAGES } from "@kiosk/ui";
import { describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "../locales");
const names = globSync("en/*.json", { cwd: folder }).map((file) => basename(file, ".json"));
type Texts = { [key: string]: string | Texts };

/** Every text of a catalogue by its whole key. */
function texts(language: string, name: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (part: Texts, path: string): void => {
    for (const [key, value] of Object.entries(part)) {
      const whole = path ? `${path}.${key}` : key;
      if (typeof value === "string") found.set(whole, value);
      else walk(value, whole);
    }
  };
  walk(JSON.parse(readFileSync(join(folder, language, `${name}.json`), "utf8")) as Texts, "");
  return found;
}

const FORM = /_(zero|one|two|few|many|other)$/;
const places = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
/** A key without its plural form, where it has siblings that make it one. */
const base = (key: string, all: Map<string, string>): string => {
  const stem = key.replace(FORM, "");
  return FORM.test(key) && all.has(`${stem}_other`) ? stem : key;
};

it("sees the catalogues", () => {
  expect(names.length).toBeGreaterThanOrEqual(5);
});

describe.each(names)("%s", (name) => {
  const english = texts("en", name);
  const wanted = new Set([...english.keys()].map((key) => base(key, english)));

  describe.each(LANGUAGES)("in %s", (language) => {
    const theirs = texts(language, name);

    it("says everything that English says, and nothing else", () => {
      expect(new Set([...theirs.keys()].map((key) => base(key, theirs)))).toEqual(wanted);
    });

    it("has exactly the plural forms of the language", () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      for (const stem of wanted) {
        if (!english.has(`${stem}_other`) || english.has(stem)) continue;
        const found = [...theirs.keys()].filter((key) => base(key, theirs) === stem);
        expect([stem, found.map((key) => key.slice(stem.length + 1)).toSorted()]).toEqual([stem, forms]);
      }
    });

    it("keeps the places that are filled in", () => {
      for (const [key, text] of theirs) {
        const model = english.get(key) ?? english.get(`${base(key, theirs)}_other`) ?? "";
        // "One order" may say its number as a word.
        const named = (text: string): string[] =>
          places(text).filter((place) => place !== "count" || base(key, theirs) === key);
        expect([key, named(text)]).toEqual([key, named(model)]);
        expect(text.trim()).not.toBe("");
      }
    });
  });
});

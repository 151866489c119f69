import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "../src");

/** Each layer may use itself and those to the right of it. */
const LAYERS = ["app", "features", "ui", "state", "lib", "i18n", "api"];

/** The imports of chat's sources as [file, imported file], both relative to `src`. */
const imports = globSync("**/*.{ts,tsx}", { cwd: source }).flatMap((file) => {
  const text = readFileSync(join(source, file), "utf8");
  return [...text.matchAll(/from "(\.[^"]+)"/g)].map((match): [string, string] => [
    file,
    relative(source, join(source, file, "..", match[1] ?? "")),
  ]);
});
const room = (file: string): string => file.split("/")[0] ?? "";
const feature = (file: string): string => file.split("/").slice(0, 2).join("/");

it("sees the sources", () => {
  expect(imports.length).toBeGreaterThan(100);
});

it("lets no feature import another", () => {
  const across = imports.filter(
    ([from, to]) => room(from) === "features" && room(to) === "features" && feature(from) !== feature(to),
  );
  expect(across).toEqual([]);
});

it("lets imports go only downwards", () => {
  const upwards = imports.filter(([from, to]) => {
    const [above, below] = [LAYERS.indexOf(room(from)), LAYERS.indexOf(room(to))];
    return above >= 0 && below >= 0 && below < above;
  });
  expect(upwards).toEqual([]);
});

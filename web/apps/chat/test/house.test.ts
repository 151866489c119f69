import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const web = join(import.meta.dirname, "../../..");
const source = join(web, "apps/chat/src");
const files = globSync("{apps,packages}/*/{src,test}/**/*.{ts,tsx,css}", { cwd: web });
const read = (file: string): string => readFileSync(join(web, file), "utf8");

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
  expect(files.length).toBeGreaterThan(60);
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

it("keeps every file under 250 lines", () => {
  expect(files.filter((file) => read(file).split("\n").length > 250)).toEqual([]);
});

it("has a version for every package in the lock file", () => {
  const lock = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { version?: string; link?: boolean }>;
  };
  const holes = Object.entries(lock.packages)
    .filter(([name, entry]) => name !== "" && !entry.link && entry.version === undefined)
    .map(([name]) => name);
  expect(holes).toEqual([]);
});

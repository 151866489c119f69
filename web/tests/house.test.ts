import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const web = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(web, file), "utf8");
const files = globSync("{apps,packages}/*/{src,test}/**/*.{ts,tsx,css}", { cwd: web }).filter(
  (file) => !file.includes("/generated/"),
);

it("sees the sources", () => {
  expect(files.length).toBeGreaterThan(150);
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

it("keeps all of Mantine at one version", () => {
  const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, { version?: string }> };
  const versions = Object.entries(lock.packages)
    .filter(([name]) => name.startsWith("node_modules/@mantine/"))
    .map(([, entry]) => entry.version);
  expect(new Set(versions).size).toBe(1);
});

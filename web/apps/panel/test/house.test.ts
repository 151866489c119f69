import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "../src");

/** Each layer may use itself and those to the right of it. `session` and `texts` know nobody above them. */
const LAYERS = ["app", "routes", "features", "session", "lib", "texts"];

/** A lazily loaded page is known by its route, and the way home by the list of places. */
const ALLOWED = new Set(["routes/root.tsx -> app/shell/Shell.tsx", "routes/entry.ts -> app/places.ts"]);

const imports = globSync("**/*.{ts,tsx}", { cwd: source }).flatMap((file) => {
  const text = readFileSync(join(source, file), "utf8");
  return [...text.matchAll(/(?:from |import\()"(\.[^"]+)"/g)].map((match): [string, string] => [
    file,
    relative(source, join(source, file, "..", match[1] ?? "")),
  ]);
});
const room = (file: string): string => file.split("/")[0] ?? "";
const feature = (file: string): string => file.split("/").slice(0, 2).join("/");
const said = ([from, to]: [string, string]): string => `${from} -> ${to}`;

it("sees the sources", () => {
  expect(imports.length).toBeGreaterThan(100);
});

it("lets no feature import another", () => {
  const across = imports.filter(
    ([from, to]) => room(from) === "features" && room(to) === "features" && feature(from) !== feature(to),
  );
  expect(across.map(said)).toEqual([]);
});

it("lets imports go only downwards", () => {
  const upwards = imports.filter(([from, to]) => {
    const [above, below] = [LAYERS.indexOf(room(from)), LAYERS.indexOf(room(to))];
    return above >= 0 && below >= 0 && below < above;
  });
  expect(upwards.map(said).filter((each) => !ALLOWED.has(each))).toEqual([]);
});

it("keeps the routes thin", () => {
  const thick = globSync("routes/*.ts", { cwd: source }).filter(
    (file) => readFileSync(join(source, file), "utf8").split("\n").length > 90,
  );
  expect(thick).toEqual([]);
});

it("writes nothing into the page as markup", () => {
  const files = globSync("{apps/panel,packages/ui}/src/**/*.{ts,tsx}", { cwd: join(source, "../../..") });
  const markup = files.filter((file) =>
    /dangerouslySetInnerHTML|\.innerHTML|document\.write|visibleFrom|hiddenFrom|SimpleGrid|<Grid\b|AppShell/.test(
      readFileSync(join(source, "../../..", file), "utf8"),
    ),
  );
  expect(markup).toEqual([]);
});

it("keeps no secret in the browser's storage", () => {
  const keepers = globSync("{apps/panel,packages}/**/src/**/*.{ts,tsx}", { cwd: join(source, "../../..") })
    .filter((file) =>
      /localStorage|sessionStorage|indexedDB|document\.cookie/.test(
        readFileSync(join(source, "../../..", file), "utf8"),
      ),
    )
    .toSorted();
  // Whether to ring, the language and the theme, and nothing else.
  expect(keepers).toEqual([
    "apps/panel/src/lib/chime.ts",
    "apps/panel/src/texts/texts.ts",
    "packages/ui/src/theme.ts",
  ]);
});

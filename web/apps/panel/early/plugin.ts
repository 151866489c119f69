import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";
import type { EarlyPage } from "./early.ts";

type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string> } };

/** A page that can be asked for early: its module, its namespaces of words, and what it reads. */
export interface Foreseen {
  modules: string[];
  texts: string[];
  asks?: string[];
}

const NAME = "early.js";
const THEME = new URL("../../../packages/ui/public/theme.js", import.meta.url);

/**
 * Puts two scripts into the page itself, before everything else: the theme's, and `early.ts`, which is told the files
 * of each page. The server allows them by their hash.
 */
export function early(pages: Record<string, Foreseen>): Plugin {
  return {
    name: "kiosk-early",
    apply: "build",
    buildStart() {
      this.emitFile({
        type: "chunk",
        id: fileURLToPath(new URL("early.ts", import.meta.url)),
        fileName: NAME,
      });
    },
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        if (!bundle) throw new Error("Only a build knows the files");
        const chunks = Object.values(bundle).filter((each): each is Chunk => each.type === "chunk");
        const script = chunks.find(({ fileName }) => fileName === NAME);
        if (!script || script.imports.length > 0) throw new Error("early.ts must stand by itself");
        delete bundle[NAME];
        const made = Object.entries(pages).map(([path, page]) => [path, foreseen(page, chunks)]);
        const files = JSON.stringify(Object.fromEntries(made));
        const code = script.code.replaceAll("__EARLY_PAGES__", () => files);
        const scripts = [readFileSync(THEME, "utf8"), `(()=>{\n${code}\n})()`];
        // Above the stylesheet: a script below one waits for it.
        return html.replace("</title>", (title) => [title, ...scripts.map(inline)].join("\n"));
      },
    },
  };
}

function inline(script: string): string {
  if (script.includes("</")) throw new Error("The script would end in the middle");
  return `<script>${script}</script>`;
}

function foreseen({ modules, texts, asks }: Foreseen, chunks: Chunk[]): EarlyPage {
  const begun = filesOf(
    chunks.filter(({ isEntry, fileName }) => isEntry && fileName !== NAME),
    chunks,
  );
  const rest = (parts: string[]): string[] => {
    const found = parts.map((part) => holderOf(part, chunks));
    return [...filesOf(found, chunks)].filter((file) => !begun.has(file));
  };
  const words = (language: string): string[] =>
    rest(texts.map((namespace) => `/locales/${language}/${namespace}.json`));
  return {
    files: rest(modules.map((module) => `/src/${module}`)),
    texts: Object.fromEntries(["ru", "uk", "kk", "en"].map((language) => [language, words(language)])),
    ...(asks && { asks }),
  };
}

function holderOf(part: string, chunks: Chunk[]): Chunk {
  const holder = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(part)));
  if (!holder) throw new Error(`Nothing was built of ${part}`);
  return holder;
}

/** The files of chunks and of all that they import. */
function filesOf(begun: Chunk[], chunks: Chunk[]): Set<string> {
  const files = new Set<string>();
  const visit = (chunk: Chunk): void => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const each of chunks) if (chunk.imports.includes(each.fileName)) visit(each);
  };
  for (const chunk of begun) visit(chunk);
  return files;
}

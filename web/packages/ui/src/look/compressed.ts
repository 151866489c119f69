import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KINDS = /\.(js|css|html|svg|json)$/;
const SMALLEST = 1024;

/** Lays compressed twins beside every text of a build; the server sends whichever a browser takes. */
export function compressed() {
  let folder = "";
  return {
    name: "kiosk-compressed",
    apply: "build" as const,
    configResolved(config: { root: string; build: { outDir: string } }): void {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle(): void {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        const path = join(folder, name);
        if (!KINDS.test(name) || statSync(path).size < SMALLEST) continue;
        const content = readFileSync(path);
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        };
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const KINDS = /\.(js|css|html|svg|json)$/;
const SMALLEST = 1024;

/** Lays a brotli twin beside every text of a build; the server sends it to browsers that take it. */
export function compressed() {
  let folder = "";
  return {
    name: "kiosk-compressed",
    apply: "build" as const,
    configResolved(config: { root: string; build: { outDir: string } }): void {
      folder = join(config.root, config.build.outDir);
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
      }
    },
  };
}

import { defineConfig } from "vite";
import { compressed } from "../../packages/ui/src/look/compressed.ts";

export default defineConfig({
  base: "./",
  publicDir: "../../packages/ui/public",
  plugins: [compressed()],
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { port: 18291 },
});

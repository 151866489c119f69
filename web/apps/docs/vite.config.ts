import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: "../../packages/ui/public",
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { port: 18292 },
});

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "../../packages/ui/src/look/compressed.ts";

/** Where `npm run dev` finds the emulator; the built page talks to the server that serves it. */
const emulator = process.env.KIOSK_EMULATOR_URL ?? "http://127.0.0.1:8000/telegram";

export default defineConfig({
  base: "./",
  publicDir: "../../packages/ui/public",
  plugins: [react(), compressed()],
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    port: 18290,
    proxy: {
      "/telegram": {
        target: emulator,
        changeOrigin: true,
        rewrite: (path) => path.replace(/^\/telegram/, ""),
      },
    },
  },
});

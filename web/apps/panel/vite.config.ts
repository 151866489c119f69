import { themeVariables } from "@kiosk/ui/look/plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "../../packages/ui/src/look/compressed.ts";

/** Where `npm run dev` finds the API; the built panel talks to the server that serves it. */
const api = process.env.KIOSK_API_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/admin/",
  publicDir: "../../packages/ui/public",
  plugins: [react(), themeVariables(), compressed()],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: "manifest.json",
  },
  // The server believes its own pages only, so the proxy speaks as one of them.
  server: { port: 18292, proxy: { "/api": { target: api, headers: { origin: api } }, "/media": api } },
});

import { themeVariables } from "@kiosk/ui/look/plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "../../packages/ui/src/look/compressed.ts";

/** Where `npm run dev` finds the API; the built panel talks to the server that serves it. */
const api = process.env.KIOSK_API_URL ?? "http://127.0.0.1:8000";

/** What a form needs, before and behind the sign-in. */
const FORM = [
  /@mantine\/core\/esm\/components\/(ActionIcon|Button|CloseButton|Input|InputBase|Loader|PasswordInput|Skeleton|Text|TextInput|Transition)\//,
  /lucide-react\/dist\/esm\/(?!icons\/(?!send))/,
  /packages\/ui\/src\/parts\/(context|states|toasts)/,
  /apps\/panel\/src\/lib\/useAct/,
];

/** What nearly every page behind the sign-in uses; nothing that floats or asks, for that is fetched when it is needed. */
const FRAME = [
  /apps\/panel\/src\/(lib|app\/shell)\//,
  /packages\/(format|ui)\/src\/(?!parts\/(ConfirmButton|Table))/,
  /node_modules\/(lucide-react|@mantine\/hooks)\//,
  /@mantine\/core\/esm\/components\/(Avatar|Checkbox|Group|Kbd|NativeSelect|Pagination|Textarea)\//,
];

const among = (parts: RegExp[]) => (id: string) => parts.some((part) => part.test(id));

/** Few files instead of a hundred: a connection carries six at a time, and the others wait. */
const GROUPS = [
  { name: "core", tags: ["$initial" as const], priority: 5 },
  { name: "form", test: among(FORM), minShareCount: 3, priority: 4 },
  { name: "frame", test: among(FRAME), minShareCount: 3, priority: 3 },
  { name: "entry", test: /features\/sign-in\//, minShareCount: 2, priority: 2 },
  { name: "shared", minShareCount: 2, entriesAware: true, priority: 1 },
];

export default defineConfig({
  base: "/admin/",
  publicDir: "../../packages/ui/public",
  plugins: [react(), themeVariables(), compressed()],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: "manifest.json",
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  // The server believes its own pages only, so the proxy speaks as one of them.
  server: { port: 18292, proxy: { "/api": { target: api, headers: { origin: api } }, "/media": api } },
});

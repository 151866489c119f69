import { componentStyles, themeVariables } from "@kiosk/ui/look/plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "../../packages/ui/src/look/compressed.ts";
import { early } from "./early/plugin.ts";

/** Where `npm run dev` finds the API; the built panel talks to the server that serves it. */
const api = process.env.KIOSK_API_URL ?? "http://127.0.0.1:8000";

/** What every page behind the sign-in reads: who is here, how far the shop's beginning is, and the shop. */
const FRAME_READS = ["/api/v1/auth/me", "/api/v1/admin/getting-started/", "/api/v1/admin/shop"];

/** A page that somebody opens the panel with. */
const opening = (module: string, namespace: string, ...reads: string[]) => ({
  modules: [`features/${module}.tsx`],
  texts: ["common", namespace],
  asks: [...FRAME_READS, ...reads],
});

/** A page that needs nobody to be signed in. */
const door = (module: string) => ({
  modules: [`features/sign-in/${module}.tsx`],
  texts: ["common", "sign-in"],
});

const PAGES = {
  "*": { modules: [], texts: ["common"], asks: FRAME_READS },
  "sign-in": door("SignInPage"),
  forgotten: door("ForgottenPage"),
  reset: door("ResetPage"),
  verify: door("VerifyPage"),
  invitation: door("InvitationPage"),
  enter: door("EnterPage"),
  today: opening("today/TodayPage", "today", "/api/v1/admin/dashboard", "/api/v1/admin/low-stock/?size=5"),
  orders: opening("orders/OrdersPage", "orders", "/api/v1/admin/orders/?page=1&size=25"),
  products: opening("products/ProductsPage", "products", "/api/v1/admin/products/?page=1&size=25"),
};

/** What nearly every page is made of. */
const FRAME = [
  /apps\/panel\/src\/(lib\/(?!Notes|telegramHtml|BotScreen)|app\/shell\/)/,
  /packages\/(format|ui)\/src\/(?!parts\/(ConfirmButton|DataList|SearchField|SelectionBar|Table|useSelection))/,
  /node_modules\/(lucide-react|@mantine\/hooks|@tanstack\/[\w-]+)\//,
  /@mantine\/core\/esm\/components\/(ActionIcon|Avatar|Button|CloseButton|Group|Kbd|Loader|Skeleton|Text|Transition)\//,
];

/** What one fills in and chooses from; nothing that floats, for that comes when it is needed. */
const INPUTS = [
  /apps\/panel\/src\/(lib\/(Notes|telegramHtml|BotScreen)|session\/)/,
  /packages\/ui\/src\/parts\/(DataList|SearchField|SelectionBar|useSelection)/,
  /@mantine\/core\/esm\/components\/(Checkbox|Input|InputBase|NativeSelect|Pagination|PasswordInput|TextInput|Textarea)\//,
];

const among = (parts: RegExp[]) => (id: string) => parts.some((part) => part.test(id));

/** Few files instead of a hundred: a connection carries six at a time, and the others wait. */
const GROUPS = [
  {
    name: "react",
    tags: ["$initial" as const],
    test: /node_modules\/(react|react-dom|scheduler)\//,
    priority: 6,
  },
  { name: "core", tags: ["$initial" as const], test: /^(?!.*\/panel\/early\/)/, priority: 5 },
  { name: "frame", test: among(FRAME), minShareCount: 2, priority: 4 },
  { name: "inputs", test: among(INPUTS), minShareCount: 2, priority: 3 },
  {
    name: "floating",
    test: /node_modules\/(@mantine\/core|@floating-ui|react-remove-scroll)/,
    minShareCount: 2,
    priority: 2,
  },
  { name: "today", test: /features\/today\/(?!LowStockPage)/, priority: 2 },
  {
    name: "orders",
    test: /features\/orders\/(Order(sPage|Card)|StatusTabs|Filter(Bar|Chips)|SavedViews|SoundSwitch|search|status|useColumns|(card|orders)\.module)/,
    priority: 2,
  },
  { name: "entry", test: /features\/sign-in\//, minShareCount: 2, priority: 2 },
  { name: "shared", minShareCount: 2, entriesAware: true, priority: 1 },
];

export default defineConfig({
  base: "/admin/",
  publicDir: "../../packages/ui/public",
  plugins: [early(PAGES), react(), themeVariables(), componentStyles(), compressed()],
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

import { defineConfig } from "@hey-api/openapi-ts";

/** `scripts/build_client.py` says where the description lies and where the client goes. */
export default defineConfig({
  input: process.env.KIOSK_OPENAPI ?? "openapi.json",
  output: { path: process.env.KIOSK_CLIENT ?? "src/generated", importFileExtension: ".ts" },
  plugins: [
    { name: "@hey-api/client-fetch", throwOnError: true },
    "@hey-api/typescript",
    { name: "@hey-api/sdk", responseStyle: "data" },
    "@tanstack/react-query",
  ],
});

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createApi } from "./api/client.ts";
import { App } from "./app/App.tsx";
import "./styles/index.css";

const base = new URLSearchParams(window.location.search).get("api") ?? "/telegram/sim";
const place = document.getElementById("root");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App api={createApi(base.replace(/\/$/, ""))} />
    </StrictMode>,
  );
}

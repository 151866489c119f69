import "@kiosk/ui/tokens.css";
import "@mantine/core/styles/baseline.layer.css";
import "@mantine/core/styles/global.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "virtual:kiosk-theme.css";
import "../../../packages/ui/src/look/look.css";
import { dayOf } from "@kiosk/format";
import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { wake } from "./app/wake.ts";
import { startTexts } from "./texts/texts.ts";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root");
const words = startTexts();
await breath();
wake();
await breath();
dayOf(new Date()); // the first date that a browser writes costs it as much as a page; now it only waits
await words;
await breath();
// As a transition the first page is drawn in slices, and a press in between is heard.
startTransition(() => createRoot(root).render(<App />));

/** Lets the browser draw, and hear a press, before the next piece of work. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

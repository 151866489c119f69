import "@kiosk/ui/tokens.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "virtual:kiosk-theme.css";
import "../../../packages/ui/src/look/look.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { startTexts } from "./texts/texts.ts";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root");
await startTexts();
createRoot(root).render(<App />);

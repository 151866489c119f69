import {
  asLanguage,
  chooseTheme,
  isDark,
  LANGUAGE_NAMES,
  LANGUAGES,
  type Language,
  pickLanguage,
} from "@kiosk/ui";
import { type StartTexts, TEXTS } from "./texts.ts";

const KEY = "kiosk.language";
let health: "unknown" | "ready" | "not-ready" = "unknown";

function remembered(): Language | undefined {
  try {
    return asLanguage(localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
}

let language: Language = remembered() ?? pickLanguage(navigator.languages);

function isKey(key: string | undefined, texts: StartTexts): key is keyof StartTexts {
  return key !== undefined && key in texts;
}

function showHealth(texts: StartTexts): void {
  const place = document.getElementById("health");
  if (!place || health === "unknown") return;
  place.textContent = health === "ready" ? texts.ready : texts.notReady;
  place.dataset.state = health;
}

function showTheme(texts: StartTexts): void {
  const button = document.getElementById("theme");
  if (!button) return;
  button.hidden = false;
  button.setAttribute("aria-label", isDark() ? texts.toLight : texts.toDark);
}

function show(): void {
  const texts = TEXTS[language];
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
    const key = element.dataset.text;
    if (isKey(key, texts)) element.textContent = texts[key];
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-text-label]")) {
    const key = element.dataset.textLabel;
    if (isKey(key, texts)) element.setAttribute("aria-label", texts[key]);
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("#languages button")) {
    button.setAttribute("aria-pressed", String(button.lang === language));
  }
  showTheme(texts);
  showHealth(texts);
}

function choose(chosen: Language): void {
  language = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Without storage the choice lasts for this visit.
  }
  show();
}

function drawLanguages(): void {
  const place = document.getElementById("languages");
  for (const each of LANGUAGES) {
    const button = document.createElement("button");
    button.type = "button";
    button.lang = each;
    button.title = LANGUAGE_NAMES[each];
    button.setAttribute("aria-label", `${each.toUpperCase()}: ${LANGUAGE_NAMES[each]}`);
    button.textContent = each.toUpperCase();
    button.addEventListener("click", () => choose(each));
    place?.append(button);
  }
}

async function checkHealth(): Promise<void> {
  try {
    const answer = await fetch("/health/ready", { cache: "no-store" });
    health = answer.ok ? "ready" : "not-ready";
  } catch {
    health = "not-ready";
  }
  showHealth(TEXTS[language]);
}

/** An empty demo: the visitor becomes its owner, and gets the token that the bot is connected with. */
async function offerToken(): Promise<void> {
  const answer = await fetch("/demo.json", { cache: "no-store" }).catch(() => undefined);
  const { token }: { token?: string | null } = answer?.ok ? await answer.json() : {};
  const [place, text] = [document.getElementById("token"), document.getElementById("token-text")];
  if (!token || !place || !text) return;
  text.textContent = token;
  place.hidden = false;
  document.body.dataset.empty = "";
  const office = document.querySelector<HTMLElement>("[data-text=officeMore]");
  if (office) office.dataset.text = "beginOffice";
  document.getElementById("token-copy")?.addEventListener("click", ({ currentTarget }) => {
    void navigator.clipboard.writeText(token).then(() => {
      const button = currentTarget as HTMLElement;
      button.textContent = TEXTS[language].copied;
    });
  });
  show();
}

document.getElementById("theme")?.addEventListener("click", () => {
  chooseTheme(isDark() ? "light" : "dark");
  show();
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
drawLanguages();
show();
void checkHealth();
void offerToken();

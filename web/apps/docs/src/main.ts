import { chooseTheme, isDark } from "@kiosk/ui";
import { h, prose } from "./dom.ts";
import { type Document, type Entry, grouped } from "./openapi.ts";
import { card } from "./operation.ts";
import { resume, signIn, signOut } from "./session.ts";

function need<T extends Element>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`${selector} is missing`);
  return found;
}

function contents(groups: Map<string, Entry[]>): HTMLElement[] {
  return [...groups].map(([tag, entries]) =>
    h(
      "section",
      {},
      h("h2", {}, tag),
      ...entries.map((entry) =>
        h(
          "a",
          { href: `#${entry.id}`, onclick: () => open(entry.id) },
          h("span", { class: `method ${entry.method}` }, entry.method.toUpperCase()),
          entry.path.replace("/api/v1", "") || "/",
        ),
      ),
    ),
  );
}

function open(id: string): void {
  const found = document.getElementById(id);
  if (found instanceof HTMLDetailsElement) found.open = true;
}

async function show(): Promise<void> {
  const place = need("#operations");
  const answer = await fetch("/openapi.json");
  if (!answer.ok) {
    place.replaceChildren(h("p", { class: "bad" }, "The description isn't served here."));
    return;
  }
  const description: Document = await answer.json();
  const groups = grouped(description);
  need("#contents").replaceChildren(...contents(groups));
  place.replaceChildren(
    h("h1", {}, `${description.info.title} API`),
    ...prose(description.info.description ?? ""),
    ...[...groups].map(([tag, entries]) =>
      h("section", {}, h("h2", {}, tag), ...entries.map((entry) => card(description, entry))),
    ),
  );
  if (location.hash) {
    open(location.hash.slice(1));
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
}

function tell(signedInAs: string | undefined, problem = ""): void {
  const form = need<HTMLFormElement>("#sign-in");
  need("#who").textContent = problem || (signedInAs ? `You ask as ${signedInAs}.` : "You ask as a stranger.");
  for (const input of form.querySelectorAll<HTMLElement>("input, button[type=submit]"))
    input.hidden = !!signedInAs;
  need<HTMLElement>("#sign-out").hidden = !signedInAs;
}

need<HTMLFormElement>("#sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = need<HTMLFormElement>("#sign-in");
  const values = new FormData(form);
  const login = String(values.get("login"));
  const problem = await signIn(login, String(values.get("password")));
  tell(problem ? undefined : login, problem);
  if (!problem) form.reset();
});
need("#sign-out").addEventListener("click", async () => {
  await signOut();
  tell(undefined);
});
need("#theme").addEventListener("click", () => chooseTheme(isDark() ? "light" : "dark"));
window.addEventListener("hashchange", () => open(location.hash.slice(1)));

void show();
if (await resume()) tell("the one who signed in here before");

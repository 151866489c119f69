/**
 * Runs before the panel's own code has come, so it imports none of it. It asks for who is here, for what the page of
 * this address shows, and for that page's code; left to the code, each of these would wait for the one before.
 */

export interface EarlyPage {
  /** Scripts and styles. */
  files: string[];
  /** Per language the files with the page's words. */
  texts: Record<string, string[]>;
  /** What the page reads first. None: it is open to all, and nobody need be known. */
  asks?: string[];
}

/** Filled in by the build: pages by their path below the panel's, and "*" for those without an entry. */
declare const __EARLY_PAGES__: Record<string, EarlyPage>;

const BASE = "/admin/";
const REFRESH = "/api/v1/auth/refresh";

if (!window.kioskEarly) {
  const answers = new Map<string, Promise<Response>>();
  window.kioskEarly = answers;
  const page = __EARLY_PAGES__[location.pathname.slice(BASE.length)] ?? __EARLY_PAGES__["*"];
  if (page) {
    const language = wishedLanguage(Object.keys(page.texts));
    // The question first: a browser opens six connections, and whatever is seventh waits.
    // A page that was asked for something in particular reads something else than what is foreseen here.
    if (page.asks && !location.search) askAll(answers, page.asks, language);
    for (const file of [...page.files, ...(page.texts[language] ?? [])]) prefetch(file);
  }
}

function prefetch(file: string): void {
  const link = document.createElement("link");
  link.rel = file.endsWith(".css") ? "preload" : "modulepreload";
  if (file.endsWith(".css")) link.as = "style";
  link.crossOrigin = "";
  link.href = BASE + file;
  document.head.append(link);
}

function wishedLanguage(spoken: string[]): string {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem("kiosk.language");
  } catch {
    // Storage may be forbidden; then the browser's languages hold.
  }
  const wished = [kept ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.find((tag) => spoken.includes(tag)) ?? "en";
}

/** Under the lock that tabs renew under: their cookie is good for one renewal at a time. */
function askAll(answers: Map<string, Promise<Response>>, paths: string[], language: string): void {
  const own = { "X-Kiosk": "1" };
  const renew = (): Promise<Response> => fetch(REFRESH, { method: "POST", headers: own });
  const renewed = navigator.locks ? navigator.locks.request("kiosk.session", renew) : renew();
  const token = renewed.then(async (answer): Promise<string> => {
    if (!answer.ok) throw new Error("Nobody is signed in");
    return ((await answer.clone().json()) as { access_token: string }).access_token;
  });
  answers.set(REFRESH, renewed);
  for (const path of paths) {
    answers.set(
      path,
      token.then((value) =>
        fetch(path, { headers: { ...own, "Accept-Language": language, Authorization: `Bearer ${value}` } }),
      ),
    );
  }
  // Whoever takes an answer asks again by themselves if it failed; whoever doesn't isn't told.
  for (const answer of answers.values()) answer.catch(() => undefined);
}

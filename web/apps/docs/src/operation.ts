import { h, line, prose } from "./dom.ts";
import {
  type Document,
  type Entry,
  example,
  kind,
  type Parameter,
  resolved,
  type Schema,
} from "./openapi.ts";
import { bodyKind, curl, type Filled, prepared, schemas } from "./request.ts";
import { credentials } from "./session.ts";

/** The card of one operation; what is inside is made when it is opened first. */
export function card(document: Document, entry: Entry): HTMLElement {
  const { method, operation, path } = entry;
  const details = h("details", { class: "operation", id: entry.id });
  details.append(
    h(
      "summary",
      {},
      h("span", { class: `method ${method}` }, method.toUpperCase()),
      h("code", { class: "path" }, path),
      h("span", { class: "summary" }, operation.summary ?? ""),
      operation.security
        ? h("span", { class: "lock", title: "Needs an access token or a service key" }, "key")
        : undefined,
    ),
  );
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(inside(document, entry));
  });
  return details;
}

function inside(document: Document, entry: Entry): HTMLElement {
  const { operation } = entry;
  const { asked, answered } = schemas(document, operation);
  return h(
    "div",
    { class: "inside" },
    ...prose(operation.description ?? ""),
    asked && h("section", {}, h("h3", {}, "What it takes"), properties(document, asked)),
    answered && h("section", {}, h("h3", {}, "What it answers"), sample(document, answered)),
    h("section", {}, h("h3", {}, "Statuses"), statuses(entry)),
    tryIt(document, entry),
  );
}

function properties(document: Document, schema: Schema): HTMLElement {
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, name), schema.required?.includes(name) ? " *" : ""),
      h("td", {}, kind(document, property)),
      h("td", {}, ...line(resolved(document, property).description ?? "")),
    ),
  );
  return h("div", { class: "wide" }, h("table", {}, h("tbody", {}, ...rows)));
}

function sample(document: Document, schema: Schema): HTMLElement {
  return h("pre", { tabindex: "0" }, JSON.stringify(example(document, schema, true), null, 2));
}

function statuses(entry: Entry): HTMLElement {
  const items = Object.entries(entry.operation.responses).map(([status, answer]) =>
    h(
      "li",
      { class: status.startsWith("2") || status === "304" ? "good" : "" },
      h("b", {}, status),
      ...line(` ${answer.description}`),
    ),
  );
  return h("ul", { class: "statuses" }, ...items);
}

function field(document: Document, id: string, parameter: Parameter): HTMLElement {
  const given = parameter.schema.default;
  const shown = given ?? (parameter.in === "path" ? example(document, parameter.schema) : "");
  return h(
    "label",
    { class: "field" },
    h(
      "span",
      {},
      h("code", {}, parameter.name),
      parameter.required ? " *" : "",
      ` ${kind(document, parameter.schema)}`,
    ),
    h("input", { name: parameter.name, id: `${id}-${parameter.name}`, value: String(shown ?? "") }),
    parameter.description ? h("small", {}, ...line(parameter.description)) : undefined,
  );
}

function bodyField(document: Document, entry: Entry): HTMLElement | undefined {
  const type = bodyKind(entry.operation);
  if (!type) return undefined;
  if (type === "multipart/form-data") {
    return h(
      "label",
      { class: "field" },
      h("span", {}, "File"),
      h("input", { type: "file", name: "body-file" }),
    );
  }
  const schema = schemas(document, entry.operation).asked ?? {};
  const text = JSON.stringify(example(document, schema), null, 2);
  const rows = String(Math.min(18, Math.max(3, text.split("\n").length)));
  return h(
    "label",
    { class: "field" },
    h("span", {}, "Body"),
    h("textarea", { name: "body", rows, spellcheck: "false" }, text),
  );
}

function tryIt(document: Document, entry: Entry): HTMLElement {
  const answer = h("div", { class: "answer", "aria-live": "polite" });
  const fields = (entry.operation.parameters ?? []).filter((each) => each.in !== "cookie");
  const form = h(
    "form",
    { class: "try" },
    h("h3", {}, "Try it"),
    ...fields.map((each) => field(document, entry.id, each)),
    bodyField(document, entry),
    h("button", { type: "submit" }, "Send"),
    answer,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(entry, form, answer);
  });
  return form;
}

function filledIn(form: HTMLFormElement): Filled {
  const values = Object.fromEntries(new FormData(form));
  const file = values["body-file"];
  const texts = Object.entries(values).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string",
  );
  return {
    parameters: Object.fromEntries(texts),
    body: typeof values.body === "string" ? values.body : "",
    file: file instanceof File ? file : undefined,
  };
}

async function send(entry: Entry, form: HTMLFormElement, place: HTMLElement): Promise<void> {
  place.replaceChildren(h("p", { class: "waiting" }, "Asking…"));
  try {
    const request = prepared(entry, filledIn(form));
    const signs = credentials();
    const begun = performance.now();
    const answer = await fetch(request.url, {
      ...request.init,
      headers: { ...request.init.headers, ...signs },
    });
    const took = Math.round(performance.now() - begun);
    place.replaceChildren(
      h("pre", { class: "curl", tabindex: "0" }, curl(location.origin, request, "Authorization" in signs)),
      h(
        "p",
        { class: answer.ok ? "good" : "bad" },
        h("b", {}, `${answer.status} ${answer.statusText}`),
        ` in ${took} ms`,
      ),
      await shown(answer),
    );
  } catch (error) {
    place.replaceChildren(
      h("p", { class: "bad" }, error instanceof Error ? error.message : "It didn't work."),
    );
  }
}

async function shown(answer: Response): Promise<HTMLElement> {
  const type = answer.headers.get("content-type") ?? "";
  if (type.startsWith("image/")) {
    return h("img", { src: URL.createObjectURL(await answer.blob()), alt: "The picture that was answered" });
  }
  const text = await answer.text();
  const pretty = type.includes("json") ? JSON.stringify(JSON.parse(text), null, 2) : text;
  return h("pre", { tabindex: "0" }, pretty || "(empty)");
}

import { type Document, type Entry, type Operation, resolved } from "./openapi.ts";

export interface Filled {
  parameters: Record<string, string>;
  body: string;
  file?: File | undefined;
}

export interface Prepared {
  url: string;
  init: RequestInit & { headers: Record<string, string> };
}

/** The kind of body that an operation takes, if any. */
export function bodyKind(operation: Operation): string | undefined {
  return Object.keys(operation.requestBody?.content ?? {})[0];
}

/** The request that a filled form stands for. */
export function prepared(entry: Entry, filled: Filled): Prepared {
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let path = entry.path;
  for (const parameter of entry.operation.parameters ?? []) {
    const value = filled.parameters[parameter.name] ?? "";
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value && parameter.in === "query") query.append(parameter.name, value);
    else if (value && parameter.in === "header") headers[parameter.name] = value;
  }
  const init: Prepared["init"] = { method: entry.method.toUpperCase(), headers };
  const kind = bodyKind(entry.operation);
  if (kind === "multipart/form-data") init.body = multipart(filled);
  else if (kind) {
    headers["Content-Type"] = kind;
    init.body = kind.includes("form") ? urlEncoded(filled.body) : filled.body;
  }
  return { url: query.size ? `${path}?${query}` : path, init };
}

function multipart(filled: Filled): FormData {
  const form = new FormData();
  if (filled.file) form.append("file", filled.file);
  return form;
}

function urlEncoded(json: string): string {
  const values: Record<string, unknown> = JSON.parse(json || "{}");
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
}

/** The same request for a terminal. */
export function curl(origin: string, { url, init }: Prepared, signedIn: boolean): string {
  const lines = [`curl -X ${init.method} '${origin}${url}'`];
  if (signedIn) lines.push("-H 'Authorization: Bearer …'");
  for (const [name, value] of Object.entries(init.headers)) lines.push(`-H '${name}: ${value}'`);
  if (typeof init.body === "string") lines.push(`-d '${init.body.replaceAll("'", "'\\''")}'`);
  if (init.body instanceof FormData) lines.push("-F 'file=@picture.jpg'");
  return lines.join(" \\\n  ");
}

/** The schema of an operation's body, and of its good answer. */
export function schemas(document: Document, operation: Operation) {
  const kind = bodyKind(operation);
  const asked = kind ? operation.requestBody?.content[kind]?.schema : undefined;
  const good = Object.entries(operation.responses).find(([status]) => status.startsWith("2"));
  const answered = good?.[1].content?.["application/json"]?.schema;
  return {
    asked: asked && resolved(document, asked),
    answered: answered && resolved(document, answered),
  };
}

/** The part of OpenAPI 3.1 that FastAPI writes. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
  security?: Record<string, string[]>[];
}

export interface Document {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Entry {
  id: string;
  method: string;
  path: string;
  operation: Operation;
}

/** All operations by their tag, both in the order of the document. */
export function grouped(document: Document): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? "Other";
      const id = `${method}${path}`.replace(/[^a-z0-9]+/gi, "-").replace(/-$/, "");
      const entries = groups.get(tag) ?? [];
      entries.push({ id, method, path, operation });
      groups.set(tag, entries);
    }
  }
  return groups;
}

/** The schema itself, with references and one-sided unions resolved. */
export function resolved(document: Document, schema: Schema): Schema {
  if (schema.$ref) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
    return resolved(document, document.components?.schemas?.[name] ?? {});
  }
  const choices = (schema.anyOf ?? schema.oneOf)?.filter((each) => each.type !== "null");
  if (choices?.length === 1 && choices[0]) return { ...resolved(document, choices[0]), ...plain(schema) };
  if (schema.allOf?.length === 1 && schema.allOf[0]) return resolved(document, schema.allOf[0]);
  return schema;
}

function plain({ description, title }: Schema): Schema {
  return { ...(description ? { description } : {}), ...(title ? { title } : {}) };
}

/** What kind of value a schema wants, in a few words: "integer, 1 to 100". */
export function kind(document: Document, given: Schema): string {
  const schema = resolved(document, given);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = (schema.anyOf ?? schema.oneOf)?.map((each) => kind(document, each));
  if (choices) return [...new Set(choices)].join(" | ");
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  if (type === "array" && schema.items) return `list of ${kind(document, schema.items)}`;
  return [schema.format ? `${type} (${schema.format})` : type, bounds(schema)].filter(Boolean).join(", ");
}

function bounds(schema: Schema): string {
  const [least, most, unit] =
    schema.type === "string"
      ? [schema.minLength, schema.maxLength, " characters"]
      : [schema.minimum, schema.maximum, ""];
  const shown = most !== undefined && most > 1e15 ? undefined : most;
  if (least !== undefined && shown !== undefined) return `${least} to ${shown}${unit}`;
  if (shown !== undefined) return `at most ${shown}${unit}`;
  return least !== undefined && least !== 0 ? `at least ${least}${unit}` : "";
}

/** A value that a schema would accept; `full` also fills what may be left out. */
export function example(document: Document, given: Schema, full = false, depth = 0): unknown {
  const schema = resolved(document, given);
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  if (schema.enum) return schema.enum[0];
  const first = (schema.anyOf ?? schema.oneOf)?.[0];
  if (first) return example(document, first, full, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object" || schema.properties) return exampleObject(document, schema, full, depth);
  if (type === "array")
    return schema.items && depth < 5 ? [example(document, schema.items, full, depth + 1)] : [];
  if (type === "integer" || type === "number") return schema.minimum ?? 1;
  if (type === "boolean") return true;
  if (type === "null") return null;
  return exampleText(schema);
}

function exampleObject(document: Document, schema: Schema, full: boolean, depth: number): unknown {
  const result: Record<string, unknown> = {};
  if (depth >= 6) return result;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (full || schema.required?.includes(name)) result[name] = example(document, property, full, depth + 1);
  }
  return result;
}

function exampleText(schema: Schema): string {
  if (schema.format === "date-time") return "2026-11-21T12:00:00Z";
  if (schema.format === "binary") return "";
  if (schema.pattern?.includes("\\d")) return "19.99";
  return "text".padEnd(schema.minLength ?? 0, "t");
}

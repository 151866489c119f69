import { describe, expect, it } from "vitest";
import { type Document, example, grouped, kind } from "./openapi.ts";
import { curl, prepared } from "./request.ts";

const description: Document = {
  info: { title: "Kiosk", version: "1" },
  paths: {
    "/api/v1/orders/{order_id}": {
      patch: {
        tags: ["Orders"],
        parameters: [
          { name: "order_id", in: "path", required: true, schema: { type: "integer", minimum: 1 } },
          { name: "page", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } },
          {
            name: "Idempotency-Key",
            in: "header",
            schema: { anyOf: [{ type: "string" }, { type: "null" }] },
          },
        ],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Move" } } } },
        responses: { "200": { description: "OK" } },
      },
    },
    "/health": { get: { responses: { "200": { description: "OK" } } } },
  },
  components: {
    schemas: {
      Move: {
        type: "object",
        required: ["status", "lines"],
        properties: {
          status: { enum: ["shipped", "cancelled"] },
          note: { anyOf: [{ type: "string", maxLength: 300 }, { type: "null" }] },
          lines: { type: "array", items: { $ref: "#/components/schemas/Line" } },
        },
      },
      Line: { type: "object", required: ["id"], properties: { id: { type: "integer", minimum: 1 } } },
      Loop: {
        type: "object",
        required: ["next"],
        properties: { next: { $ref: "#/components/schemas/Loop" } },
      },
    },
  },
};
const [order] = grouped(description).get("Orders") ?? [];
if (!order) throw new Error("no order");

describe("the description", () => {
  it("is grouped by its tags", () => {
    expect([...grouped(description).keys()]).toEqual(["Orders", "Other"]);
    expect(order.id).toBe("patch-api-v1-orders-order-id");
  });

  it("gives an example with what must be sent, or with all", () => {
    const move = { $ref: "#/components/schemas/Move" };
    expect(example(description, move)).toEqual({ status: "shipped", lines: [{ id: 1 }] });
    expect(example(description, move, true)).toEqual({ status: "shipped", note: "text", lines: [{ id: 1 }] });
  });

  it("survives a schema that contains itself", () => {
    expect(JSON.stringify(example(description, { $ref: "#/components/schemas/Loop" }))).toContain("next");
  });

  it("says kinds in words", () => {
    expect(kind(description, { type: "integer", minimum: 1, maximum: 100 })).toBe("integer, 1 to 100");
    expect(kind(description, { type: "array", items: { type: "string", maxLength: 5 } })).toBe(
      "list of string, at most 5 characters",
    );
    expect(kind(description, { anyOf: [{ type: "string" }, { type: "null" }] })).toBe("string");
  });
});

describe("a request", () => {
  const filled = {
    parameters: { order_id: "5/6", page: "2", "Idempotency-Key": "k1" },
    body: '{"note": "it\'s"}',
  };

  it("puts each value where it belongs", () => {
    const { url, init } = prepared(order, filled);
    expect(url).toBe("/api/v1/orders/5%2F6?page=2");
    expect(init).toEqual({
      method: "PATCH",
      headers: { "Idempotency-Key": "k1", "Content-Type": "application/json" },
      body: '{"note": "it\'s"}',
    });
  });

  it("reads the same in a terminal", () => {
    const line = curl("http://shop.test", prepared(order, filled), true);
    expect(line).toContain("curl -X PATCH 'http://shop.test/api/v1/orders/5%2F6?page=2'");
    expect(line).toContain("-d '{\"note\": \"it'\\''s\"}'");
  });
});

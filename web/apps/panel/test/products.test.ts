import { isValidElement, type ReactElement, type ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { placed, stepped } from "../src/features/categories/arrange.ts";
import {
  bodyOf,
  draftOf,
  emptyDraft,
  mistakes,
  type VariantDraft,
} from "../src/features/products/editor/draft.ts";
import { missing, rearrange } from "../src/features/products/editor/matrix.ts";
import { amountOf, countOf, percentOf, raised, written } from "../src/features/products/figures.ts";
import { telegramHtml } from "../src/lib/telegramHtml.tsx";
import { branches } from "../src/lib/tree.ts";

const option = (name: string, ...values: string[]) => ({
  key: name,
  name,
  translations: {},
  values: values.map((value) => ({ value, translations: {} })),
});
const names = (variants: VariantDraft[]): string[] =>
  variants.map(({ attributes }) => attributes.map(({ value }) => value).join("/"));

describe("figures", () => {
  it("reads sums as people write them", () => {
    expect(["1990", "1 990,5", "1\u00a0990.50", "19,99"].map(amountOf)).toEqual([
      "1990",
      "1990.5",
      "1990.50",
      "19.99",
    ]);
    expect(["", "-1", "1.999", "1e3", "12x"].map(amountOf)).toEqual(Array(5).fill(undefined));
    expect([countOf("1 000"), countOf("1.5"), countOf("1000001")]).toEqual([1000, undefined, undefined]);
    expect([written("1990.00"), written("1990.50"), written("100"), written(null)]).toEqual([
      "1990",
      "1990.50",
      "100",
      "",
    ]);
  });

  it("names the fields that hold no figure", () => {
    const draft = emptyDraft();
    expect(mistakes(draft)).toEqual([["variants/0/price", "sum"]]);
  });
});

describe("the matrix of variants", () => {
  const one = { ...emptyDraft().variants[0], id: 7, sku: "TS", price: "10", stock: "3" } as VariantDraft;
  const size = option("Size", "S", "M");
  const sized = rearrange([], [size], [one]);

  it("gives what exists to the first value and makes the rest", () => {
    expect(names(sized)).toEqual(["S", "M"]);
    expect(sized[0]).toMatchObject({ id: 7, sku: "TS", stock: "3" });
    expect(sized[1]).toMatchObject({ sku: "TS-M", price: "10", stock: "" });
    expect(sized[1]?.id).toBeUndefined();
  });

  it("keeps what was left out on purpose, and drops what a lost value had", () => {
    const colour = option("Colour", "Red", "Blue");
    const four = rearrange([size], [size, colour], sized);
    expect(names(four)).toEqual(["S/Red", "S/Blue", "M/Red", "M/Blue"]);
    const three = four.filter((_, index) => index !== 1);
    expect(missing([size, colour], three)).toHaveLength(1);
    const wider = option("Colour", "Red", "Blue", "Green");
    expect(names(rearrange([size, colour], [size, wider], three))).toEqual([
      "S/Red",
      "S/Green",
      "M/Red",
      "M/Blue",
      "M/Green",
    ]);
    expect(names(rearrange([size, colour], [size, option("Colour", "Blue")], three))).toEqual(["M/Blue"]);
  });

  it("comes back to one variant without options", () => {
    const [left, ...others] = rearrange([size], [], sized);
    expect(others).toEqual([]);
    expect(left).toMatchObject({ id: 7, attributes: [] });
  });
});

/** What a browser would show, with the tags that React makes. */
function drawn(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(drawn).join("");
  if (!isValidElement(node)) return String(node ?? "");
  const { type, props } = node as ReactElement<{ children?: ReactNode; href?: string }>;
  const inner = drawn(props.children);
  return typeof type === "string" ? `[${type}${props.href ? ` ${props.href}` : ""}]${inner}[/]` : inner;
}

describe("Telegram's HTML", () => {
  it("becomes elements", () => {
    expect(drawn(telegramHtml('<b>1 &lt; 2 <i>x</i></b> <a href="https://e.org/?a=1&amp;b=2">l</a>'))).toBe(
      "[b]1 < 2 [i]x[/][/] [a https://e.org/?a=1&b=2]l[/]",
    );
  });

  it("never runs or opens what it doesn't know", () => {
    const bad = '<script>a</script><img src=x onerror=b><a href="javascript:c">d</a><b onclick="e">f</b></i>';
    expect(drawn(telegramHtml(bad))).toBe("ad[b]f[/]");
  });

  it("decodes once only, and closes what was left open", () => {
    expect(drawn(telegramHtml("&amp;lt;b&gt; &#8381; &nope; <b>x"))).toBe("&lt;b> ₽ &nope; [b]x[/]");
  });
});

describe("the tree of categories", () => {
  const nodes = [
    { id: 1, parent_id: null },
    { id: 2, parent_id: null },
    { id: 3, parent_id: 2 },
    { id: 4, parent_id: null },
  ];
  const shown = (all: readonly { id: number; parent_id: number | null }[]): string =>
    branches(all)
      .map(({ node, depth }) => `${depth}:${node.id}`)
      .join(" ");

  it("moves by steps", () => {
    expect(shown(nodes)).toBe("0:1 0:2 1:3 0:4");
    expect(shown(stepped(nodes, 4, "up"))).toBe("0:1 0:4 0:2 1:3");
    expect(shown(stepped(nodes, 1, "down"))).toBe("0:2 1:3 0:1 0:4");
    expect(shown(stepped(nodes, 4, "inside"))).toBe("0:1 0:2 1:3 1:4");
    expect(shown(stepped(nodes, 3, "outside"))).toBe("0:1 0:2 0:3 0:4");
    expect(stepped(nodes, 1, "up")).toBe(nodes);
  });

  it("never puts a category into itself", () => {
    expect(placed(nodes, 2, 3)).toBe(nodes);
    expect(placed(nodes, 2, 2)).toBe(nodes);
    expect(shown(placed(nodes, 2, 4))).toBe("0:1 0:4 1:2 2:3");
  });
});

describe("prices that change by percent", () => {
  it.each([
    ["100.10", "10", "0.01", "110.11"],
    ["1990.00", "-7.5", "10", "1840.00"],
    ["5.00", "0", "10", "10.00"],
    ["99999999.99", "900", "0.01", "999999999.90"],
  ])("%s by %s%% to whole %s is %s, as the server rounds it", (price, percent, step, expected) => {
    expect(raised(price, percent, step)).toBe(expected);
  });

  it("reads what people write", () => {
    expect(["7,5 %", "5", "0", "901", "a", "1.234"].map(percentOf)).toEqual(["7.5", "5", ...Array(4)]);
  });
});

describe("what the editor sends", () => {
  const variant = {
    id: 7,
    sku: "A",
    price: "5.00",
    old_price: null,
    stock_quantity: 3,
    low_stock_threshold: 1,
  };
  const stored = {
    id: 1,
    version: 4,
    slug: "a",
    name: "A",
    description: "",
    translations: {},
    category_id: null,
    weight_grams: null,
    position: 1,
    is_active: true,
    options: [
      {
        name: "Size",
        translations: { ru: { name: "Размер" } },
        values: [{ value: "M", translations: { ru: { value: "М" }, kk: { value: "М" } } }],
      },
    ],
    variants: [{ ...variant, attributes: [{ type: "Size", value: "M" }] }],
    pictures: [],
    created_at: "",
    updated_at: "",
  };

  it("leaves out a stock and words that nobody touched", () => {
    const body = bodyOf(draftOf(stored), stored);
    expect(body.variants[0]).not.toHaveProperty("stock_quantity");
    expect(body.options?.[0]).toEqual({
      name: "Size",
      translations: {},
      values: [{ value: "M", translations: {} }],
    });
  });

  it("says which stock was seen, and takes emptied words away", () => {
    const draft = draftOf(stored);
    const [option] = draft.options;
    const [only] = draft.variants;
    if (!option || !only) throw new Error("nothing to edit");
    const body = bodyOf(
      {
        ...draft,
        options: [{ ...option, translations: { en: { name: "Fit" } } }],
        variants: [{ ...only, stock: "9" }],
      },
      stored,
    );
    expect(body.variants[0]).toMatchObject({ stock_quantity: 9, stock_was: 3 });
    expect(body.options?.[0]?.translations).toEqual({ ru: null, en: { name: "Fit" } });
  });
});

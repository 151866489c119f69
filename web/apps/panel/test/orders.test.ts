import { expect, test } from "vitest";
import { sumOf } from "../src/features/orders/methods.ts";

test.each([
  ["1250", "1250"],
  ["99,50", "99.50"],
  [" 1 234.5 ", "1234.5"],
  ["1\u00a0000", "1000"],
])("a sum is read as people type it: %s", (typed, sum) => {
  expect(sumOf(typed)).toBe(sum);
});

test.each(["", "0", "0,00", "-5", "1.234,5", "12.345", "five", "1e3", "99999999999"])(
  "%s is none",
  (typed) => {
    expect(sumOf(typed)).toBeUndefined();
  },
);

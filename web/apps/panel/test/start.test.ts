import type { Progress } from "@kiosk/client";
import { expect, test } from "vitest";
import { after, isDone, STEPS, stepOf } from "../src/features/start/steps.ts";

const NOTHING: Progress = {
  founded: false,
  bot: null,
  bot_link: null,
  is_bot_fixed: false,
  owner_linked: false,
  has_staff_group: false,
  staff_group: null,
  goods: "none",
  products: 0,
  test_order: null,
  finished: false,
  dismissed: false,
};

test("without a shop there is one step, whatever the address says", () => {
  expect(stepOf("test", NOTHING)).toBe("shop");
});

test("the first step that isn't done comes next, on every device", () => {
  const founded = { ...NOTHING, founded: true };
  expect(stepOf(undefined, founded)).toBe("bot");
  expect(stepOf(undefined, { ...founded, bot: "tulip_bot", owner_linked: true })).toBe("group");
  expect(stepOf("goods", founded)).toBe("goods");
});

test("goods that are on their way aren't there yet", () => {
  expect(isDone("goods", { ...NOTHING, goods: "coming" })).toBe(false);
  expect(isDone("goods", { ...NOTHING, goods: "there", products: 1 })).toBe(true);
});

test("the steps follow one another and end", () => {
  expect([STEPS[0], ...STEPS.map(after)]).toEqual([...STEPS, undefined]);
});

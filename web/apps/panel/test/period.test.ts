import { describe, expect, it } from "vitest";
import { change, lastDays } from "../src/features/today/period.ts";
import { day, flag } from "../src/routes/search.ts";

describe("the period of the figures", () => {
  it("ends today and counts both ends", () => {
    const now = new Date(2026, 10, 21, 15);
    expect(lastDays(1, undefined, now)).toEqual({ from: "2026-11-21", to: "2026-11-21" });
    expect(lastDays(7, undefined, now)).toEqual({ from: "2026-11-15", to: "2026-11-21" });
    expect(lastDays(30, undefined, now).from).toBe("2026-10-23");
  });

  it("is the shop's, wherever its owner travels", () => {
    const now = new Date("2026-11-21T20:30:00Z");
    expect(lastDays(2, "Asia/Almaty", now)).toEqual({ from: "2026-11-21", to: "2026-11-22" });
    expect(lastDays(1, "America/New_York", now)).toEqual({ from: "2026-11-21", to: "2026-11-21" });
  });

  it("compares with what was there before", () => {
    expect(change("150.00", "100.00")).toBeCloseTo(0.5);
    expect(change(1, 4)).toBeCloseTo(-0.75);
    expect(change("150.00", "0")).toBeUndefined();
  });
});

describe("the address of a list", () => {
  it("takes days as the API writes them and nothing else", () => {
    expect(day("2026-11-21")).toBe("2026-11-21");
    for (const wrong of ["2026-13-41", "21.11.2026", "2026-11-21; DROP", 20261121, undefined]) {
      expect(day(wrong)).toBeUndefined();
    }
  });

  it("knows a switch when it sees one", () => {
    expect([true, "true", "false", 1, undefined].map(flag)).toEqual([
      true,
      true,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

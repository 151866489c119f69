import { expect, it } from "vitest";
import { dayOf, formatDate, formatMoney, formatPercent, formatRelative } from "../src/index.ts";

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

it("writes money as its readers do", () => {
  expect(plain(formatMoney("1990.00", "RUB", "ru"))).toBe("1 990 ₽");
  expect(plain(formatMoney("1990.50", "UAH", "uk"))).toBe("1 990,50 ₴");
  expect(plain(formatMoney("1990.00", "KZT", "kk"))).toBe("1 990 ₸");
  expect(plain(formatMoney("19.99", "USD", "en"))).toBe("$19.99");
});

it("keeps every digit of an amount", () => {
  expect(plain(formatMoney("90071992547409931.23", "RUB", "ru"))).toBe("90 071 992 547 409 931,23 ₽");
});

it("shows the business's day, not the device's", () => {
  expect(dayOf("2026-11-20T20:30:00Z", "Asia/Almaty")).toBe("2026-11-21");
  expect(plain(formatDate("2026-11-20T20:30:00Z", "ru", "moment", "Asia/Almaty"))).toBe("21 нояб., 01:30");
});

it("says how long ago", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  expect(formatRelative("2026-11-21T11:55:00Z", "ru", now)).toBe("5 минут назад");
  expect(formatRelative("2026-11-20T11:00:00Z", "uk", now)).toBe("учора");
  expect(plain(formatRelative("2026-11-01T11:00:00Z", "ru", now, "UTC"))).toBe("1 нояб. 2026 г.");
});

it("signs a change", () => {
  expect(plain(formatPercent(0.124, "en", true))).toBe("+12%");
  expect(plain(formatPercent(-0.05, "ru", true))).toBe("-5 %");
});

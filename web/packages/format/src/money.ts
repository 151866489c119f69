import { kept } from "./kept.ts";

/** An exact amount as the API writes it: "1990.00". It is never computed with here, only shown. */
export type Amount = string | number;

const amounts = kept((language: string, currency: string, isWhole: boolean) => {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...(isWhole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  });
});
const numbers = kept((language: string, maximumFractionDigits: number) => {
  return new Intl.NumberFormat(language, { maximumFractionDigits });
});
const shares = kept((language: string, maximumFractionDigits: number, isSigned: boolean) => {
  const signDisplay = isSigned ? "exceptZero" : "auto";
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits, signDisplay });
});

/** "1 990 ₽": without the minor part when it is nought. The digits are the server's; nothing passes through a float. */
export function formatMoney(amount: Amount, currency: string, language: string): string {
  const text = String(amount);
  const isWhole = !/[.,]\d*[1-9]/.test(text);
  // `format` takes decimal strings exactly (ECMA-402, NumberFormat v3); the types still say number.
  return amounts(language, currency, isWhole).format(text as unknown as number);
}

/** "12 345": a count, or a figure without a unit. */
export function formatNumber(value: Amount, language: string, digits = 0): string {
  return numbers(language, digits).format(value as number);
}

/** "12 %": a share between 0 and 1; with `signed`, a change: "+12 %". */
export function formatPercent(share: number, language: string, signed = false): string {
  return shares(language, Math.abs(share) < 0.1 ? 1 : 0, signed).format(share);
}

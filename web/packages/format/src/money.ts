/** An exact amount as the API writes it: "1990.00". It is never computed with here, only shown. */
export type Amount = string | number;

const makers = new Map<string, Intl.NumberFormat>();

function maker(language: string, currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${language} ${currency} ${whole}`;
  let found = makers.get(key);
  if (!found) {
    found = new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
    });
    makers.set(key, found);
  }
  return found;
}

/** "1 990 ₽": without the minor part when it is nought. The digits are the server's; nothing passes through a float. */
export function formatMoney(amount: Amount, currency: string, language: string): string {
  const text = String(amount);
  const isWhole = !/[.,]\d*[1-9]/.test(text);
  // `format` takes decimal strings exactly (ECMA-402, NumberFormat v3); the types still say number.
  return maker(language, currency, isWhole).format(text as unknown as number);
}

/** "12 345": a count, or a figure without a unit. */
export function formatNumber(value: Amount, language: string, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value as number);
}

/** "12 %": a share between 0 and 1; with `signed`, a change: "+12 %". */
export function formatPercent(share: number, language: string, signed = false): string {
  return new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    signDisplay: signed ? "exceptZero" : "auto",
  }).format(share);
}

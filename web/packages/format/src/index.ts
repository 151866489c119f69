export { type DateStyle, dayOf, formatDate, formatRelative } from "./dates.ts";
export { type Amount, formatMoney, formatNumber, formatPercent } from "./money.ts";

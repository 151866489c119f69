export { ConfirmButton } from "./ConfirmButton.tsx";
export { PartsProvider, type PartsSetting, type PartsWords, useParts } from "./context.ts";
export { type Column, DataList, type Sort } from "./DataList.tsx";
export { DateTime, Money } from "./figures.tsx";
export { PageHeader } from "./PageHeader.tsx";
export { Sheet } from "./Sheet.tsx";
export { StatusBadge, type Tone } from "./StatusBadge.tsx";
export { EmptyState, ErrorState } from "./states.tsx";
export { toasts } from "./toasts.tsx";

export const SORTS = ["recent", "spent", "newest"] as const;

/** Which customers are listed, as the address says it. */
export interface CustomersSearch {
  page?: number;
  /** A name, a username, a phone or its last digits, or the customer's number. */
  text?: string;
  tag?: string;
  blocked?: true;
  sort?: (typeof SORTS)[number];
}

/** The list as it was last looked at, for the way back from a card. */
export const lastList: { search: CustomersSearch } = { search: {} };

import { listCustomers } from "@kiosk/client";

const ENOUGH = 6;

/** What the quick search finds among the customers. */
export async function findCustomers(text: string) {
  const { items } = await listCustomers({ query: { text, size: ENOUGH } });
  return items.map((customer) => ({
    id: `customer-${customer.id}`,
    title: customer.name,
    ...(customer.phone && { text: customer.phone }),
    link: { to: "/customers/$id", params: { id: String(customer.id) } } as const,
  }));
}

import { listOrders } from "@kiosk/client";
import { formatMoney } from "@kiosk/format";

const ENOUGH = 6;

/** What the quick search finds among the orders. */
export async function findOrders(text: string, language: string) {
  const { items } = await listOrders({ query: { text, size: ENOUGH } });
  return items.map((order) => ({
    id: `order-${order.id}`,
    title: `№ ${order.number} · ${order.customer_name}`,
    text: formatMoney(order.total_amount, order.currency, language),
    link: { to: "/orders/$id", params: { id: String(order.id) } } as const,
  }));
}

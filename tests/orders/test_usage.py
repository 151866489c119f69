"""The truth about orders that hold a product, before it is deleted."""

from tests.shop import move_to, order, value


async def test_orders_that_hold_a_product_are_counted(client, clerk, database, shop):
    for lines in ({shop.red_m: 1, shop.blue_l: 1}, {shop.red_m: 2}, {shop.mug: 1}):
        await order(database, lines)
    first = await value(database, "SELECT min(id) FROM orders")
    await move_to(database, first, "cancelled")

    async def usage(*product_ids):
        return (
            await client.get("/api/v1/admin/usage/", params={"product_ids": product_ids}, headers=clerk)
        ).json()

    assert await usage(shop.shirt) == {"orders": 2, "open_orders": 1}
    assert await usage(shop.mug_product) == {"orders": 1, "open_orders": 1}
    assert await usage(shop.shirt, shop.mug_product) == {"orders": 3, "open_orders": 2}
    assert await usage(999_999) == {"orders": 0, "open_orders": 0}


async def test_customers_are_not_told(client, buyer, shop):
    path = f"/api/v1/admin/usage/?product_ids={shop.shirt}"
    assert (await client.get(path, headers=buyer)).status_code == 403
    assert (await client.get(path)).status_code == 401

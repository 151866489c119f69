"""A shop that comes from WooCommerce brings its export as it is, and the bot sells from it."""

from pathlib import Path

import pytest

from kiosk.exchange.alone import do_step
from kiosk.exchange.rules import Mode
from kiosk.exchange.service import ask_to_apply, import_files, keep_upload, start_import
from kiosk.exchange.service.steps import Place
from tests.bot.scenes.conftest import sql
from tests.bot.scenes.steps import flat, orders, shown, to_summary

SAMPLE = (
    Path(__file__).resolve().parents[4] / "shared" / "data" / "woocommerce-sample" / "sample_products.csv"
)


class Upload:
    """The file, in one part."""

    def __init__(self, path):
        self._parts = [path.read_bytes(), b""]

    async def read(self, _size=-1):
        return self._parts.pop(0)


async def take_in(runtime, path):
    """Have a table read and applied, here instead of in a process of its own."""
    place = Place(runtime.database, import_files(runtime.settings))
    stored = await keep_upload(place.files, Upload(path))
    async with runtime.database.unit() as unit:
        import_id = await start_import(unit, name=path.name, stored=stored, actor_id=None)
        await unit.commit()
    await do_step(place, "read", import_id)
    async with runtime.database.unit() as unit:
        await ask_to_apply(unit, import_id, Mode.ATOMIC)
        await unit.commit()
    await do_step(place, "apply", import_id)


@pytest.mark.skipif(not SAMPLE.exists(), reason="WooCommerce's own sample isn't beside this checkout")
async def test_the_bot_sells_from_woocommerces_own_sample(stage, shop):
    ivan = stage.buyer(503)
    await ivan.start()
    await take_in(shop, SAMPLE)
    found = await ivan.send("hoodie")
    assert any(each.startswith("Hoodie with Zipper") for each in flat(found))
    product = await ivan.press("Hoodie with Zipper")
    assert "45 ₽" in shown(product)
    await ivan.press("Добавить в корзину")
    summary = await to_summary(ivan)
    assert "Hoodie with Zipper" in shown(summary)
    await ivan.press("Подтвердить заказ")
    assert "Hoodie with Zipper" in shown(await ivan.wait_for("🎉"))
    [made] = await orders(shop)
    assert str(made.total_amount) == "45.00"
    left = await sql(
        shop,
        "SELECT l.on_hand FROM stock_levels l JOIN product_variants v ON v.id = l.variant_id"
        " WHERE v.sku = 'woo-hoodie-with-zipper'",
    )
    assert left[0].on_hand == 99

"""What buyers of these tests do again and again."""

from tests.bot.chatting import Buyer, plain, text_of
from tests.bot.scenes.conftest import sql

ADDRESS = "Москва, Тверская улица, дом 1, квартира 5"


def shown(message) -> str:
    """The text with ordinary spaces."""
    return plain(text_of(message))


def rows(message) -> list[list[str]]:
    """The buttons' texts, row by row."""
    return [[plain(each["text"]) for each in row] for row in message["reply_markup"]["inline_keyboard"]]


def flat(message) -> list[str]:
    """The buttons' texts."""
    return [text for row in rows(message) for text in row]


async def put(runtime, account_id: int, sku: str, quantity: int = 1) -> int:
    """Have something in the cart, as another face would put it there."""
    from kiosk.carts.service import add

    variant = (await sql(runtime, "SELECT id FROM product_variants WHERE sku = :sku", sku=sku))[0].id
    async with runtime.database.unit() as unit:
        await add(unit, account_id, variant, quantity)
        await unit.commit()
    return variant


async def to_summary(buyer: Buyer, phone: str = "79161234567", address: str = ADDRESS):
    """From the cart to the summary, for somebody new (speaks Russian); gives the screen."""
    await buyer.send("/cart")
    await buyer.press("Оформить")
    await buyer.press("Согласен")
    await buyer.press("Иван")
    await buyer.share_contact(phone)
    return await buyer.send(address)


async def order(buyer: Buyer, runtime, sku: str = "TS-RED-M", quantity: int = 1):
    """Order something; gives the message that stays."""
    await buyer.start()
    await put(runtime, buyer.person, sku, quantity)
    await to_summary(buyer)
    await buyer.press("Подтвердить заказ")
    return await buyer.wait_for("🎉")


async def orders(runtime) -> list:
    """All orders."""
    return await sql(runtime, "SELECT * FROM orders ORDER BY id")

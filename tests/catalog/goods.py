"""Products as the staff enters them."""


def shirt(**changes):
    """A T-shirt in two colours and two sizes of which three combinations exist."""
    return {
        "name": "Classic T-Shirt",
        "description": "A comfortable 100% cotton t-shirt.",
        "translations": {
            "ru": {"name": "Классическая футболка", "description": "Удобная футболка из хлопка."},
            "kk": {"name": "Классикалық футболка"},
        },
        "options": [
            {
                "name": "Color",
                "translations": {"ru": {"name": "Цвет"}},
                "values": [{"value": "Red", "translations": {"ru": {"value": "Красный"}}}, "Blue"],
            },
            {"name": "Size", "values": ["M", "L"]},
        ],
        "variants": [
            variant("TS-RED-M", "1990.00", 5, Color="Red", Size="M"),
            variant("TS-RED-L", "1990.00", 0, Color="Red", Size="L"),
            variant("TS-BLUE-L", "2190.00", 30, Color="Blue", Size="L"),
        ],
        **changes,
    }


def variant(sku, price="100.00", stock=1, **attributes):
    return {
        "sku": sku,
        "price": price,
        "stock_quantity": stock,
        "attributes": [{"type": option, "value": value} for option, value in attributes.items()],
    }


def plain(name, sku, price="100.00", stock=1, **changes):
    """A product without options."""
    return {"name": name, "variants": [variant(sku, price, stock)], **changes}

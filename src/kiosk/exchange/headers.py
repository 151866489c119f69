"""What columns are called: in Russian, Ukrainian, Kazakh and English, by us, by shops and by WooCommerce's export.

A column means a field, a text in some language ("name:uk"), a weight in some unit ("weight:kg"), an option
("option:Size") or nothing ("ignore").
"""

import re
from collections.abc import Mapping, Sequence

from kiosk.exchange.rules import fold

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "product", "product name", "title", "название", "наименование", "название товара", "наименование товара",
        "товар", "назва", "назва товару", "найменування", "атауы", "тауар атауы", "тауар",
    ),
    "description": ("description", "описание", "описание товара", "опис", "опис товару", "сипаттама",
                    "сипаттамасы", "body html"),
}  # fmt: skip
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "ru": ("ru", "rus", "russian", "русский", "на русском", "російська", "російською", "орысша"),
    "uk": ("uk", "ua", "ukr", "ukrainian", "украинский", "на украинском", "українська", "українською", "украинша"),
    "kk": ("kk", "kz", "kaz", "kazakh", "казахский", "на казахском", "казахська", "казахською", "қазақша"),
    "en": ("en", "eng", "english", "английский", "на английском", "англійська", "англійською", "ағылшынша"),
}  # fmt: skip
FIELDS: Mapping[str, tuple[str, ...]] = {
    **_TEXTS,
    # "Name (uk)": a text in another language.
    **{
        f"{field}:{language}": tuple(f"{name} {word}" for name in names for word in words)
        for field, names in _TEXTS.items()
        for language, words in _LANGUAGES.items()
    },
    "sku": (
        "sku", "артикул", "код", "код товара", "артикул товара", "код товару", "тауар коды", "product sku",
        "variant sku", "item code", "код артикула",
    ),
    "handle": ("handle", "slug", "товар адрес", "адрес товара", "адреса товару", "тауар мекенжайы",
               "product address"),
    "price": ("price", "цена", "цена продажи", "стоимость", "ціна", "вартість", "баға", "бағасы", "variant price"),
    "old_price": ("old price", "старая цена", "цена до скидки", "стара ціна", "ціна до знижки", "ескі баға",
                  "compare at price", "variant compare at price"),
    "sale_price": ("sale price", "цена со скидкой", "акционная цена", "ціна зі знижкою", "акційна ціна",
                   "жеңілдікті баға", "жеңілдік бағасы"),
    "stock": ("stock", "stock quantity", "quantity", "qty", "in stock quantity", "остаток", "остатки", "количество",
              "кол во", "наличие", "залишок", "кількість", "наявність", "қалдық", "саны", "қоймада",
              "variant inventory qty"),
    "stock_base": ("stock when exported", "остаток при выгрузке", "залишок під час вивантаження",
                   "шығарғандағы қалдық"),
    "low_threshold": ("warn at stock", "warn at", "low stock", "low stock at", "low stock amount", "low stock threshold",
                      "minimum stock", "min stock", "предупредить при остатке", "предупредить при", "порог остатка",
                      "минимальный остаток", "мин остаток", "попередити при залишку", "попередити при",
                      "поріг залишку", "мінімальний залишок", "мін залишок", "ескерту шегі", "ең аз қалдық"),
    "category": ("category", "categories", "категория", "категории", "раздел", "категорія", "категорії", "розділ",
                 "санат", "санаты", "бөлім", "бөлімі", "product category"),
    "active": ("shown", "active", "published", "is active", "показывать", "показан", "активен", "опубликован",
               "показувати", "активний", "опублікований", "көрсетілсін", "көрсету", "белсенді"),
    "weight:g": ("weight", "weight g", "weight grams", "вес", "вес г", "вага", "вага г", "салмағы", "салмағы г",
                 "салмақ"),
    "weight:kg": ("weight kg", "вес кг", "вага кг", "салмағы кг", "салмақ кг"),
    "weight:lbs": ("weight lbs", "weight lb"),
    "weight:oz": ("weight oz",),
    "pictures": ("pictures", "picture", "images", "image", "photo", "photos", "фото", "картинка", "картинки",
                 "изображение", "изображения", "зображення", "сурет", "суреттер", "image src"),
    "ignore": ("what is wrong", "что не так", "що не так", "не дұрыс емес"),
}  # fmt: skip
OPTIONS: frozenset[str] = frozenset(
    {
        "color", "colour", "size", "material", "цвет", "размер", "материал", "объем", "колір", "розмір", "матеріал",
        "об єм", "түсі", "түс", "өлшемі", "өлшем", "материалы", "көлемі", "memory", "память", "flavour", "вкус",
    }
)  # fmt: skip
"""Headers that name an option by themselves."""

_WOOCOMMERCE: Mapping[str, str] = {
    "id": "woo:id", "type": "woo:type", "sku": "sku", "name": "name", "published": "active",
    "visibility in catalog": "woo:visibility", "short description": "woo:short", "description": "description",
    "in stock": "woo:in-stock", "stock": "stock", "low stock amount": "low_threshold", "weight lbs": "weight:lbs", "weight kg": "weight:kg",
    "weight g": "weight:g", "weight oz": "weight:oz", "sale price": "sale_price", "regular price": "price",
    "categories": "category", "images": "pictures", "parent": "woo:parent",
}  # fmt: skip
# What WooCommerce writes and a shop like ours has no use for.
_WOOCOMMERCE_IDLE = frozenset(
    {
        "is featured", "date sale price starts", "date sale price ends", "tax status", "tax class",
        "backorders allowed", "sold individually", "allow customer reviews", "purchase note", "tags",
        "shipping class", "download limit", "download expiry days", "grouped products", "upsells", "cross sells",
        "external url", "button text", "position", "brands", "gtin upc ean or isbn",
    }
)  # fmt: skip
_WOO_ATTRIBUTE = re.compile(r"^attribute (\d{1,2}) (name|value s|visible|global|default)$")
_WOO_OTHER = re.compile(r"^(meta .*|download \d+ (name|url|id)|(length|width|height) \w+)$")
_OPTION = re.compile(r"^\s*(?:option|опция|опція|параметр|сипат)\s*[:_\-–]\s*(\S.*)$", re.IGNORECASE)

_KNOWN = {fold(name): field for field, names in FIELDS.items() for name in names}


def is_woocommerce(headers: Sequence[str]) -> bool:
    """Whether the columns are those of WooCommerce's product export."""
    folded = {fold(each) for each in headers}
    return {"type", "sku", "regular price", "parent"} <= folded


def match(headers: Sequence[str], remembered: Mapping[str, str]) -> list[str | None]:
    """The meaning of each column, None where nobody knows. `remembered` (by folded header) stands above all.

    A field that two columns claim belongs to the first of them.
    """
    woocommerce = is_woocommerce(headers)
    taken: set[str] = set()
    meanings: list[str | None] = []
    for header in headers:
        folded = fold(header)
        meaning = remembered.get(folded) or (_woo(folded) if woocommerce else _plain(header, folded))
        if meaning in taken:
            meaning = None
        if meaning is not None and meaning != "ignore":
            taken.add(meaning)
        meanings.append(meaning)
    return meanings


def _plain(header: str, folded: str) -> str | None:
    option = _OPTION.match(header)
    if option:
        name = option.group(1).strip()
        # "option_color" is a name for machines; people read "Color".
        return f"option:{name.capitalize() if name.islower() and header.islower() else name}"
    if folded in _KNOWN:
        return _KNOWN[folded]
    return f"option:{header.strip()}" if folded in OPTIONS else None


def _woo(folded: str) -> str | None:
    attribute = _WOO_ATTRIBUTE.match(folded)
    if attribute:
        number, part = attribute.groups()
        return {"name": f"woo:name:{number}", "value s": f"woo:value:{number}"}.get(part, "ignore")
    if folded in _WOOCOMMERCE_IDLE or _WOO_OTHER.match(folded):
        return "ignore"
    return _WOOCOMMERCE.get(folded)


def is_meaning(text: str) -> bool:
    """Whether a person may say that a column means `text`."""
    return text in FIELDS or bool(re.match(r"^option:\S.{0,59}$", text))

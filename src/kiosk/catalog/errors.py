"""How the catalogue says no."""

from typing import Self

from kiosk.catalog.rules import Problem
from kiosk.kernel.errors import Conflict, Invalid, NotFound, Refusal
from kiosk.kernel.i18n import N_


class ProductNotFound(NotFound):
    """There is no such product, or it isn't shown to this reader."""

    code = "catalog.product-not-found"
    message = N_("This product isn't in the shop any more.")


class CategoryNotFound(NotFound):
    """There is no such category."""

    code = "catalog.category-not-found"
    message = N_("This category isn't in the shop any more.")


class ProductChanged(Conflict):
    """Somebody else saved the product since it was read."""

    code = "catalog.product-changed"
    message = N_("Somebody else has changed this product in the meantime. Please look again.")


class PriceMoved(Conflict):
    """The price isn't any more what the person saw when they changed it. Parameter: `price`."""

    code = "catalog.price-moved"
    message = N_("The price has changed in the meantime: it is {price} now. Please look again.")


class SkuTaken(Refusal):
    """Another variant, of this or another product, has the SKU already."""

    code = "catalog.sku-taken"
    status = 422
    message = N_("The SKU {sku} already belongs to another variant.")


class CategoryNotEmpty(Refusal):
    """A category that holds products or categories can't be deleted."""

    code = "catalog.category-not-empty"
    status = 409
    message = N_("This category still holds products or other categories.")


class VariantNotFound(NotFound):
    """There is no such variant, or it was taken out of its product."""

    code = "catalog.variant-not-found"
    message = N_("This variant isn't in the shop any more.")


class CategoriesChanged(Conflict):
    """Somebody else added or removed a category since the tree was read."""

    code = "catalog.categories-changed"
    message = N_("Somebody else has changed the categories in the meantime. Please look again.")


class ShopWithoutBusiness(Refusal):
    """Products have prices, and prices need the currency of a business."""

    code = "catalog.no-business"
    status = 409
    message = N_("The shop has to be set up before it can have products.")


class InvalidProduct(Invalid):
    """The product or category breaks a rule of the catalogue; `errors` says which and where."""

    code = "catalog.invalid"

    @classmethod
    def because(cls, *problems: Problem) -> Self:
        """The refusal that names these problems."""
        return cls(*((each.pointer, each.code, _TEXTS[each.code]) for each in problems))

    @staticmethod
    def text_of(code: str) -> str:
        """The English text of a rule that is broken."""
        return _TEXTS[code]


_TEXTS = {
    "catalog.no-variants": N_("A product needs at least one variant."),
    "catalog.variants-without-options": N_("Several variants need an option by which they differ."),
    "catalog.repeated-sku": N_("This SKU occurs twice."),
    "catalog.repeated-combination": N_("Another variant has the same values."),
    "catalog.repeated-option": N_("This option occurs twice."),
    "catalog.option-without-values": N_("An option needs at least one value."),
    "catalog.repeated-value": N_("A value occurs twice."),
    "catalog.unknown-option": N_("The product doesn't have this option."),
    "catalog.unknown-value": N_("The option doesn't have this value."),
    "catalog.option-twice": N_("A variant has one value of each option."),
    "catalog.option-missing": N_("A value of an option is missing."),
    "catalog.unknown-variant": N_("The product doesn't have this variant."),
    "catalog.variant-twice": N_("This variant occurs twice."),
    "catalog.unknown-category": N_("There is no such category."),
    "catalog.unknown-picture": N_("There is no such picture."),
    "catalog.picture-twice": N_("This picture occurs twice."),
    "catalog.slug-taken": N_("This address already belongs to another."),
    "catalog.circle": N_("A category can't stand inside itself."),
    "catalog.amount": N_("The currency doesn't have such small amounts."),
    "catalog.price-range": N_("A price would become zero or far too large."),
    "catalog.old-price": N_("The old price has to be higher than the price."),
}

"""How the catalogue says no."""

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


class ShopWithoutBusiness(Refusal):
    """Products have prices, and prices need the currency of a business."""

    code = "catalog.no-business"
    status = 409
    message = N_("The shop has to be set up before it can have products.")


class InvalidProduct(Invalid):
    """The product or category breaks a rule of the catalogue; `errors` says which and where."""

    code = "catalog.invalid"

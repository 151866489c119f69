"""How import and export say no."""

from typing import Any

from kiosk.kernel.errors import Conflict, NotFound, Refusal
from kiosk.kernel.i18n import N_


class ImportNotFound(NotFound):
    """There is no such import."""

    code = "exchange.import-not-found"
    message = N_("There is no such import.")


class ExportNotFound(NotFound):
    """There is no such export."""

    code = "exchange.export-not-found"
    message = N_("There is no such export.")


class NotNow(Conflict):
    """The import is not in the state that this needs."""

    code = "exchange.not-now"
    message = N_("This import can't do that now. Please look again.")


class UnknownMeaning(Refusal):
    """A column can't mean this. Parameter: `value`."""

    code = "exchange.unknown-meaning"
    status = 422
    message = N_("A column can't mean {value}.")


class NotOneTable(Refusal):
    """The upload has no file, or a file without a name."""

    code = "exchange.no-file"
    status = 422
    message = N_("Please choose a file.")


class NotASheetLink(Refusal):
    """The link doesn't lead to a Google Sheet."""

    code = "exchange.not-a-sheet-link"
    status = 422
    message = N_(
        "This isn't a link to a Google Sheet. Open the sheet and copy the link from the address line."
    )


class Refused(Refusal):
    """A step was refused for one of the reasons of `REASONS`: what a job notes and the API shows."""

    status = 422

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(**params)
        vars(self).update(code=reason, message=REASONS[reason])


class SheetsBusy(Exception):  # noqa: N818 - a postponement
    """Google asks for a pause; the job comes back after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Google asks for a pause of {retry_after} s")
        self.retry_after = retry_after


REASONS = {
    "exchange.too-large": N_("The file is larger than {limit} MB."),
    "exchange.too-large-inside": N_("Unpacked, this file would take more than {limit} MB. Is it really a table of products?"),
    "exchange.too-many-rows": N_("The table has more than {limit} rows. Please divide it."),
    "exchange.too-many-columns": N_("The table has more than {limit} columns."),
    "exchange.not-a-table": N_("This file isn't a table that we can read: save it as XLSX or CSV."),
    "exchange.old-excel": N_("This is the format of Excel 2003. Please save the file as XLSX."),
    "exchange.empty": N_("There are no rows in this table."),
    "exchange.no-sku-column": N_("No column has the SKUs of the products. Its header should read SKU."),
    "exchange.has-errors": N_("Some rows are wrong, so nothing was changed."),
    "exchange.nothing-good": N_("There is no row that could be taken in."),
    "exchange.collision": N_("Somebody changed the catalogue at the same moment. Please try again."),
    "exchange.broken": N_("Something went wrong on our side. Nothing was changed."),
    "exchange.not-the-last": N_("Only the last import can be undone."),
    "exchange.changed-since": N_("This can't be undone: {value} has been changed since."),
    "exchange.sold-since": N_("This can't be undone: {value} has been sold since."),
    "exchange.no-google-key": N_("The shop has no access to Google Sheets yet: its service account's key is missing."),
    "exchange.sheet-not-found": N_("There is no sheet at this link. Has it been deleted?"),
    "exchange.sheet-forbidden": N_("The sheet isn't shared with the shop. Share it with {value} and try again."),
    "exchange.sheet-tab-not-found": N_("The sheet doesn't have the tab that the link shows."),
    "exchange.key-refused": N_("Google doesn't accept the shop's key any more. It may have been revoked."),
    "exchange.sheets-down": N_("Google Sheets doesn't answer. Please try again later."),
    "exchange.too-many-orders": N_("These are more than {limit} orders. Please choose a shorter period."),
}  # fmt: skip
"""Why a job could not do what it was asked to, by code."""

ROW_TEXTS = {
    "exchange.row.no-sku": N_("The SKU is missing."),
    "exchange.row.sku-form": N_("{value} can't be an SKU: at most 64 characters, without spaces and ~."),
    "exchange.row.repeated-sku": N_("Row {row} has this SKU already."),
    "exchange.row.other-product": N_("This SKU belongs to another product."),
    "exchange.row.too-long": N_("This is longer than {limit} characters."),
    "exchange.row.amount-form": N_("{value} isn't an amount."),
    "exchange.row.quantity-form": N_("{value} isn't a whole number from 0 to 1,000,000."),
    "exchange.row.weight-form": N_("{value} isn't a weight."),
    "exchange.row.flag-form": N_("{value} is neither yes nor no."),
    "exchange.row.no-name": N_("A new product needs a name."),
    "exchange.row.no-price": N_("A new product needs a price."),
    "exchange.row.differs": N_("Row {row} is the same product and says something else here."),
    "exchange.row.option-missing": N_("A value of {value} is missing."),
    "exchange.row.option-unknown": N_("The product's variants don't differ by {value}."),
    "exchange.row.other-values": N_("The shop knows this variant as {value}. A variant can't become another one."),
    "exchange.row.unknown-parent": N_("The table doesn't have the product {value} that this is a variation of."),
    "exchange.row.no-variations": N_("The product has no variation that could be sold."),
    "exchange.row.too-many-options": N_("A product has at most {limit} options."),
    "exchange.row.too-many-values": N_("An option has at most {limit} values."),
    "exchange.row.too-many-variants": N_("A product has at most {limit} variants."),
    "exchange.row.first-category": N_("A product has one category; this one goes to {value}."),
    "exchange.row.pictures-left-out": N_("Pictures aren't fetched from other sites. Add them on the product's page."),
    "exchange.row.kind-left-out": N_("Products of the kind {value} are left out: they can't be sold by themselves here."),
    "exchange.row.uncounted": N_("The other shop doesn't count this product's stock. A new one gets {value}; please correct it."),
    "exchange.row.any-value": N_("This variation stands for any value of {value}; each value becomes a variant."),
    "exchange.row.attributes-left-out": N_("What doesn't distinguish variants is left out: {value}."),
}  # fmt: skip
"""What is wrong with a row, or worth knowing of it, by code. The catalogue's own texts are in its errors."""

"""`/api/v1/admin/orders/{id}/packing-slip.pdf` and `/invoice.pdf`: papers to print."""

from typing import Annotated, Any, Final, Literal

import structlog
from fastapi import APIRouter, Query, Response

from kiosk.business.service import get_business
from kiosk.kernel.http import NO_STORE, WithReading, problems
from kiosk.orders.printing import Paper, print_order
from kiosk.orders.queries import get_for_staff
from kiosk.orders.router.common import STAFF, OrderId, Viewer

log = structlog.get_logger(__name__)

router = APIRouter(prefix=STAFF, tags=["Staff"])

Language = Annotated[
    Literal["ru", "uk", "kk", "en"] | None, Query(description="The business's own, if left out")
]
_PDF: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}},
    **problems(401, 403, 404, 422, 503),
}


@router.get("/{order_id}/packing-slip.pdf", response_class=Response, responses=_PDF)
async def print_packing_slip(
    order_id: OrderId, viewer: Viewer, session: WithReading, lang: Language = None
) -> Response:
    """What to pack, for whom, without prices."""
    return await _print("packing-slip", order_id, viewer.account_id, session, lang)


@router.get("/{order_id}/invoice.pdf", response_class=Response, responses=_PDF)
async def print_invoice(
    order_id: OrderId, viewer: Viewer, session: WithReading, lang: Language = None
) -> Response:
    """What was bought and what it cost, with the seller's legal details."""
    return await _print("invoice", order_id, viewer.account_id, session, lang)


async def _print(
    paper: Paper, order_id: int, viewer_id: int | None, session: WithReading, lang: str | None
) -> Response:
    business = await get_business(session)
    locale = lang or business.default_locale
    order = await get_for_staff(session, order_id, locale)
    log.info("order-printed", account=viewer_id, order=order_id, paper=paper)
    headers = {
        "Cache-Control": NO_STORE,
        "Content-Disposition": f'inline; filename="{paper}-{order.number}.pdf"',
    }
    return Response(await print_order(paper, order, business, locale), 200, headers, "application/pdf")

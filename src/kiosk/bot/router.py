"""`/api/v1/admin/products/preview`: a product as the bot shows it."""

import asyncio
from importlib import import_module
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from kiosk.catalog.inputs import Locale, ProductUpdate
from kiosk.identity.dependencies import permitted
from kiosk.kernel.http import NO_STORE, WithRuntime, problems
from kiosk.kernel.schemas import DbId, Input, Output

router = APIRouter(prefix="/api/v1/admin/products", tags=["Catalogue: staff"])


class PreviewQuestion(Input):
    """A product as it stands in the editor, saved or not; with an id the one that it would replace."""

    id: DbId | None = None
    product: ProductUpdate


class PreviewButton(Output):
    """A button under the card."""

    text: str
    style: Literal["primary", "success", "danger"] | None


class Preview(Output):
    """The card: text in Telegram's HTML (b, i, s, u, code, a, blockquote), one of the product's pictures, buttons."""

    html: str
    picture_id: int | None
    buttons: list[list[PreviewButton]]


@router.post(
    "/preview",
    dependencies=[Depends(permitted("catalog.edit"))],
    responses=problems(401, 403, 404, 422),
)
async def preview_product(
    runtime: WithRuntime,
    response: Response,
    question: PreviewQuestion,
    lang: Annotated[Locale, Query(description="The shopper's language")] = "ru",
) -> Preview:
    """Draw a product by the bot's own views. Nothing is saved."""
    # Late and in a thread: the bot's types take seconds to load, and an API without the bot never needs them.
    drawing = await asyncio.to_thread(import_module, "kiosk.bot.preview")
    async with runtime.database.unit() as unit:
        card = await drawing.draw_product(unit, question.id, question.product, lang)
    response.headers["Cache-Control"] = NO_STORE
    return Preview(
        html=card.html,
        picture_id=card.picture_id,
        buttons=[[PreviewButton(text=text, style=style) for text, style in row] for row in card.buttons],
    )

"""`/api/v1/admin/.../preview`: what the bot would show, before anything is saved."""

import asyncio
from importlib import import_module
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from kiosk.business.schemas import BusinessInput
from kiosk.catalog.inputs import Locale, ProductUpdate
from kiosk.customers.consent_schemas import ConsentWords
from kiosk.identity.dependencies import permitted
from kiosk.kernel.http import NO_STORE, WithRuntime, problems
from kiosk.kernel.schemas import DbId, Input, Output

router = APIRouter(prefix="/api/v1/admin")

Reader = Annotated[Locale, Query(description="The shopper's language")]


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


class ScreenPreview(Output):
    """A screen: text in Telegram's HTML, the path of the picture above it, buttons row by row."""

    name: Literal["description", "home", "help", "page"]
    """`description` is what an empty chat shows before Start is pressed."""
    html: str
    picture: str | None
    buttons: list[list[PreviewButton]]


class ScreensPreview(Output):
    """Screens, in the order in which a shopper meets them."""

    items: list[ScreenPreview]


@router.post(
    "/products/preview",
    tags=["Catalogue: staff"],
    dependencies=[Depends(permitted("catalog.edit"))],
    responses=problems(401, 403, 404, 422),
)
async def preview_product(
    runtime: WithRuntime, response: Response, question: PreviewQuestion, lang: Reader = "ru"
) -> Preview:
    """Draw a product by the bot's own views. Nothing is saved."""
    response.headers["Cache-Control"] = NO_STORE
    drawing = await _drawing()
    async with runtime.database.unit() as unit:
        card = await drawing.draw_product(unit, question.id, question.product, lang)
    return Preview(html=card.html, picture_id=card.picture_id, buttons=_buttons(card))


@router.post(
    "/business/preview",
    tags=["Staff"],
    dependencies=[Depends(permitted("settings.edit"))],
    responses=problems(401, 403, 422, 503),
)
async def preview_business(
    runtime: WithRuntime, response: Response, business: BusinessInput, lang: Reader = "ru"
) -> ScreensPreview:
    """Draw what the shop says about itself by the bot's own views: before Start, at home, under Help. Nothing is saved."""
    response.headers["Cache-Control"] = NO_STORE
    drawing = await _drawing()
    async with runtime.database.unit() as unit:
        return _screens(await drawing.draw_business(unit, business, lang))


@router.post(
    "/consent-texts/preview",
    tags=["Staff"],
    dependencies=[Depends(permitted("settings.edit"))],
    responses=problems(401, 403, 422),
)
async def preview_consent_text(
    response: Response,
    words: ConsentWords,
    lang: Reader = "ru",
    version: Annotated[int, Query(ge=1, le=9999, description="The number that it would have")] = 1,
) -> ScreensPreview:
    """Draw a draft of a consent's text by the bot's own views, page by page. Nothing is published."""
    response.headers["Cache-Control"] = NO_STORE
    return _screens((await _drawing()).draw_consent_text(words.title, words.body, version, lang))


async def _drawing() -> Any:
    # Late and in a thread: the bot's types take seconds to load, and an API without the bot never needs them.
    return await asyncio.to_thread(import_module, "kiosk.bot.preview")


def _screens(drawn: list[tuple[str, Any]]) -> ScreensPreview:
    return ScreensPreview.model_validate(
        {
            "items": [
                {
                    "name": name,
                    "html": each.html,
                    "picture": each.picture,
                    "buttons": _buttons(each),
                }
                for name, each in drawn
            ]
        }
    )


def _buttons(drawn: Any) -> list[list[PreviewButton]]:
    return [[PreviewButton(text=text, style=style) for text, style in row] for row in drawn.buttons]

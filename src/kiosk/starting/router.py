"""`/api/v1/admin/getting-started`: from an empty installation to the first order."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from kiosk.business.schemas import BusinessOut
from kiosk.identity.dependencies import permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.errors import Forbidden
from kiosk.kernel.http import (
    NO_STORE,
    IdempotencyHeader,
    WithReading,
    WithRuntime,
    WithTranslator,
    WithUnit,
    answer_once,
    problems,
)
from kiosk.kernel.schemas import Input
from kiosk.starting import service
from kiosk.starting.countries import countries, currencies
from kiosk.starting.schemas import Choices, CountryOut, FoundBusiness, Progress, TestOrderPlaced

router = APIRouter(prefix="/api/v1/admin", tags=["House"])

Keeper = Annotated[Actor, Depends(permitted("settings.edit"))]
KEEPER = [Depends(permitted("settings.edit"))]


async def _account(actor: Keeper) -> int:
    if actor.account_id is None:
        raise Forbidden
    return actor.account_id


OwnAccount = Annotated[int, Depends(_account)]


class Nothing(Input):
    """A request that says all by its address."""


@router.post(
    "/business/",
    dependencies=KEEPER,
    response_model=BusinessOut,
    status_code=201,
    responses=problems(401, 403, 409, 422),
)
async def found_shop(unit: WithUnit, wanted: FoundBusiness, key: IdempotencyHeader = None) -> Response:
    """Found the business of this installation, once. With an `Idempotency-Key` a repetition gets the first answer."""

    async def act() -> tuple[int, BusinessOut]:
        return 1, BusinessOut.of(await service.found(unit, wanted))

    return await answer_once(unit, scope="business", key=key, request=wanted, act=act)


@router.get("/getting-started/", responses=problems(401, 403))
async def read_progress(
    account_id: OwnAccount, runtime: WithRuntime, session: WithReading, response: Response
) -> Progress:
    """How far the beginning is."""
    response.headers["Cache-Control"] = NO_STORE
    return await service.get_progress(session, runtime.settings, account_id, runtime.clock.now())


@router.get("/getting-started/choices", dependencies=KEEPER, responses=problems(401, 403))
async def list_choices() -> Choices:
    """Which countries and currencies there are, and what is proposed in each country."""
    known = [CountryOut.model_validate(each) for each in countries()]
    return Choices(countries=known, currencies=list(currencies()))


@router.post(
    "/getting-started/sample-goods",
    dependencies=KEEPER,
    status_code=202,
    responses=problems(401, 403, 409, 503),
)
async def ask_for_sample_goods(unit: WithUnit) -> None:
    """Fill an empty catalogue with sample goods, within a minute."""
    await service.ask_for_goods(unit)


@router.post(
    "/getting-started/test-order",
    response_model=TestOrderPlaced,
    status_code=201,
    responses=problems(401, 403, 409, 422, 503),
)
async def place_test_order(
    account_id: OwnAccount, unit: WithUnit, say: WithTranslator, key: IdempotencyHeader = None
) -> Response:
    """Order one piece for oneself, through the checkout that buyers use, marked as a test.

    Until it is cancelled it counts like any order, and its piece is off the shelf.
    """

    async def act() -> tuple[int, TestOrderPlaced]:
        placed = await service.place_test_order(unit, account_id, say)
        return placed.id, TestOrderPlaced(id=placed.id, number=placed.number)

    scope = f"test-order:account:{account_id}"
    return await answer_once(unit, scope=scope, key=key, request=Nothing(), act=act)


@router.post("/getting-started/finish", dependencies=KEEPER, status_code=204, responses=problems(401, 403))
async def finish_starting(unit: WithUnit) -> None:
    """Leave the steps behind; what was skipped is listed on the first page."""
    await service.finish(unit)


@router.post("/getting-started/dismiss", dependencies=KEEPER, status_code=204, responses=problems(401, 403))
async def dismiss_starting(unit: WithUnit) -> None:
    """List what was skipped no more."""
    await service.dismiss(unit)

"""HTTP as domains' routers see it: who serves, the unit of work, the reader's language, answers that repeat.

The unit of work is committed before the answer leaves; routers stay thin.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.audit import Act
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import Translator
from kiosk.kernel.idempotency import MAX_KEY_LENGTH, Remembered, fingerprint, once
from kiosk.kernel.problems import get_translator, problems
from kiosk.kernel.runtime import Runtime

__all__ = [
    "NO_STORE",
    "IdempotencyHeader",
    "WithReading",
    "WithRuntime",
    "WithTranslator",
    "WithUnit",
    "answer_once",
    "client_address",
    "get_act",
    "get_runtime",
    "problems",
]

NO_STORE = "private, no-store"


def get_runtime(request: Request) -> Runtime:
    """The process's runtime."""
    runtime: Runtime = request.app.state.runtime
    return runtime


# Coroutines, because FastAPI sends plain functions to a thread, which costs more than most of our statements.
async def _runtime(request: Request) -> Runtime:
    return get_runtime(request)


async def _translator(request: Request) -> Translator:
    return get_translator(request)


def client_address(request: Request) -> str:
    """The address that a request came from, as uvicorn learnt it from trusted proxies."""
    return request.client.host if request.client else "unknown"


def get_act(request: Request) -> Act:
    """On whose behalf the request is; whoever finds that out fills it in, and the request's unit knows it."""
    state = request.scope.setdefault("state", {})
    act = state.get(_ACT)
    if not isinstance(act, Act):
        act = state[_ACT] = Act(address=client_address(request), request_id=state.get("request_id", ""))
    return act


_ACT = "act"


async def _unit(request: Request) -> AsyncIterator[Unit]:
    async with get_runtime(request).database.unit(get_act(request)) as unit:
        yield unit
        await unit.commit()


async def _reading(request: Request) -> AsyncIterator[AsyncSession]:
    async with get_runtime(request).database.read() as session:
        yield session


# scope="function": the unit is committed before the answer leaves.
WithUnit = Annotated[Unit, Depends(_unit, scope="function")]
WithReading = Annotated[AsyncSession, Depends(_reading, scope="function")]
WithRuntime = Annotated[Runtime, Depends(_runtime)]
WithTranslator = Annotated[Translator, Depends(_translator)]
IdempotencyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=MAX_KEY_LENGTH,
        pattern=r"^[\x21-\x7e]+$",
        description="The same key and body give the same answer; it is kept for 7 days.",
    ),
]


async def answer_once(
    unit: Unit,
    *,
    scope: str,
    key: str | None,
    request: BaseModel,
    act: Callable[[], Awaitable[tuple[int | None, BaseModel]]],
    status: int = 201,
) -> Response:
    """Do something: `act` gives the id of what it made, and what to answer. With a key a repetition is answered from memory."""

    async def remember() -> Remembered:
        resource_id, body = await act()
        return Remembered(status, body.model_dump_json().encode(), resource_id)

    if key is None:
        answer = await remember()
    else:
        answer = await once(
            unit,
            scope=scope,
            key=key.strip('"'),
            request=fingerprint(scope, request.model_dump_json()),
            act=remember,
        )
    headers = {"Cache-Control": NO_STORE}
    if answer.replayed:
        unit.act.action = ""  # nothing is done anew
        headers["Idempotent-Replayed"] = "true"
    return Response(answer.body, answer.status, headers, "application/json")

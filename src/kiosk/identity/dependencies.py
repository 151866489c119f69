"""Who is asking: from an access token or a service key, never from what a request says about itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

from kiosk.identity.errors import SecondFactorRequired, StepUpRequired
from kiosk.identity.rules import STEP_UP, Actor, is_staffs
from kiosk.identity.service import find_service, find_signed_in
from kiosk.identity.tokens import read_access_token
from kiosk.kernel.errors import Forbidden, Unauthenticated
from kiosk.kernel.http import WithRuntime, client_address, get_act
from kiosk.kernel.runtime import Runtime

__all__ = [
    "CurrentActor",
    "OwnSession",
    "WithConfirmedSession",
    "WithFullSession",
    "WithOwnSession",
    "WithStaffMember",
    "client_address",
    "confirmed",
    "own_account",
    "permitted",
]

_bearer = OAuth2PasswordBearer("/api/v1/auth/token", scheme_name="Access token", auto_error=False)
_api_key = APIKeyHeader(name="X-Api-Key", scheme_name="Service key", auto_error=False)


async def _find_actor(
    request: Request,
    runtime: WithRuntime,
    token: Annotated[str | None, Depends(_bearer)],
    key: Annotated[str | None, Depends(_api_key)],
) -> Actor | None:
    if key is not None:
        return await find_service(runtime.database, key)
    if token is None:
        return None
    now = runtime.clock.now()
    claims = read_access_token(runtime.settings.secrets, token, now)
    if claims is None:
        return None
    return await find_signed_in(runtime.database, claims, now, client_address(request))


async def _actor(request: Request, actor: Annotated[Actor | None, Depends(_find_actor)]) -> Actor:
    if actor is None:
        raise Unauthenticated
    act = get_act(request)
    act.actor_id, act.key_id = actor.account_id, actor.key_id
    return actor


CurrentActor = Annotated[Actor, Depends(_actor)]
"""Who asks; strangers, spent tokens and revoked keys get 401."""


@dataclass(frozen=True, slots=True)
class OwnSession:
    """Whoever asks about themself, and the session in which they do."""

    account_id: int
    session_id: int
    verified_at: datetime | None


async def _own_session(actor: CurrentActor) -> OwnSession:
    if actor.account_id is None or actor.session_id is None:
        raise Forbidden
    return OwnSession(actor.account_id, actor.session_id, actor.verified_at)


WithOwnSession = Annotated[OwnSession, Depends(_own_session)]
"""Who is signed in, for what is their own; a session that still owes its second factor may too. Services get 403."""


async def _full_session(actor: CurrentActor, own: WithOwnSession) -> OwnSession:
    if actor.owes_second_factor:
        raise SecondFactorRequired
    return own


WithFullSession = Annotated[OwnSession, Depends(_full_session)]
"""Like `WithOwnSession`, for what a session that still owes its second factor may not do: it gets 403."""


async def _staff_member(actor: CurrentActor) -> Actor:
    if actor.account_id is None or not actor.is_staff:
        raise Forbidden
    if actor.owes_second_factor:
        raise SecondFactorRequired
    return actor


WithStaffMember = Annotated[Actor, Depends(_staff_member)]
"""Whoever works here, whatever they may do; everybody else gets 403."""


def permitted(verb: str) -> Callable[..., Awaitable[Actor]]:
    """A dependency that gives the actor if they may `verb`: strangers get 401, everyone else without the right 403.

    What the staff writes with it leaves an entry in the audit log.
    """

    async def check(request: Request, actor: CurrentActor) -> Actor:
        if not actor.may(verb):
            raise SecondFactorRequired if actor.owes_second_factor else Forbidden
        if is_staffs(verb) and request.method not in _READS:
            _note(request, verb)
        return actor

    return check


_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def _note(request: Request, verb: str) -> None:
    act = get_act(request)
    act.action, act.operation = verb, request.scope["route"].name
    # What it is done to is what the path names: {order_id} is 42.
    named = [f"{name.removesuffix('_id')}:{value}" for name, value in request.path_params.items()]
    act.subject = named[-1] if named else ""


def confirmed(verb: str) -> Callable[..., Awaitable[Actor]]:
    """Like `permitted`, for grave acts: the second factor must have been shown within the last five minutes (B18).

    An account without a second factor is asked to set one up. Services with a key can't confirm and get 403.
    """

    async def check(actor: Annotated[Actor, Depends(permitted(verb))], runtime: WithRuntime) -> Actor:
        if actor.session_id is None:
            raise Forbidden
        _ask_again(actor, runtime)
        return actor

    return check


def _ask_again(actor: Actor, runtime: Runtime) -> None:
    if actor.verified_at is None or runtime.clock.now() - actor.verified_at > STEP_UP:
        raise StepUpRequired if actor.factors else SecondFactorRequired


async def _own_session_confirmed(
    actor: CurrentActor, own: WithOwnSession, runtime: WithRuntime
) -> OwnSession:
    _ask_again(actor, runtime)
    return own


WithConfirmedSession = Annotated[OwnSession, Depends(_own_session_confirmed)]
"""Who is signed in and has shown a second factor within the last five minutes, for grave acts on their own account."""


def own_account(verb: str) -> Callable[..., Awaitable[int]]:
    """A dependency that gives the id of the actor's own account if they may `verb` with what is theirs.

    A service has no cart and no orders of its own: it gets 403.
    """

    async def check(actor: Annotated[Actor, Depends(permitted(verb))]) -> int:
        if actor.account_id is None:
            raise Forbidden
        return actor.account_id

    return check

"""Every operation of the API as the framework knows it, with the right that it asks for."""

import inspect
from dataclasses import dataclass

from kiosk.app import create_api
from kiosk.kernel import http

READS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    name: str
    verbs: frozenset[str]
    """The rights that its dependencies check."""
    knows_act: bool
    """Whether its unit of work knows on whose behalf it is done."""


def operations(runtime, **options) -> list[Operation]:
    """All operations, in no order."""
    return [*_walk(create_api(runtime, **options).router.routes)]


def _walk(routes):
    for route in routes:
        if hasattr(route, "original_router"):
            yield from _walk(route.original_router.routes)
        elif hasattr(route, "dependant"):
            calls = {*_calls(route.dependant)}
            verbs = frozenset(filter(None, map(_verb, calls)))
            # Either the request's own unit, or units that the operation opens and tells on whose behalf.
            knows = http._unit in calls or "get_act" in route.endpoint.__code__.co_names
            for method in route.methods:
                yield Operation(method, route.path, route.name, verbs, knows)


def _calls(dependant):
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)


def _verb(call):
    if getattr(call, "__module__", "") != "kiosk.identity.dependencies" or not inspect.isfunction(call):
        return None
    return inspect.getclosurevars(call).nonlocals.get("verb")

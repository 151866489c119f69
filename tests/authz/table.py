"""docs/permissions.toml as tests read it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.app import build_runtime, create_api
from kiosk.kernel.settings import Settings

FILE = Path(__file__).resolve().parents[2] / "docs" / "permissions.toml"
ACTORS = ("stranger", "service", "customer", "seller", "master", "receptionist", "manager", "admin", "owner")


@dataclass(frozen=True)
class Line:
    """Who may call an operation, and under which conditions."""

    may: frozenset[str]
    confirmed: bool = False
    weak: bool | str = False
    owned: str | None = None


@cache
def read() -> dict[str, dict[str, Line]]:
    """The lines of each section."""
    document = tomllib.loads(FILE.read_text(encoding="utf-8"))
    groups = document.pop("groups")

    def actors(named) -> frozenset[str]:
        listed = [named] if isinstance(named, str) else named
        found = {actor for each in listed for actor in groups.get(each, [each])}
        assert found <= set(ACTORS), f"{FILE.name} knows no {found - set(ACTORS)}"
        return frozenset(found)

    def line(given) -> Line:
        given = dict(given) if isinstance(given, dict) else {"may": given}
        return Line(actors(given.pop("may")), **given)

    return {name: {key: line(value) for key, value in section.items()} for name, section in document.items()}


@cache
def describe() -> dict:
    """The description of the API, with everything that any process serves."""
    return create_api(build_runtime(Settings(_env_file=None), "postgresql://")).openapi()


def operations() -> dict[str, dict]:
    """What the API really has: `GET /path` and its description."""
    return {
        f"{method.upper()} {path}": details
        for path, methods in describe()["paths"].items()
        for method, details in methods.items()
    }

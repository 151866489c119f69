import pytest

from tests.doors import member, owner, probes, visitor
from tests.staff import PASSWORD

__all__ = ["PASSWORD", "member", "owner", "probes", "visitor"]

OURS = {"X-Kiosk": "1"}
"""What our pages send with what lives on a cookie."""


@pytest.fixture
def client(visitor):
    """A page of ours."""
    visitor.headers.update(OURS)
    return visitor


@pytest.fixture
def sign_in(client, owner):
    async def act(login="marina", password=PASSWORD, **options):
        return await client.post(
            "/api/v1/auth/token", data={"username": login, "password": password}, **options
        )

    return act

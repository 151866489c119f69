"""What one person is answered is never given to another, however their requests interleave (C20)."""

import asyncio
import random

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk import app as house
from tests.shop import BUYER, OTHER, consent, open_shop, order, token

pytestmark = pytest.mark.sec("C20")

PRIVATE = ["/api/v1/auth/me", "/api/v1/cart/", "/api/v1/orders/", "/api/v1/auth/sessions"]
PUBLIC = ["/api/v1/products/", "/api/v1/categories/", "/api/v1/products/?lang=ru"]
NOBODY = 0


@pytest.fixture
async def people(runtime, database):
    """Two buyers with an order each, and their headers by account; a stranger has none."""
    shop = await open_shop(database)
    headers = {NOBODY: {}}
    for account, variant in ((BUYER, shop.mug), (OTHER, shop.red_m)):
        await consent(database, account)
        await order(database, {variant: 1}, account)
        headers[account] = await token(database, runtime.settings, account)
    return headers


@pytest.fixture
async def client(runtime):
    transport = httpx2.ASGITransport(house.create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


async def test_c20_what_is_private_is_kept_by_nobody(client, people):
    for path in PRIVATE:
        answer = await client.get(path, headers=people[BUYER])
        assert answer.status_code == 200, path
        assert "no-store" in answer.headers["cache-control"], path
        assert "etag" not in answer.headers
        assert "no-store" in (await client.get(path)).headers["cache-control"]


async def test_c20_a_private_address_does_not_pass_for_a_file(client, people):
    for path in (
        "/api/v1/auth/me.css",
        "/api/v1/auth/me/x.css",
        "/api/v1/orders/1.js",
        "/api/v1/auth/me%2ecss",
    ):
        assert (await client.get(path, headers=people[BUYER])).status_code in {404, 422}, path


async def test_c20_a_thousand_interleavings_never_mix_people_up(client, people):
    alone = {
        (account, path): await ask(client, people, account, path)
        for account in people
        for path in (*PRIVATE, *PUBLIC)
    }
    assert alone[BUYER, PRIVATE[2]] != alone[OTHER, PRIVATE[2]]
    assert {alone[NOBODY, path][0] for path in PRIVATE} == {401}
    asked = 0

    @settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
    @given(st.lists(st.sampled_from(sorted(alone)), min_size=25, max_size=25), st.integers(0, 10**6))
    def interleavings(turns, seed):
        nonlocal asked
        runs.append((turns, seed))
        asked += len(turns)

    runs = []
    interleavings()
    assert asked >= 1_000
    for turns, seed in runs:
        random.Random(seed).shuffle(turns)
        answers = await asyncio.gather(*(ask(client, people, *turn) for turn in turns))
        for turn, answer in zip(turns, answers, strict=True):
            assert answer == alone[turn], turn


async def ask(client, people, account, path):
    answer = await client.get(path, headers=people[account])
    body = answer.content if answer.status_code == 200 else answer.json()["code"]
    return answer.status_code, body


async def test_c20_kept_answers_don_t_depend_on_who_asks(client, people):
    for path in PUBLIC:
        seen = {(await client.get(path, headers=headers)).content for headers in people.values()}
        assert len(seen) == 1, path

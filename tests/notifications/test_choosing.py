"""Who hears of what is chosen by the shop for its group and by everybody for themself."""

from datetime import date, datetime

import pytest
from sqlalchemy import insert, text

from kiosk.identity.models import AccountPermission
from kiosk.notifications.rules import EVENTS, permitted_events, summed_up_at
from kiosk.notifications.service import choose_own, listeners
from tests.shop import BUYER, CLERK, add_account, open_shop, sql
from tests.staff import client_of, enter

PATH = "/api/v1/admin/notifications"


@pytest.fixture
async def http(runtime, database):
    await open_shop(database)
    async with client_of(runtime) as client:
        client.headers |= await enter(runtime, "admin")
        yield client


async def choose(database, account_id, *events):
    async with database.unit() as unit:
        await choose_own(unit, account_id, events)
        await unit.commit()


async def heard_by(database, event):
    async with database.read() as session:
        return [each.account_id for each in await listeners(session, event)]


async def test_the_group_hears_the_usual_until_somebody_chooses(http, database):
    usual = (await http.get(f"{PATH}/")).json()
    assert usual == {
        "events": ["new-order", "order-cancelled", "low-stock", "failed-delivery"],
        "summary_hour": 20,
    }
    wanted = {"events": ["daily-summary", "new-order", "new-order"], "summary_hour": 9}
    chosen = (await http.put(f"{PATH}/", json=wanted)).json()
    assert chosen == {"events": ["new-order", "daily-summary"], "summary_hour": 9}
    assert (await http.get(f"{PATH}/")).json() == chosen
    (entry,) = await sql(database, "SELECT details FROM audit_log WHERE action = 'notifications.chosen'")
    assert (entry.details["on"], entry.details["hour"]) == (["daily-summary"], 9)
    assert entry.details["off"] == ["order-cancelled", "low-stock", "failed-delivery"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"events": ["payday"], "summary_hour": 9},
        {"events": [], "summary_hour": 24},
        {"events": [], "summary_hour": "9"},
        {"events": []},
        {"events": [], "summary_hour": 9, "chat_id": 5},
    ],
)
async def test_what_can_t_be_chosen_is_refused(http, wrong):
    assert (await http.put(f"{PATH}/", json=wrong)).status_code == 422


async def test_everybody_chooses_among_what_their_rights_let_them_hear(http, runtime):
    http.headers |= await enter(runtime, "receptionist")
    assert (await http.get(f"{PATH}/")).status_code == 403
    mine = (await http.get(f"{PATH}/own")).json()
    assert mine["offered"] == ["new-order", "order-cancelled", "failed-delivery"]
    assert (mine["events"], mine["has_telegram"]) == ([], False)
    wanted = {"events": ["daily-summary", "new-order"]}
    assert (await http.put(f"{PATH}/own", json=wanted)).json()["events"] == ["new-order"]


async def test_nobody_hears_what_they_may_not_know(http, database):
    async with database.unit() as unit:
        await add_account(unit, 600, "receptionist")
        await unit.commit()
    for account_id in (CLERK, 600, BUYER):
        await choose(database, account_id, *EVENTS)
    assert await heard_by(database, "new-order") == [CLERK, 600]
    assert await heard_by(database, "daily-summary") == [CLERK]
    async with database.unit() as unit:
        extra = {"account_id": 600, "verb": "dashboard.view", "granted_at": unit.now()}
        await unit.session.execute(insert(AccountPermission).values(**extra))
        await unit.commit()
    assert await heard_by(database, "daily-summary") == [CLERK, 600]
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE accounts SET is_active = false WHERE id = 600"))
        await unit.session.execute(text("UPDATE accounts SET telegram_id = NULL WHERE id = 510"))
        await unit.commit()
    assert await heard_by(database, "new-order") == []


def test_every_event_asks_for_a_right_and_customers_have_none():
    assert permitted_events(()) == []
    assert permitted_events(("orders.view",)) == ["new-order", "order-cancelled"]


@pytest.mark.parametrize(
    ("local", "hour", "day"),
    [
        ("2026-11-21T19:59", 20, None),
        ("2026-11-21T20:00", 20, date(2026, 11, 21)),
        ("2026-11-21T23:45", 20, date(2026, 11, 21)),
        ("2026-11-21T08:59", 9, None),
        ("2026-11-21T09:00", 9, date(2026, 11, 20)),
        ("2026-11-21T00:00", 0, date(2026, 11, 20)),
        ("2026-11-21T12:00", 12, date(2026, 11, 21)),
    ],
)
def test_a_day_is_summed_up_in_its_evening_or_on_the_next_morning(local, hour, day):
    assert summed_up_at(datetime.fromisoformat(local), hour) == day

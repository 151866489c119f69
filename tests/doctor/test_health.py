"""The doctor's findings in the panel, and the buttons that mend."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from kiosk.doctor.examination import find_lag
from kiosk.kernel.backup import list_backups
from kiosk.kernel.inbox import Incoming, store
from kiosk.kernel.jobs import registered_jobs
from kiosk.kernel.metrics import Lag
from tests.staff import client_of, signed_in

HEALTH = "/api/v1/admin/health"


async def change(runtime, *statements):
    async with runtime.database.unit() as unit:
        for each in statements:
            await unit.session.execute(text(each))
        await unit.commit()


@pytest.fixture
async def http(runtime):
    async with client_of(runtime) as client:
        client.headers |= await signed_in(runtime, client)
        yield client


async def test_a_house_without_a_backup_says_so_after_a_night_until_there_is_one(runtime, clock, http):
    assert (await http.get(f"{HEALTH}/backup")).json() == {"taken_at": None, "is_stale": False}
    await change(runtime, "UPDATE accounts SET created_at = created_at - interval '27 hours'")
    assert (await http.get(f"{HEALTH}/backup")).json() == {"taken_at": None, "is_stale": True}
    assert (await http.post(f"{HEALTH}/mend", json={"remedy": "back-up"})).status_code == 202
    assert (await http.post(f"{HEALTH}/mend", json={"remedy": "back-up"})).status_code == 202
    async with runtime.database.read() as session:
        waiting = (await session.execute(text("SELECT task_name FROM procrastinate_jobs"))).scalars().all()
    assert waiting == ["kernel.back-up-now"]

    await registered_jobs()["kernel.back-up-now"].function(runtime)
    assert len(list_backups(runtime.settings.backups)) == 1
    state = (await http.get(f"{HEALTH}/backup")).json()
    assert state == {"taken_at": "2026-11-21T09:00:00Z", "is_stale": False}
    clock.advance(timedelta(hours=27))
    del http.headers["Authorization"]
    http.headers |= await signed_in(runtime, http, "second")
    assert (await http.get(f"{HEALTH}/backup")).json()["is_stale"] is True


async def test_an_old_shop_without_a_backup_is_found(runtime, http):
    async with runtime.database.unit() as unit:
        long_ago = datetime.now(UTC) - timedelta(days=3)
        await unit.session.execute(text("UPDATE accounts SET created_at = :at"), {"at": long_ago})
        await unit.commit()
    findings = (await http.get(f"{HEALTH}/")).json()["findings"]
    assert ("There is no backup yet.", "back-up") in [(each["what"], each["remedy"]) for each in findings]


async def test_the_log_is_walked_at_night_and_by_day_only_what_is_new(runtime, http):
    async def complaints():
        findings = (await http.get(f"{HEALTH}/")).json()["findings"]
        return [each["what"] for each in findings if "audit log" in each["what"]]

    async def write(*subjects):
        for subject in subjects:
            async with runtime.database.unit() as unit:
                unit.audit("order.moved", subject)
                await unit.commit()

    async def tamper(*statements):
        await change(runtime, "SET LOCAL session_replication_role = replica", *statements)

    await write("order:1", "order:2", "order:3")
    await registered_jobs()["identity.seal-audit-log"].function(runtime)
    entries = (await http.get(f"{HEALTH}/")).json()["audit_log"]["entries"]
    assert entries >= 3
    await write("order:4")
    assert await complaints() == []
    await tamper("UPDATE audit_log SET subject = 'order:9' WHERE subject = 'order:4'")
    assert f"entry {entries + 1} was changed" in (await complaints())[0]
    await tamper("UPDATE audit_log SET subject = 'order:4' WHERE subject = 'order:9'")

    # What is old is believed until the night, which finds it and remembers that it did.
    await tamper("UPDATE audit_log SET subject = 'order:9' WHERE subject = 'order:2'")
    assert await complaints() == []
    await registered_jobs()["identity.seal-audit-log"].function(runtime)
    assert "was changed" in (await complaints())[0]
    state = (await http.get(f"{HEALTH}/")).json()["audit_log"]
    assert state == {"verified_at": "2026-11-21T09:00:00Z", "entries": entries}

    # Even what was cut off together with everything after it.
    await tamper("UPDATE audit_log SET subject = 'order:2' WHERE subject = 'order:9'")
    await registered_jobs()["identity.seal-audit-log"].function(runtime)
    assert await complaints() == []
    await tamper(f"DELETE FROM audit_log WHERE id >= {entries}")
    assert "were cut off" in (await complaints())[0]


def test_what_a_button_can_mend_carries_its_remedy():
    lag = Lag(*(0 for _ in Lag.__dataclass_fields__))
    failed = Lag(
        **{name: getattr(lag, name) for name in Lag.__dataclass_fields__}
        | {"jobs_failed": 1, "inbox_quarantined": 2}
    )
    assert [each.remedy for each in find_lag(failed)] == ["retry-jobs", "replay-updates"]


@pytest.mark.parametrize("remedy", ["retry-jobs", "replay-updates"])
async def test_mending_what_isn_t_broken_does_no_harm(http, remedy):
    assert (await http.post(f"{HEALTH}/mend", json={"remedy": remedy})).status_code == 202


async def test_updates_put_aside_are_handled_again(runtime, http):
    async with runtime.database.unit() as unit:
        await store(unit.session, "telegram:1", [Incoming(7, 1, {})], unit.now())
        await unit.session.execute(text("UPDATE inbox SET state = 'quarantined', attempts = 5, error = 'x'"))
        await unit.commit()
    await http.post(f"{HEALTH}/mend", json={"remedy": "replay-updates"})
    async with runtime.database.read() as session:
        row = (await session.execute(text("SELECT state, attempts, error FROM inbox"))).one()
    assert tuple(row) == ("new", 0, None)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("GET", "/", None), ("GET", "/backup", None), ("POST", "/mend", {"remedy": "back-up"})],
)
async def test_strangers_learn_nothing(http, method, path, body):
    del http.headers["Authorization"]
    assert (await http.request(method, HEALTH + path, json=body)).status_code == 401


async def test_an_unknown_remedy_is_refused(http):
    assert (await http.post(f"{HEALTH}/mend", json={"remedy": "rm -rf"})).status_code == 422

"""Logs carry no secrets and nobody's personal data; metrics count by route, not by address."""

import json
import logging

import pytest
import structlog
from prometheus_client import REGISTRY, generate_latest

from kiosk.kernel.metrics import LagCollector, read_lag
from kiosk.kernel.telemetry import HIDDEN, configure_logging, hide


@pytest.mark.parametrize(
    "secret",
    [
        "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        "https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe",
        "+7 (701) 123-45-67",
        "+77011234567",
        "8 701 123 45 67",
        "380501234567",
        "+1-202-555-0123",
        "aigerim@example.kz",
        "first.last+tag@mail.example.co.uk",
        "kiosk_D61bzyck3Zu3ilk9RdwNLLPh9CCUQl9dSSbIi_qqOas",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "postgresql://kiosk:hunter2secret@db:5432/kiosk",
        "DETAIL:  Failing row contains (1, Айгерим, Абая 10).",
    ],
)
def test_what_looks_like_a_secret_or_a_person_is_hidden(secret):
    text = hide(f"before {secret} after")
    assert HIDDEN in text
    assert text.startswith("before ")
    for part in (
        "AAHdqTcv",
        "701",
        "5550123",
        "380501",
        "aigerim@",
        "last+tag",
        "D61bzyck",
        "c2lnbmF0",
        "hunter2",
        "Айгерим",
    ):
        assert part not in text


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T09:38:12.123456Z",
        "2026-11-21 09:38:12",
        "order 1001 of product 42",
        "variant 1234567 has 5 units",
        "request_id=0123456789abcdef",
        "127.0.0.1:8000",
        "version 18.4 (Debian 12.2.0-14)",
    ],
)
def test_what_is_neither_is_left_alone(text):
    assert hide(text) == text


@pytest.fixture
def lines(capsys):
    configure_logging("json")
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    configure_logging("json")


def test_a_line_is_one_json_object_whatever_is_in_it(lines):
    log = structlog.get_logger("test")
    log.info("odd", value="a\nb\x1b[31mc", phone="x", user={"email": "x", "city": "Алматы"}, ids=[1, 2])
    logging.getLogger("library").warning("called +7 701 123 45 67 with %s", "a@b.example")
    try:
        raise ValueError("no such user: aigerim@example.kz")
    except ValueError:
        log.exception("failed")
    odd, library, failed = lines()
    assert odd["value"] == "a\nb\x1b[31mc"
    assert (odd["phone"], odd["user"], odd["ids"]) == (HIDDEN, {"email": HIDDEN, "city": "Алматы"}, [1, 2])
    assert library["event"] == f"called {HIDDEN} with {HIDDEN}"
    assert (library["level"], library["logger"]) == ("warning", "library")
    assert "ValueError" in failed["exception"]
    assert "aigerim" not in json.dumps(failed)


async def test_requests_are_logged_by_route_and_without_their_query(http, lines):
    await http.post("/api/v1/notes/", json={"words": "x"})
    await http.get("/api/v1/notes/77012345678?phone=%2B77011234567")
    await http.get("/api/v1/notes/zero?token=secret-words")
    logged = [line for line in lines() if line["event"] == "request"]
    assert [(line["route"], line["status"]) for line in logged] == [
        ("/api/v1/notes/", 201),
        ("/api/v1/notes/{note_id}", 422),
    ]
    assert all(line["request_id"] for line in logged)
    assert not {"secret-words", "77011234567"} & set(json.dumps(logged).split('"'))


async def test_requests_are_counted_by_the_template_of_their_route(http):
    for n in range(5):
        await http.get(f"/api/v1/notes/{n}")
    await http.get("/somewhere/else")
    await http.request("BREW", "/somewhere/else")
    metrics = generate_latest(REGISTRY).decode()
    assert 'kiosk_http_requests_total{method="GET",route="/api/v1/notes/{note_id}",status="200"}' in metrics
    assert 'route="",status="404"' in metrics
    assert 'method="other"' in metrics
    assert "somewhere" not in metrics


async def test_the_queues_lag_is_measured(runtime):
    from sqlalchemy import text

    assert read_lag(runtime.database.url).jobs_waiting == 0
    async with runtime.database.unit() as unit:
        await unit.session.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at, args) VALUES"
                " ('default', 'kernel.deliver-fact', 'todo', now() - interval '2 min', '{}'),"
                " ('default', 'other', 'todo', now() + interval '2 min', '{}'),"
                " ('default', 'other', 'failed', NULL, '{}')"
            )
        )
        await unit.session.execute(
            text(
                "INSERT INTO inbox (source, external_id, subject, body, state, received_at) VALUES"
                " ('telegram:1', 1, 1, '{}', 'new', now() - interval '3 min'),"
                " ('telegram:1', 2, 1, '{}', 'done', now() - interval '1 day'),"
                " ('telegram:1', 3, 1, '{}', 'quarantined', now() - interval '1 day')"
            )
        )
        await unit.commit()
    lag = read_lag(runtime.database.url)
    assert (lag.outbox_waiting, lag.jobs_waiting, lag.jobs_failed) == (1, 1, 1)
    assert 119 <= lag.outbox_age <= 150
    assert (lag.inbox_waiting, lag.inbox_quarantined) == (1, 1)
    assert 179 <= lag.inbox_age <= 210


def test_a_database_that_is_away_is_a_metric():
    (gauge,) = LagCollector("postgresql://nobody@127.0.0.1:1/none").collect()
    assert (gauge.name, gauge.samples[0].value) == ("kiosk_database_up", 0)

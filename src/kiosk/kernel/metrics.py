"""The Prometheus port: what the process counted, and how far the queues are behind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from prometheus_client import REGISTRY, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kiosk.kernel.database import driver_url


@dataclass(frozen=True, slots=True)
class Lag:
    """How far behind the queues are. Ages are seconds since the oldest one was due."""

    outbox_waiting: int
    outbox_age: int
    jobs_waiting: int
    jobs_age: int
    jobs_failed: int
    inbox_waiting: int
    inbox_age: int
    inbox_quarantined: int


LAG = """
SELECT
    count(*) FILTER (WHERE open AND fact),
    coalesce(max(age) FILTER (WHERE open AND fact), 0),
    count(*) FILTER (WHERE open),
    coalesce(max(age) FILTER (WHERE open), 0),
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
    (SELECT count(*) FROM inbox WHERE state IN ('new', 'handled')),
    (SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0)::int FROM inbox
        WHERE state IN ('new', 'handled')),
    (SELECT count(*) FROM inbox WHERE state = 'quarantined')
FROM (
    SELECT status IN ('todo', 'doing') AND coalesce(scheduled_at, now()) <= now() AS open,
        task_name = 'kernel.deliver-fact' AS fact,
        greatest(extract(epoch FROM now() - coalesce(scheduled_at,
            (SELECT min(e.at) FROM procrastinate_events e WHERE e.job_id = j.id))), 0)::int AS age
    FROM procrastinate_jobs j WHERE status IN ('todo', 'doing')
) AS jobs
"""


def read_lag(url: str) -> Lag:
    """Ask the database at `url`. Raises psycopg.Error."""
    with psycopg.connect(driver_url(url), connect_timeout=3, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 3000")
        row = connection.execute(LAG).fetchone()
    if row is None:
        raise psycopg.DataError("no answer")
    return Lag(*(int(value) for value in row))


class LagCollector(Collector):
    """Reads the queues' lag when Prometheus asks; a database that is away is a metric of its own."""

    def __init__(self, url: str) -> None:
        self._url = url

    def describe(self) -> Iterable[Any]:
        """Nothing in advance, so that registering asks no database."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges of this moment."""
        try:
            lag = read_lag(self._url)
        except psycopg.Error:
            yield GaugeMetricFamily("kiosk_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("kiosk_database_up", "Whether the database answers.", 1)
        for name, meaning in _MEANINGS.items():
            yield GaugeMetricFamily(f"kiosk_{name}", meaning, getattr(lag, name))


_MEANINGS = {
    "outbox_waiting": "Deliveries of facts that are due.",
    "outbox_age": "Seconds since the oldest due delivery of a fact was due.",
    "jobs_waiting": "Jobs that are due or running.",
    "jobs_age": "Seconds since the oldest of them was due.",
    "jobs_failed": "Jobs that were given up.",
    "inbox_waiting": "Updates that are not dealt with yet.",
    "inbox_age": "Seconds since the oldest of them came in.",
    "inbox_quarantined": "Updates that were put aside after failing again and again.",
}


def serve_metrics(host: str, port: int, database_url: str) -> None:
    """Answer `/metrics` on an own port, in a thread of its own, so that a busy process can still be looked at."""
    REGISTRY.register(LagCollector(database_url))
    start_http_server(port, addr=host)

"""The whole examination of `kiosk doctor`."""

from datetime import UTC, datetime
from typing import Any

import httpx2
import psycopg

from kiosk.bots.connection import find_connection, with_connection
from kiosk.doctor.invariants import SHOWN, broken
from kiosk.doctor.setup import Finding, find_in_database, find_in_settings
from kiosk.identity.service.second_factor import count_unreadable
from kiosk.kernel.audit import Seal, find_breaks, find_seal
from kiosk.kernel.audit_checks import find_check, find_new_breaks
from kiosk.kernel.backup import STALE, list_backups
from kiosk.kernel.database import Database, driver_url
from kiosk.kernel.metrics import Lag, read_lag
from kiosk.kernel.postgres import running_url
from kiosk.kernel.settings import Settings

PATIENCE = 10.0
LATE_SECONDS = 60
SKEW_SECONDS = 5
MANY_UPDATES = 100
DAY_SECONDS = 86_400


def url_of(settings: Settings) -> str | None:
    """The database of this installation: the one that is set, or that of the demo that runs in the data folder."""
    return settings.database_url or running_url(settings.data_dir / "postgres", "kiosk")


async def examine(settings: Settings, anchor: Seal | None = None, *, whole_log: bool = True) -> list[Finding]:
    """Everything that is wrong with this installation, the gravest first.

    Without KIOSK_DATABASE_URL the demo that runs in the data folder is examined. `anchor` is a seal of the audit
    log that was kept elsewhere. Unless the `whole_log` is walked, the last night's walk is believed and only what was
    written since is read.
    """
    url = url_of(settings)
    is_demo = url is not None and not settings.database_url
    findings = [] if is_demo else list(find_in_settings(settings))
    in_database: list[Finding] = []
    if url:
        in_database = list(find_in_database(url))
        findings += in_database
        if not in_database:
            findings += await _find_in_data(url, anchor, whole_log=whole_log)
            findings += find_lag(read_lag(url))
            findings += _find_skew(url)
            if not is_demo:
                findings += _find_backup(url, settings)
                findings += await _find_in_factors(url, settings)
    if is_demo:
        return findings
    settings = await _with_bot(settings, url) if url and not in_database else settings
    if settings.telegram.token:
        findings += await find_at_telegram(settings)
    else:
        findings.append(
            Finding("No bot is connected.", "Connect one in the back office, or set KIOSK_TELEGRAM_TOKEN")
        )
    return findings


async def _with_bot(settings: Settings, url: str) -> Settings:
    database = Database(url, pool=2)
    try:
        return with_connection(settings, await find_connection(database.reader, settings))
    finally:
        await database.close()


async def _find_in_data(url: str, anchor: Seal | None, *, whole_log: bool) -> list[Finding]:
    database = Database(url, pool=2)
    try:
        async with database.read() as session:
            violations = await broken(session)
        if whole_log:
            breaks = await find_breaks(database.reader, anchor)
        else:
            breaks = await find_new_breaks(database.reader, await find_check(database.reader))
    finally:
        await database.close()
    edited = "Somebody with access to the database edited it: keep a copy, see docs/operating.md, Audit log"
    found = [Finding(f"The audit log is not what was written: {each}.", edited) for each in breaks[:SHOWN]]
    return found + [
        Finding(
            f"{each.title} ({each.invariant}): {each.detail}.", "This is a defect: keep a copy and report it"
        )
        for each in violations
    ]


async def read_seal(settings: Settings) -> Seal | None:
    """The newest entry of the audit log; None where there is no database of this release."""
    url = url_of(settings)
    if not url or list(find_in_database(url)):
        return None
    database = Database(url, pool=2)
    try:
        return await find_seal(database.reader)
    finally:
        await database.close()


async def _find_in_factors(url: str, settings: Settings) -> list[Finding]:
    if settings.secret_key is None:
        return []
    database = Database(url, pool=2)
    try:
        unreadable = await count_unreadable(database.reader, settings.secrets)
    finally:
        await database.close()
    if not unreadable:
        return []
    return [
        Finding(
            f"{unreadable} authenticator apps were hidden with a key that isn't known here: their codes open nothing.",
            "Put that key into KIOSK_PREVIOUS_SECRET_KEYS; if it is lost, people enter with a recovery code or"
            " `kiosk sign-in-link LOGIN` and set their app up anew",
        )
    ]


def find_lag(lag: Lag) -> list[Finding]:
    """What is wrong with the queues."""
    found = []
    worker = "Check that `kiosk worker` runs, and its log"
    if lag.outbox_age > LATE_SECONDS:
        found.append(Finding(f"{lag.outbox_waiting} facts wait since {lag.outbox_age} s.", worker))
    elif lag.jobs_age > LATE_SECONDS:
        found.append(Finding(f"{lag.jobs_waiting} jobs wait since {lag.jobs_age} s.", worker))
    if lag.inbox_age > LATE_SECONDS:
        found.append(
            Finding(
                f"{lag.inbox_waiting} updates from Telegram wait since {lag.inbox_age} s.",
                "Check that `kiosk serve` runs with the bot, and its log",
            )
        )
    if lag.jobs_failed:
        found.append(
            Finding(
                f"{lag.jobs_failed} jobs were given up.",
                "Their errors are in the worker's log; see docs/operating.md, Failed jobs",
                "retry-jobs",
            )
        )
    if lag.inbox_quarantined:
        found.append(
            Finding(
                f"{lag.inbox_quarantined} updates were put aside after failing again and again.",
                "Their errors are in the table inbox; see docs/operating.md, Updates put aside",
                "replay-updates",
            )
        )
    return found


def _find_skew(url: str) -> list[Finding]:
    with psycopg.connect(driver_url(url), connect_timeout=5, autocommit=True) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    seconds = abs((datetime.now(UTC) - row[0]).total_seconds()) if row else 0.0
    if seconds <= SKEW_SECONDS:
        return []
    return [Finding(f"This machine's clock and the database's are {seconds:.0f} s apart.", "Run NTP on both")]


def _find_backup(url: str, settings: Settings) -> list[Finding]:
    made = list_backups(settings.backups)
    with psycopg.connect(driver_url(url), connect_timeout=5, autocommit=True) as connection:
        row = connection.execute("SELECT min(created_at) FROM accounts").fetchone()
    since = made[-1].taken_at if made else row[0] if row else None
    if since is None or datetime.now(UTC) - since <= STALE:
        return []
    what = f"The newest backup is of {since:%Y-%m-%d %H:%M} UTC." if made else "There is no backup yet."
    return [Finding(what, "Check that `kiosk worker` runs and may write to KIOSK_BACKUP_DIR", "back-up")]


class _Refused(Exception):  # noqa: N818 - an answer of the Bot API
    pass


async def find_at_telegram(settings: Settings) -> list[Finding]:
    """What Telegram says about the bot, its webhook and the staff's chat."""
    token = settings.telegram.token.get_secret_value() if settings.telegram.token else ""
    base = f"{settings.telegram.api_url.rstrip('/')}/bot{token}"
    async with httpx2.AsyncClient(timeout=PATIENCE) as http:

        async def ask(method: str, **params: Any) -> Any:
            answer = (await http.post(f"{base}/{method}", json=params)).json()
            if not answer.get("ok"):
                raise _Refused(answer.get("description", "no reason given"))
            return answer["result"]

        try:
            await ask("getMe")
        except _Refused as error:
            return [Finding(f"Telegram refuses the bot's token: {error}.", "Check KIOSK_TELEGRAM_TOKEN")]
        except (httpx2.HTTPError, ValueError) as error:
            return [
                Finding(
                    f"Telegram can't be reached: {type(error).__name__}.",
                    "Check the network and KIOSK_TELEGRAM_API_URL",
                )
            ]
        found = _find_in_webhook(settings, await ask("getWebhookInfo"))
        if settings.staff_chat_id is None:
            found.append(
                Finding(
                    "KIOSK_STAFF_CHAT_ID is not set: nobody hears of new orders.",
                    "Add the bot to the staff's group and set the group's id",
                )
            )
        else:
            try:
                await ask("getChat", chat_id=settings.staff_chat_id)
            except _Refused as error:
                found.append(
                    Finding(
                        f"The bot can't see the staff's chat: {error}.",
                        "Add the bot to the group, or correct KIOSK_STAFF_CHAT_ID",
                    )
                )
    return found


def _find_in_webhook(settings: Settings, info: dict[str, Any]) -> list[Finding]:
    url, found = info.get("url", ""), []
    if settings.telegram.mode == "webhook" and not url.startswith(
        (settings.public_url or "").rstrip("/") + "/"
    ):
        found.append(
            Finding(
                "Telegram doesn't deliver to KIOSK_PUBLIC_URL." if url else "Telegram knows no webhook.",
                "Start `kiosk serve` once with the bot: it tells Telegram",
            )
        )
    if settings.telegram.mode == "polling" and url:
        found.append(
            Finding(
                "Telegram delivers to a webhook, but KIOSK_TELEGRAM_MODE is polling.", "Start `kiosk serve`"
            )
        )
    if info.get("pending_update_count", 0) > MANY_UPDATES:
        found.append(
            Finding(
                f"{info['pending_update_count']} updates wait at Telegram.", "Check that `kiosk serve` runs"
            )
        )
    failed_at = info.get("last_error_date", 0)
    if url and datetime.now(UTC).timestamp() - failed_at < DAY_SECONDS:
        found.append(
            Finding(
                f"Telegram's last delivery failed: {info.get('last_error_message', 'no reason given')}.",
                "Check that KIOSK_PUBLIC_URL is reachable from outside with a valid certificate",
            )
        )
    return found

"""What a running process tells its keeper: structured logs without personal data, and Prometheus metrics."""

import logging
import logging.config
import re
import sys
import time
from collections.abc import Iterable, MutableMapping
from typing import Any, Literal

import orjson
import structlog
from prometheus_client import Counter, Histogram

EventDict = MutableMapping[str, Any]

HIDDEN = "[hidden]"
_SECRETS = re.compile(
    r"""
      \d{6,12}:[A-Za-z0-9_-]{30,}                                       # a bot's token
    | \bkiosk_[A-Za-z0-9_-]{20,}                                        # a service key
    | \beyJ[A-Za-z0-9_-]{8,999}+\.[A-Za-z0-9_-]++\.[A-Za-z0-9_-]*+      # a JWT
    | (?<=://)[^\s/@:]*:[^\s/@]+(?=@)                                   # user and password in an address
    | (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+  # an e-mail address
    | (?<=DETAIL:)[^\n]+                                                 # PostgreSQL quotes the row there
    | (?<![\w.:-])\+?\d(?:[\s()-]{0,2}\d){9,14}(?![\w:-])              # a phone number
    """,
    re.VERBOSE,
)
_PRIVATE_KEYS = re.compile(r"phone|e_?mail|address|passw|secret|token|cookie|authorization|full_name|contact")


def hide(text: str) -> str:
    """`text` without tokens, phone numbers and e-mail addresses."""
    return _SECRETS.sub(HIDDEN, text)


def redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """The last processor before rendering: nothing that looks like a secret or a person gets past it."""
    for key, value in event.items():
        event[key] = HIDDEN if _PRIVATE_KEYS.search(key) else _hidden(value)
    return event


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, bool | int | float | None):
        return value
    if isinstance(value, dict):
        return {
            key: HIDDEN if _PRIVATE_KEYS.search(str(key)) else _hidden(each) for key, each in value.items()
        }
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [_hidden(each) for each in value]
    return hide(str(value))


def _render_json(_logger: Any, _method: str, event: EventDict) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def configure_logging(style: Literal["json", "text"], level: str = "INFO") -> None:
    """Send every log line of this process, also those of libraries, to stderr: one line of JSON each, or text."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    renderer: Any = _render_json if style == "json" else structlog.dev.ConsoleRenderer(colors=_is_terminal())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = _ToStderr()
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


class _ToStderr(logging.Handler):
    """Writes to what `sys.stderr` is at the moment, which tests replace."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        print(self.format(record), file=sys.stderr, flush=True)  # noqa: T201 - this is where lines end


def _is_terminal() -> bool:
    return sys.stderr.isatty()


# Libraries that tell at INFO what we tell ourselves, or what is normal.
_QUIET = (
    "uvicorn",
    "uvicorn.access",
    "procrastinate",
    "aiogram",
    "alembic",
    "httpx2",
    "httpcore2",
    "asyncio",
)

_REQUESTS = Counter("kiosk_http_requests", "Answered requests.", ("method", "route", "status"))
_SECONDS = Histogram(
    "kiosk_http_request_seconds",
    "Time from a request to its answer.",
    ("route",),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

log = structlog.get_logger("kiosk.requests")
SLOW_SECONDS = 1.0


def record_request(scope: MutableMapping[str, Any], status: int, begun: float) -> None:
    """Count an answered request by the template of its route, and log it unless it was a read that went well.

    `begun` is `time.perf_counter()` at its start. Successful reads are only counted: they are the bulk, and the
    proxy in front keeps its own log of them.
    """
    seconds = time.perf_counter() - begun
    route = getattr(scope.get("route"), "path", "")
    method = scope["method"] if scope["method"] in _METHODS else "other"
    key = (method, route, status)
    children = _children.get(key)
    if children is None:
        children = _children[key] = (_REQUESTS.labels(method, route, status), _SECONDS.labels(route))
    children[0].inc()
    children[1].observe(seconds)
    if status >= 400 or seconds >= SLOW_SECONDS or method not in {"GET", "HEAD", "OPTIONS"}:
        log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))

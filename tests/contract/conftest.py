"""The API behind a real socket, with a shop in it and everyone who may ask."""

import asyncio
import threading
from dataclasses import dataclass

import httpx2
import psycopg
import pytest
from psycopg import sql
from pydantic import SecretStr

from kiosk.app import build_runtime, create_app, opened
from kiosk.identity import service
from kiosk.kernel.settings import Settings
from kiosk.server import build_server, listen, serve_until
from tests.conftest import SECRET, TEMPLATE
from tests.shop import BUYER, open_shop


@dataclass
class Api:
    """Where it is, and with what headers each actor asks."""

    url: str
    headers: dict[str, dict[str, str]]


class Served:
    """A server in a thread with a loop of its own, as a client of another process would meet it."""

    def __init__(self, settings: Settings, database_url: str) -> None:
        self._settings, self._database_url = settings, database_url
        self._socket = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.headers: dict[str, dict[str, str]] = {"anonymous": {}}
        self._ready = threading.Event()
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="api")

    def __enter__(self) -> "Served":
        self._thread.start()
        assert self._ready.wait(60)
        if self._failed:
            raise self._failed
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._failed = error
            raise
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with opened(build_runtime(self._settings, self._database_url)) as runtime:
            await open_shop(runtime.database)
            async with runtime.database.unit() as unit:
                owner = await service.create_owner(unit, "marina", "correct horse battery staple", "Marina")
                _, key = await service.create_api_key(unit, "The site")
                staff = await service.open_session(unit, SECRET, owner.id, service.Entry(is_strong=True))
                buyer = await service.open_session(unit, SECRET, BUYER, service.Entry(is_strong=True))
                await unit.commit()
            self.headers |= {
                "staff": {"Authorization": f"Bearer {staff.access_token}"},
                "customer": {"Authorization": f"Bearer {buyer.access_token}"},
                "service": {"X-Api-Key": key},
            }
            server = build_server(create_app(runtime, described=True), trusted_proxies="", grace=1)
            self._ready.set()
            await serve_until(self._stop, server, self._socket)


@pytest.fixture(scope="session")
def api(postgres, tmp_path_factory):
    """The API, served until the tests are over."""
    name = "test_contract"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE))
        )
    settings = Settings(
        _env_file=None, data_dir=tmp_path_factory.mktemp("data"), secret_key=SecretStr(SECRET)
    )
    with Served(settings, postgres.url(name)) as served:
        assert httpx2.get(f"{served.url}/health/ready").status_code == 200
        yield Api(served.url, served.headers)


@pytest.fixture(scope="session")
def description(api):
    """The API's own description."""
    return httpx2.get(f"{api.url}/openapi.json").json()

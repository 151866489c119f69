import httpx2
import pytest
from fastapi import APIRouter, UploadFile
from pydantic import BaseModel
from sqlalchemy import text

from kiosk import app as house
from kiosk.kernel.errors import Refusal, Unavailable
from kiosk.kernel.http import WithReading, WithUnit


class Taken(Refusal):
    code = "test.taken"
    status = 409
    message = "{name} is taken."


class Note(BaseModel):
    words: str


def probes() -> APIRouter:
    """Routes that do what real ones might do wrong."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/notes/", status_code=201)
    async def write(note: Note, unit: WithUnit) -> Note:
        await unit.session.execute(text("CREATE TABLE IF NOT EXISTS notes (words text)"))
        await unit.session.execute(text("INSERT INTO notes VALUES (:words)"), {"words": note.words})
        if note.words == "crash":
            raise RuntimeError("SELECT secret FROM /etc/passwd")
        if note.words == "refuse":
            raise Taken(name="This note")
        return note

    @router.get("/notes/{note_id}")
    async def read(note_id: int, session: WithReading) -> int:
        return await session.scalar(text("SELECT CAST(:n AS bigint)"), {"n": note_id})

    @router.get("/busy")
    async def busy() -> None:
        raise Unavailable

    @router.get("/duplicate")
    async def duplicate(session: WithReading) -> None:
        await session.execute(text("SELECT 1/0"))

    @router.post("/files")
    async def upload(file: UploadFile) -> int:
        return len(await file.read())

    return router


@pytest.fixture
def app(runtime, monkeypatch):
    """The whole application with the probes for its only rooms."""
    monkeypatch.setattr(house, "routers", lambda: [probes()])
    return house.create_app(runtime)


@pytest.fixture
async def http(app):
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://shop.test") as client:
        yield client

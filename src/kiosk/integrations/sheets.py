"""Google Sheets by its REST interface, as a service account (https://developers.google.com/workspace/sheets/api).

Requests go to the two configured addresses and nowhere else; redirects are not followed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import jwt
import orjson

from kiosk.exchange.errors import Refused, SheetsBusy
from kiosk.exchange.writing import Cell
from kiosk.kernel.clock import Clock
from kiosk.kernel.settings import GoogleSettings

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_TIMEOUT = 60
_MOST = 100_000_000
"""Bytes of an answer."""
_PAUSE = 30
"""Seconds, when Google asks for a pause without saying how long."""
_LONGEST_PAUSE = 3_600


@dataclass(frozen=True, slots=True)
class _Key:
    email: str
    id: str
    private: str


@dataclass(frozen=True, slots=True)
class _Tab:
    id: int
    title: str
    rows: int
    columns: int


class GoogleSheets:
    """The port `Sheets` of import and export."""

    def __init__(self, settings: GoogleSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._token: tuple[str, datetime] | None = None

    async def read_table(self, sheet_id: str, tab_id: int | None) -> tuple[str, list[list[str]]]:
        """The title of a sheet and the cells of a tab."""
        async with self._client() as http:
            title, tabs = await self._describe(http, sheet_id)
            tab = next((each for each in tabs if tab_id is None or each.id == tab_id), None)
            if tab is None:
                raise Refused("exchange.sheet-tab-not-found")
            address = f"{self._sheet(sheet_id)}/values:batchGet"
            params = {"ranges": _quoted(tab.title), "valueRenderOption": "UNFORMATTED_VALUE"}
            found = await self._ask(http, "GET", address, params=params)
        values = found["valueRanges"][0].get("values", [])
        return title, [[_text(cell) for cell in row] for row in values]

    async def write_table(self, sheet_id: str, tab: str, rows: Sequence[Sequence[Cell]]) -> None:
        """Make `rows` all that a tab holds; what stood below them is emptied by the same call."""
        width = len(rows[0])
        async with self._client() as http:
            _, tabs = await self._describe(http, sheet_id)
            known = next((each for each in tabs if each.title == tab), None)
            await self._make_room(http, sheet_id, tab, known, len(rows), width)
            below = max(0, known.rows - len(rows)) if known else 0
            values = [[_cell(cell) for cell in row] for row in rows] + [[""] * width] * below
            body = {
                "valueInputOption": "RAW",
                "data": [{"range": f"{_quoted(tab)}!A1", "majorDimension": "ROWS", "values": values}],
            }
            await self._ask(http, "POST", f"{self._sheet(sheet_id)}/values:batchUpdate", body=body)

    async def _make_room(
        self, http: httpx2.AsyncClient, sheet_id: str, tab: str, known: _Tab | None, rows: int, columns: int
    ) -> None:
        """Have a tab of at least so many rows and columns: Google refuses values beyond the grid."""
        grid = {"rowCount": max(rows, known.rows if known else 0)}
        grid["columnCount"] = max(columns, known.columns if known else 0)
        if known is None:
            request: dict[str, Any] = {"addSheet": {"properties": {"title": tab, "gridProperties": grid}}}
        elif (grid["rowCount"], grid["columnCount"]) != (known.rows, known.columns):
            fields = "gridProperties(rowCount,columnCount)"
            properties = {"sheetId": known.id, "gridProperties": grid}
            request = {"updateSheetProperties": {"properties": properties, "fields": fields}}
        else:
            return
        await self._ask(http, "POST", f"{self._sheet(sheet_id)}:batchUpdate", body={"requests": [request]})

    async def _describe(self, http: httpx2.AsyncClient, sheet_id: str) -> tuple[str, list[_Tab]]:
        found = await self._ask(http, "GET", self._sheet(sheet_id), params={"includeGridData": "false"})
        tabs = [each["properties"] for each in found["sheets"]]
        return found["properties"]["title"], [
            _Tab(
                each["sheetId"],
                each["title"],
                each["gridProperties"].get("rowCount", 0),
                each["gridProperties"].get("columnCount", 0),
            )
            for each in tabs
            if each.get("sheetType", "GRID") == "GRID"
        ]

    def _sheet(self, sheet_id: str) -> str:
        return f"{self._settings.sheets_url}/v4/spreadsheets/{quote(sheet_id, safe='')}"

    def _client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(timeout=_TIMEOUT, follow_redirects=False)

    async def _ask(
        self,
        http: httpx2.AsyncClient,
        method: str,
        address: str,
        *,
        params: dict[str, str] | None = None,
        body: dict[str, Any] | None = None,
    ) -> Any:
        headers = {"Authorization": f"Bearer {await self._access(http)}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        content = orjson.dumps(body) if body is not None else None
        answer = await _send(http, method, address, params=params, headers=headers, content=content)
        if answer.status_code == 200:
            return answer.json()
        if answer.status_code == 401:
            self._token = None
            raise Refused("exchange.key-refused")
        if answer.status_code == 403:
            raise Refused("exchange.sheet-forbidden", value=self._key().email)
        if answer.status_code == 404:
            raise Refused("exchange.sheet-not-found")
        raise Refused("exchange.sheets-down")

    async def _access(self, http: httpx2.AsyncClient) -> str:
        now = self._clock.now()
        if self._token is not None and self._token[1] > now:
            return self._token[0]
        key = self._key()
        claims = {
            "iss": key.email,
            "scope": SCOPE,
            "aud": self._settings.token_url,
            "iat": int(now.timestamp()),
            "exp": int(now.timestamp()) + 3600,
        }
        try:
            assertion = jwt.encode(claims, key.private, algorithm="RS256", headers={"kid": key.id})
        except (ValueError, TypeError, jwt.PyJWTError) as error:
            raise Refused("exchange.key-refused") from error
        form = {"grant_type": GRANT, "assertion": assertion}
        answer = await _send(http, "POST", self._settings.token_url, data=form)
        if answer.status_code != 200:
            raise Refused("exchange.key-refused")
        given = answer.json()
        self._token = given["access_token"], now + timedelta(seconds=int(given["expires_in"]) - 60)
        return self._token[0]

    def _key(self) -> _Key:
        path = self._settings.key_file
        try:
            content = json.loads(Path(path or "").read_text(encoding="utf-8"))
            return _Key(content["client_email"], content.get("private_key_id", ""), content["private_key"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Refused("exchange.no-google-key") from error


async def _send(http: httpx2.AsyncClient, method: str, address: str, **parts: Any) -> httpx2.Response:
    """One request, whose answer is bounded. Raises SheetsBusy, Refused if nobody answers."""
    try:
        async with http.stream(method, address, **parts) as answer:
            size = 0
            content = bytearray()
            async for part in answer.aiter_bytes():
                size += len(part)
                if size > _MOST:
                    raise Refused("exchange.too-large-inside", limit=_MOST // 1_000_000)
                content += part
    except httpx2.HTTPError as error:
        raise Refused("exchange.sheets-down") from error
    if answer.status_code == 429 or answer.status_code in {500, 502, 503, 504}:
        asked = answer.headers.get("retry-after", "")
        raise SheetsBusy(min(int(asked), _LONGEST_PAUSE) if asked.isdigit() else _PAUSE)
    return httpx2.Response(answer.status_code, content=bytes(content))


def _quoted(tab: str) -> str:
    return "'" + tab.replace("'", "''") + "'"


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, str):
        return cell
    exact = Decimal(f"{cell:.15g}")  # what a sum of cells has beyond 15 digits is noise
    return f"{exact.to_integral_value() if exact == exact.to_integral_value() else exact:f}"


def _cell(cell: Cell) -> Any:
    if cell is None:
        return ""
    # Amounts are numbers in the sheet, exactly as they are here.
    return orjson.Fragment(f"{cell:f}".encode()) if isinstance(cell, Decimal) else cell

"""A Google of our own: a server that answers as the recorded exchanges do, and can be told to misbehave."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import jwt

RECORDED = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "google" / "recorded-client-exchanges.json"
)
SID = "SIDSIDSIDSIDSIDSIDSIDSID"
LINK = f"https://docs.google.com/spreadsheets/d/{SID}/edit#gid=0"
TITLE, TAB = "Товары", "Лист1"
VALUES = [["sku", "name", "price"], ["MUG-1", "Кружка", "590"], ["TEE", "Футболка"]]


def replies():
    """(method, what follows the sheet's id) -> reply, from the recording if it is here, else in its shape."""
    if not RECORDED.exists():
        properties = {"title": TITLE, "locale": "ru_RU", "timeZone": "Europe/Moscow"}
        grid = {"rowCount": 1000, "columnCount": 26}
        tab = {"sheetId": 0, "title": TAB, "index": 0, "sheetType": "GRID", "gridProperties": grid}
        about = {"spreadsheetId": "SID", "properties": properties, "sheets": [{"properties": tab}]}
        ranges = [{"range": f"'{TAB}'!A1:C3", "majorDimension": "ROWS", "values": VALUES}]
        return {
            ("POST", "/token"): {"access_token": "ya29.local", "expires_in": 3599, "token_type": "Bearer"},
            ("GET", ""): about,
            ("GET", "/values:batchGet"): {"spreadsheetId": "SID", "valueRanges": ranges},
            ("POST", "/values:batchUpdate"): {"spreadsheetId": "SID", "totalUpdatedRows": 1},
            ("POST", ":batchUpdate"): {"spreadsheetId": "SID", "replies": [{}]},
        }
    found = {}
    for each in json.loads(RECORDED.read_text(encoding="utf-8"))["exchanges"]:
        path = unquote(urlsplit(each["path"]).path)
        found.setdefault((each["method"], path.removeprefix("/v4/spreadsheets/SID")), each["reply"])
    return found


class Google:
    """Serves on a port of its own; `trouble` is answered first, once for each entry: (status, headers)."""

    def __init__(self, public_key):
        self.public_key = public_key
        self.replies = replies()
        self.asked = []
        self.counts = Counter()
        self.trouble = []
        self.revoked = False

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def _serve(self, reader, writer):
        try:
            while line := await reader.readline():
                method, target, _ = line.decode().split(" ")
                headers = {}
                while header := (await reader.readline()).decode().strip():
                    name, _, value = header.partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                status, more, answer = self._answer(method, target, headers, body)
                content = json.dumps(answer).encode()
                head = [
                    f"HTTP/1.1 {status} -",
                    f"content-length: {len(content)}",
                    "content-type: application/json",
                ]
                writer.write("\r\n".join([*head, *(f"{k}: {v}" for k, v in more.items()), "", ""]).encode())
                writer.write(content)
                await writer.drain()
        finally:
            writer.close()

    def _answer(self, method, target, headers, body):
        parts = urlsplit(target)
        path = unquote(parts.path)
        self.asked.append((method, path, parse_qs(parts.query), body))
        if path == "/token":
            return self._token(body)
        if headers.get("authorization") != "Bearer ya29.local":
            return 401, {}, {"error": {"code": 401, "status": "UNAUTHENTICATED"}}
        if self.trouble:
            status, more = self.trouble.pop(0)
            return status, more, {"error": {"code": status}}
        prefix = f"/v4/spreadsheets/{SID}"
        if not path.startswith(prefix):
            return 404, {}, {"error": {"code": 404, "status": "NOT_FOUND"}}
        reply = self.replies.get((method, path.removeprefix(prefix)))
        return (
            (200, {}, reply) if reply else (400, {}, {"error": {"code": 400, "status": "INVALID_ARGUMENT"}})
        )

    def _token(self, body):
        form = parse_qs(body.decode())
        if self.revoked:
            return 400, {}, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
        claims = jwt.decode(
            form["assertion"][0],
            self.public_key,
            algorithms=["RS256"],
            audience=f"{self.url}/token",
            options={"verify_exp": False, "verify_iat": False},
        )
        assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
        assert claims["scope"] == "https://www.googleapis.com/auth/spreadsheets"
        assert claims["iss"] == "kiosk@p.iam.gserviceaccount.com"
        assert claims["exp"] - claims["iat"] == 3600
        self.counts["tokens"] += 1
        return 200, {}, self.replies["POST", "/token"]

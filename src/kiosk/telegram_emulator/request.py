"""Reading a Bot API request in any of the forms that clients send (query, JSON, form, multipart)."""

from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from .constants import MAX_FILES_IN_REQUEST, MAX_PARAMETER_BYTES, MAX_UPLOAD_BYTES
from .errors import ApiError, bad_request
from .files import Upload

_TOO_MANY = "Request Entity Too Large: too many parameters"
_MAX_HEADERS = 256 * 1024


async def read_request(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return the parameters and the uploaded files of a request.

    A file also counts as the parameter of its name. What stands in the address wins over the body, as on the
    real server. Raises 413 and 431 for what is too large, 400 for broken JSON.
    """
    if sum(len(name) + len(value) for name, value in request.scope["headers"]) > _MAX_HEADERS:
        raise ApiError(431, "Request Header Fields Too Large: total headers size exceeded")
    raw_query = request.scope["query_string"]
    query = dict(parse_qsl(raw_query.decode(), keep_blank_values=True)) if raw_query else {}
    if request.method == "GET":
        return query, {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        params, files = await _multipart(request)
        return params | query, files
    body = await request.body()
    if len(body) + len(raw_query) > MAX_PARAMETER_BYTES:
        raise ApiError(413, _TOO_MANY)
    if not body:
        return query, {}
    if kind == "application/json":
        return _json(body) | query, {}
    if kind in {"application/x-www-form-urlencoded", ""}:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)) | query, {}
    return query, {}


def _json(body: bytes) -> dict[str, Any]:
    try:
        params = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse JSON object in the request body") from None
    if not isinstance(params, dict):
        raise bad_request("object expected as the request body")
    return {name: value for name, value in params.items() if value is not None}


async def _multipart(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    try:
        form = await request.form(
            max_files=MAX_FILES_IN_REQUEST, max_fields=1000, max_part_size=MAX_PARAMETER_BYTES
        )
    except MultiPartException as error:
        text = _TOO_MANY if "exceeded" in error.message or "Too many" in error.message else error.message
        raise ApiError(413 if text == _TOO_MANY else 400, text) from None
    except HTTPException as error:
        too_many = "exceeded" in error.detail or "Too many" in error.detail
        raise ApiError(413 if too_many else 400, _TOO_MANY if too_many else error.detail) from None
    params: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            if len(data) > MAX_UPLOAD_BYTES:
                raise ApiError(413, "Request Entity Too Large")
            files[name] = Upload(value.filename or "", data, value.content_type or "")
            params.setdefault(name, files[name])
        else:
            params.setdefault(name, value)
    await form.close()
    return params, files


async def read_answer(content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Read a webhook's answer as if it were a request: bots may answer with a method to run."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", content_type.encode())]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    return await read_request(Request(scope, receive))

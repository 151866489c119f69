"""Refusals of the Bot API, with the words that the real server uses."""

from typing import Any


class ApiError(Exception):
    """An answer with ``ok: false``.

    ``code`` is also the HTTP status; ``parameters`` is the Bot API's ResponseParameters, absent when empty.
    """

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> dict[str, Any]:
        """Return the JSON body of this refusal."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def _soften(text: str) -> str:
    """Lower the first letter as the server does, unless the text is a code such as BUTTON_DATA_INVALID."""
    if len(text) > 1 and (text[1].isupper() or text[1] == "_"):
        return text
    return text[:1].lower() + text[1:]


def bad_request(text: str, parameters: dict[str, Any] | None = None) -> ApiError:
    """Build a 400 whose text is ``Bad Request: `` and ``text`` in the server's own casing."""
    return ApiError(400, f"Bad Request: {_soften(text)}", parameters)


def forbidden(text: str) -> ApiError:
    """Build a 403: the bot may not speak there."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """Build a 409: two receivers of updates."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    """Build a 429; ``retry_after`` is in seconds and goes into the header as well."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def not_played(method: str) -> ApiError:
    """Build the emulator's own honest 501 for a method that exists but is not played here."""
    return ApiError(501, f"Not Implemented: the emulator does not play {method}")


UNAUTHORIZED = (401, "Unauthorized")
CHAT_NOT_FOUND = "chat not found"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

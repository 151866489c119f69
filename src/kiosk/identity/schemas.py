"""What goes in and out of identity."""

from typing import Literal

from kiosk.kernel.schemas import Output


class AccessToken(Output):
    """A token for the `Authorization` header, good for 10 minutes. The refresh token travels in a cookie."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme's name

"""What goes in and out of the ways in."""

from kiosk.kernel.schemas import Input, Text


class LinkToken(Input):
    """The token of a one-time link: what follows `#` in its address."""

    token: Text(100)  # type: ignore[valid-type]

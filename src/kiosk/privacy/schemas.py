"""What asking to be forgotten gives."""

from kiosk.kernel.schemas import Output


class ErasureOut(Output):
    """Whether it is done in a moment; otherwise when the last order that is under way has come to its end."""

    at_once: bool

"""Refusals of the person's side."""


class SimError(Exception):
    """The person cannot do that; ``status`` is the HTTP status."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text

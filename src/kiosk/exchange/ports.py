"""What this room needs of the outside world; the adapters are in `kiosk.integrations`."""

from collections.abc import Sequence
from typing import Protocol

from kiosk.exchange.writing import Cell


class Sheets(Protocol):
    """Google Sheets as far as tables go in and out.

    Every method raises exchange.errors.Refused for what people must mend (a sheet that is gone or not shared, a key
    that was revoked) and SheetsBusy when Google asks for a pause.
    """

    async def read_table(self, sheet_id: str, tab_id: int | None) -> tuple[str, list[list[str]]]:
        """The title of a sheet and the cells of one of its tabs, of the first one if `tab_id` is None."""

    async def write_table(self, sheet_id: str, tab: str, rows: Sequence[Sequence[Cell]]) -> None:
        """Make `rows` all that a tab holds, in one call; the tab is made if it isn't there."""

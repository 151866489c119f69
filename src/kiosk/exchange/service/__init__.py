"""What the staff does with tables: bring them, look, take them in, take them back; take the shop's own out."""

from kiosk.exchange.service.asking import ask_to_apply, ask_to_undo, cancel, read_otherwise
from kiosk.exchange.service.noting import note_customers, note_export
from kiosk.exchange.service.sheets import start_sheet_export
from kiosk.exchange.service.staging import import_files, keep_upload, start_import, start_sheet_import

__all__ = [
    "ask_to_apply",
    "ask_to_undo",
    "cancel",
    "import_files",
    "keep_upload",
    "note_customers",
    "note_export",
    "read_otherwise",
    "start_import",
    "start_sheet_export",
    "start_sheet_import",
]

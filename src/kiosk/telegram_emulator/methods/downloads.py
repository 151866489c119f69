"""Files go back to the bot."""

from kiosk.telegram_emulator.arguments import Arguments, Text
from kiosk.telegram_emulator.constants import MAX_DOWNLOAD_BYTES
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.files import describe
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays


class GetFile(Arguments):
    """Parameters of ``getFile``."""

    file_id: Text = ""


@plays("getFile")
def get_file(call: Call, args: GetFile) -> Payload:
    """Return the path under which a file can be downloaded, 20 MiB at most."""
    if not args.file_id:
        raise bad_request("file_id not specified")
    stored = call.world.files.find(args.file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return describe(stored) | {"file_path": stored.path}

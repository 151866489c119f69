"""The methods that the emulator plays, one module for each area; importing this registers them all."""

from kiosk.telegram_emulator.methods import (  # noqa: F401 - imported for registration
    callbacks,
    deletes,
    edits,
    media,
    messages,
    profile,
    receiving,
)

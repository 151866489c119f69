"""The methods that the emulator plays, one module for each area; importing this registers them all."""

from kiosk.telegram_emulator.methods import (  # noqa: F401 - imported for registration
    callbacks,
    chats,
    commands,
    deletes,
    downloads,
    edits,
    inline,
    invites,
    media,
    messages,
    moderation,
    passing,
    payments,
    pins,
    profile,
    reactions,
    receiving,
    things,
    topics,
)

"""Numbers and names that the Bot API fixes, and the people of the demo world."""

from typing import Final

DEMO_TOKEN: Final = "1000000001:DEMO-token-of-the-local-emulator-01"  # noqa: S105 - opens nothing but the emulator
DEMO_BOT_USERNAME: Final = "kiosk_demo_bot"

AIGERIM: Final = 501
OLENA: Final = 502
IVAN: Final = 503
EMMA: Final = 504
MARINA: Final = 510
STAFF_CHAT_ID: Final = -1001000000510

MAX_TEXT_CHARACTERS: Final = 4096
MAX_TEXT_BYTES: Final = 32_768
MAX_CAPTION_CHARACTERS: Final = 1024
MAX_CALLBACK_DATA_BYTES: Final = 64
MAX_BUTTONS: Final = 100
MAX_DOWNLOAD_BYTES: Final = 20 * 1024 * 1024
MAX_UPLOAD_BYTES: Final = 50 * 1024 * 1024
MAX_PHOTO_BYTES: Final = 10 * 1024 * 1024
MAX_PARAMETER_BYTES: Final = 1024 * 1024
MAX_FILES_IN_REQUEST: Final = 50
DELETE_WINDOW_SECONDS: Final = 48 * 3600

UPDATE_TYPES: Final = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "guest_message",
    "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
    "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
    "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
)  # fmt: skip
OPT_IN_UPDATE_TYPES: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

# How long an undelivered update is kept, in seconds; every other type is kept for a day.
UPDATE_LIFETIME: Final = {
    "inline_query": 30,
    "callback_query": 150,
    "shipping_query": 150,
    "pre_checkout_query": 150,
    "chosen_inline_result": 600,
}
DEFAULT_UPDATE_LIFETIME: Final = 86_400
CALLBACK_LIFETIME: Final = 150.0
PRE_CHECKOUT_LIFETIME: Final = 10.0
INLINE_QUERY_LIFETIME: Final = 10.0

# 2026-01-01T00:00:00Z: ids that must never come twice are counted from here, by the wall clock.
ID_EPOCH: Final = 1_767_225_600

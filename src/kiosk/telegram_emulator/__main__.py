"""``python -m kiosk.telegram_emulator --port N``: the emulator as a process of its own."""

import argparse

import uvicorn

from . import DEMO_BOT_USERNAME, DEMO_TOKEN, Options, create_emulator, demo_world


def main() -> None:
    """Serve the demo world until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.telegram_emulator", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--token", default=DEMO_TOKEN)
    parser.add_argument("--bot-username", default=DEMO_BOT_USERNAME)
    parser.add_argument("--no-flood", action="store_true", help="send without Telegram's rate limits")
    parser.add_argument("--snapshot", default="", help="a file that keeps the chats across restarts")
    given = parser.parse_args()
    options = Options(flood=None) if given.no_flood else Options()
    world = demo_world(given.token, given.bot_username, options=options)
    if given.snapshot:
        world.keep_in(given.snapshot)
    uvicorn.run(
        create_emulator(world), host=given.host, port=given.port, log_level="warning", access_log=False,
        timeout_graceful_shutdown=1, h11_max_incomplete_event_size=512 * 1024,
    )  # fmt: skip


if __name__ == "__main__":
    main()

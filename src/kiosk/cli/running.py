"""Commands that run until they are stopped. What they need is imported late, so that `--help` is quick."""

from functools import partial
from typing import Annotated

import typer

from kiosk.cli.terminal import read_settings, refuse, refuse_if


def demo(
    empty: Annotated[
        bool,
        typer.Option("--empty", help="Begin with nothing: become the owner and set the shop up yourself."),
    ] = False,
) -> None:
    """Try the shop on this machine: a database, a sample shop and a Telegram of its own, nothing to set up."""
    from kiosk.demo import run_demo

    run_demo(read_settings(), refuse, is_empty=empty)


def serve(
    faces: Annotated[str, typer.Option(help="What to serve: api, bot, or both as api,bot.")] = "api,bot",
) -> None:
    """Serve the shop to the world: the API and the bot."""
    from kiosk.doctor.setup import FACES, find_in_database, find_in_settings

    settings = read_settings()
    wanted = {face.strip() for face in faces.split(",") if face.strip()}
    if not wanted or not wanted <= set(FACES):
        refuse(f"--faces takes {' and '.join(FACES)}, separated by a comma.")
    refuse_if(find_in_settings(settings, wanted))
    refuse_if(find_in_database(settings.database_url or ""))

    from kiosk import processes
    from kiosk.kernel.telemetry import configure_logging
    from kiosk.server import listen, run

    try:
        bound = listen(settings.host, settings.port)
    except OSError as error:
        refuse(f"{settings.host}:{settings.port} can't be listened on: {error.strerror}. Set KIOSK_PORT.")
    configure_logging(settings.log_format)
    run(partial(processes.serve, settings, wanted, bound))


def worker() -> None:
    """Run what can wait: deliveries of facts, notices, schedules."""
    from kiosk.doctor.setup import find_in_database, find_in_settings

    settings = read_settings()
    refuse_if(find_in_settings(settings))
    refuse_if(find_in_database(settings.database_url or ""))

    from kiosk import processes
    from kiosk.kernel.telemetry import configure_logging
    from kiosk.server import run

    configure_logging(settings.log_format)
    run(partial(processes.work, settings))

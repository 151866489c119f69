"""`kiosk`: run the shop and look after it."""

import typer

from kiosk.cli import keeping, running, safekeeping

app = typer.Typer(
    name="kiosk",
    help="A shop that sells inside Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(running.demo)
app.command()(running.serve)
app.command()(running.worker)
app.command()(keeping.migrate)
app.command("open-shop")(keeping.open_shop)
app.command("create-owner")(keeping.create_owner)
app.command("sign-in-link")(keeping.sign_in_link)
app.command("create-api-key")(keeping.create_api_key)
app.command("revoke-api-key")(keeping.revoke_api_key)
app.command("sample-shop")(keeping.sample_shop)
app.command()(safekeeping.backup)
app.command()(safekeeping.restore)
app.command()(keeping.doctor)
app.command()(keeping.openapi)


def main() -> None:
    """The entry point of the `kiosk` command."""
    app()

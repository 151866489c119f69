"""Commands that do one thing and end."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.terminal import in_unit, read_settings, refuse, refuse_if

if TYPE_CHECKING:
    from kiosk.kernel.database import Unit


def migrate() -> None:
    """Bring the database's tables up to this release."""
    from sqlalchemy.exc import OperationalError

    from kiosk.customers.publication import publish_if_open
    from kiosk.doctor.setup import find_in_database
    from kiosk.kernel.migrations import migrate as apply
    from kiosk.kernel.migrations import pending

    url = read_settings().database_url
    if not url:
        refuse("KIOSK_DATABASE_URL is not set.")
    refuse_if(find_in_database(url, migrated=False))
    if not pending(url):
        typer.echo("The database is up to date.")
        return
    try:
        apply(url)
    except OperationalError as error:
        refuse(f"The database can't be migrated now: {str(error.orig).strip().splitlines()[0]}. Try again.")
    in_unit(publish_if_open)
    typer.echo("The database was migrated.")


def open_shop(
    name: Annotated[str, typer.Argument(help="The shop's name, as customers read it.")],
    currency: Annotated[str, typer.Option(help="ISO 4217: RUB, UAH, KZT ...")] = "RUB",
    country: Annotated[str, typer.Option(help="ISO 3166: RU, UA, KZ ... for phone numbers.")] = "RU",
    locale: Annotated[str, typer.Option(help="The shop's own language: ru, uk, kk or en.")] = "ru",
    time_zone: Annotated[str, typer.Option(help="Of its days and hours.")] = "Europe/Moscow",
) -> None:
    """Found the business of this installation, once. Its catalogue begins empty."""
    from kiosk.business.service import found_business
    from kiosk.customers.publication import publish_default_texts

    async def found(unit: "Unit") -> None:
        await found_business(
            unit, name=name, currency=currency, country=country, default_locale=locale, time_zone=time_zone
        )
        await publish_default_texts(unit)

    try:
        in_unit(found)
    except ValueError as error:
        refuse(f"{error}.")
    typer.echo(f"{name} is open. Next: kiosk create-owner")


def create_owner(
    login: Annotated[
        str | None, typer.Argument(help="The name to sign in with; without it, a one-time link is printed.")
    ] = None,
    name: Annotated[str, typer.Option(help="How the owner is called.")] = "",
    telegram_id: Annotated[
        int | None, typer.Option(help="The owner's Telegram id, so that the bot knows them.", min=1)
    ] = None,
) -> None:
    """Make somebody an owner: by a link that works once within 30 minutes, or with LOGIN and a password.

    The password is asked for, or taken from KIOSK_OWNER_PASSWORD.
    """
    from kiosk.identity import service

    if login is None:
        _print_owners_link()
        return
    password = os.environ.get("KIOSK_OWNER_PASSWORD") or typer.prompt(
        "Password (12 characters or more)", hide_input=True, confirmation_prompt=True
    )
    owner = in_unit(lambda unit: service.create_owner(unit, login, password, name or login, telegram_id))
    typer.echo(f"{owner.login} owns this shop now.")


def _print_owners_link() -> None:
    from kiosk.sign_in.service.invitations import offer_ownership

    settings = read_settings()
    links = in_unit(lambda unit: offer_ownership(unit, settings))
    typer.echo("Whoever opens one of these first owns the shop. They work once, within 30 minutes:", err=True)
    for link in links:
        typer.echo(link)


def sign_in_link(
    login: Annotated[str, typer.Argument(help="The login or e-mail address of the account.")],
) -> None:
    """Print an address that signs somebody in once, within 30 minutes: for who lost everything but this machine."""
    from kiosk.identity.service.entry_links import create_entry_link, get_account_id

    async def create(unit: "Unit") -> str:
        return await create_entry_link(unit, await get_account_id(unit.session, login))

    token = in_unit(create)
    settings = read_settings()
    place = (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")
    typer.echo("It works once, within 30 minutes, for whoever opens it:", err=True)
    typer.echo(f"{place}/admin/enter#{token}")


def create_api_key(
    name: Annotated[str, typer.Argument(help="What the key is for.")],
) -> None:
    """Create a key for another program, which may order for the Telegram users that it names."""
    from kiosk.identity import service

    key, plain = in_unit(lambda unit: service.create_api_key(unit, name))
    typer.echo(f"Key {key.id} for {key.name}. It is shown this once; send it as X-Api-Key:", err=True)
    typer.echo(plain)


def revoke_api_key(key_id: Annotated[int, typer.Argument(help="The key's number.", min=1)]) -> None:
    """Refuse a key from now on."""
    from kiosk.identity import service

    in_unit(lambda unit: service.revoke_api_key(unit, key_id))
    typer.echo(f"Key {key_id} is refused from now on.")


def sample_shop() -> None:
    """Load the sample shop into an empty database."""
    from kiosk.kernel.files import FileStore
    from kiosk.sample_shop.loader import load_sample_shop

    files = FileStore(read_settings().media_dir)
    in_unit(lambda unit: load_sample_shop(unit, files))
    typer.echo("The sample shop is open.")


def doctor(
    audit_anchor: Annotated[
        str | None, typer.Option(help="A seal of the audit log that was kept: what the doctor printed then.")
    ] = None,
) -> None:
    """Look for what is wrong with the set-up and the data; ends with exit code 1 when something is."""
    import asyncio

    from kiosk.doctor.examination import examine, read_seal, url_of
    from kiosk.doctor.guards import find_guards
    from kiosk.kernel.audit import Seal

    try:
        anchor = Seal.parse(audit_anchor) if audit_anchor else None
    except ValueError:
        refuse("--audit-anchor takes what the doctor printed: a number, a colon and 64 hexadecimal digits.")
    settings = read_settings()
    findings = asyncio.run(examine(settings, anchor))
    for finding in findings:
        typer.echo(f"✗ {finding.what}\n  {finding.mend}")
    seal = asyncio.run(read_seal(settings))
    typer.echo("Guarded (+) and not guarded (-); docs/threats.md has the whole of it:")
    for guard in find_guards(settings, url_of(settings) if seal else None):
        typer.echo(f"  {'+' if guard.stands else '-'} {guard.says}")
    if seal:
        typer.echo(f"Audit log: {seal}\n  Keep this line elsewhere; --audit-anchor checks against it.")
    if findings:
        raise typer.Exit(1)
    typer.echo("✓ Everything is as it should be.")


def openapi(
    output: Annotated[Path | None, typer.Option(help="Where to write it; the terminal if not given.")] = None,
) -> None:
    """Write the API's description (OpenAPI)."""
    from kiosk.app import build_runtime, create_api

    document = create_api(build_runtime(read_settings(), "postgresql://")).openapi()
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)

"""Contacts, places and dice."""

import random

from kiosk.telegram_emulator.arguments import Float, Int, Text
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.sending import Sending, deliver, resolve

_DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


class SendContact(Sending):
    """Parameters of ``sendContact``."""

    phone_number: Text = ""
    first_name: Text = ""
    last_name: Text = ""
    vcard: Text = ""


class SendLocation(Sending):
    """Parameters of ``sendLocation``."""

    latitude: Float | None = None
    longitude: Float | None = None
    horizontal_accuracy: Float = 0.0
    live_period: Int = 0
    heading: Int = 0
    proximity_alert_radius: Int = 0


class SendVenue(Sending):
    """Parameters of ``sendVenue``."""

    latitude: Float | None = None
    longitude: Float | None = None
    title: Text = ""
    address: Text = ""
    foursquare_id: Text = ""
    foursquare_type: Text = ""
    google_place_id: Text = ""
    google_place_type: Text = ""


class SendDice(Sending):
    """Parameters of ``sendDice``."""

    emoji: Text = ""


def _filled(**fields: object) -> Payload:
    return {name: value for name, value in fields.items() if value}


def point(args: SendLocation | SendVenue) -> Payload:
    """Return a Location; raises the server's 400s for missing and impossible coordinates."""
    if args.latitude is None:
        raise bad_request("latitude is empty")
    if args.longitude is None:
        raise bad_request("longitude is empty")
    if not (-90 <= args.latitude <= 90 and -180 <= args.longitude <= 180):
        raise bad_request("invalid location specified")
    return {"latitude": args.latitude, "longitude": args.longitude}


@plays("sendContact")
def send_contact(call: Call, args: SendContact) -> Payload:
    """Send a phone contact."""
    if not args.phone_number:
        raise bad_request("phone number must be non-empty")
    if not args.first_name:
        raise bad_request("first name must be non-empty")
    contact = _filled(
        phone_number=args.phone_number, first_name=args.first_name, last_name=args.last_name, vcard=args.vcard
    )
    return deliver(call, resolve(call, args, "contacts"), {"contact": contact}).payload


@plays("sendLocation")
def send_location(call: Call, args: SendLocation) -> Payload:
    """Send a place on the map."""
    place = point(args) | _filled(
        horizontal_accuracy=args.horizontal_accuracy, live_period=args.live_period, heading=args.heading,
        proximity_alert_radius=args.proximity_alert_radius,
    )  # fmt: skip
    return deliver(call, resolve(call, args, "locations"), {"location": place}).payload


@plays("sendVenue")
def send_venue(call: Call, args: SendVenue) -> Payload:
    """Send a place with a name and an address."""
    place = point(args)
    if not args.title or not args.address:
        raise bad_request("VENUE_TITLE_INVALID" if not args.title else "VENUE_ADDRESS_INVALID")
    venue = {"location": place, "title": args.title, "address": args.address} | _filled(
        foursquare_id=args.foursquare_id, foursquare_type=args.foursquare_type,
        google_place_id=args.google_place_id, google_place_type=args.google_place_type,
    )  # fmt: skip
    content = {"venue": venue, "location": place}
    return deliver(call, resolve(call, args, "venues"), content).payload


@plays("sendDice")
def send_dice(call: Call, args: SendDice) -> Payload:
    """Throw a die."""
    emoji = args.emoji or "🎲"
    if emoji not in _DICE:
        raise bad_request("Dice emoji must be non-empty")
    value = random.randint(1, _DICE[emoji])  # noqa: S311 - a game
    return deliver(call, resolve(call, args, "dice"), {"dice": {"emoji": emoji, "value": value}}).payload

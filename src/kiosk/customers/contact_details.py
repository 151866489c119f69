"""Names, phone numbers and addresses as people type them, made storable or refused."""

from kiosk.customers.errors import InvalidAddress, InvalidName, InvalidPhone
from kiosk.customers.rules import clean_address, clean_name
from kiosk.kernel.phones import example_phone, parse_phone, shown_phone

__all__ = ["example_phone", "normal_address", "normal_name", "normal_phone", "shown_phone"]


def normal_phone(text: str, region: str) -> str:
    """The number in E.164; without a country code it is one of `region`. Raises InvalidPhone."""
    number = parse_phone(text, region)
    if number is None:
        raise InvalidPhone(example=example_phone(region))
    return number


def normal_name(text: str) -> str:
    """A person's name, tidied. Raises InvalidName."""
    name = clean_name(text)
    if name is None:
        raise InvalidName
    return name


def normal_address(text: str) -> str:
    """An address, tidied. Raises InvalidAddress."""
    address = clean_address(text)
    if address is None:
        raise InvalidAddress
    return address

"""Names, phone numbers and addresses as people type them, made storable or refused.

Numbering plans come from phonenumbers (Google's libphonenumber), kept away from everything else here.
"""

import phonenumbers

from kiosk.customers.errors import InvalidAddress, InvalidName, InvalidPhone
from kiosk.customers.rules import clean_address, clean_name

# Longer than any number with all its brackets, dashes and "ext."; keeps nonsense away from the parser.
_LONGEST_TYPED = 40


def normal_phone(text: str, region: str) -> str:
    """The number in E.164 ("+77011234567"); without a country code it is one of `region` (ISO 3166).

    Accepts 8 701 ..., 0 67 ... and 00 7 ... as people dial them, which must be numbers that exist. Of a number with
    its country code only the length is checked: numbering plans grow faster than their tables, and Telegram has
    numbers of its own (+888). Raises InvalidPhone.
    """
    typed = text.strip()
    if 0 < len(typed) <= _LONGEST_TYPED:
        # Telegram's own contacts come without the plus; people leave it out too.
        for candidate, home in ((typed, region), (f"+{typed}", None)):
            try:
                number = phonenumbers.parse(candidate, home)
            except phonenumbers.NumberParseException:
                continue
            sound = phonenumbers.is_possible_number if typed.startswith("+") else phonenumbers.is_valid_number
            if sound(number) and number.extension is None:
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise InvalidPhone(example=example_phone(region))


def example_phone(region: str) -> str:
    """A mobile number as people of `region` write it, to show what is wanted."""
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if number is None:
        return "+1 201 555 0123"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def shown_phone(e164: str) -> str:
    """A stored number as people read it: "+7 701 123 4567"."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


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

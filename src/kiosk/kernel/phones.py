"""Phone numbers as people type them, made storable.

Numbering plans come from phonenumbers (Google's libphonenumber), kept away from everything else here.
"""

import phonenumbers

# Longer than any number with all its brackets, dashes and "ext."; keeps nonsense away from the parser.
_LONGEST_TYPED = 40


def parse_phone(text: str, region: str) -> str | None:
    """The number in E.164 ("+77011234567"); without a country code it is one of `region` (ISO 3166). None: no number.

    Accepts 8 701 ..., 0 67 ... and 00 7 ... as people dial them, which must be numbers that exist. Of a number with
    its country code only the length is checked: numbering plans grow faster than their tables, and Telegram has
    numbers of its own (+888).
    """
    typed = text.strip()
    if not 0 < len(typed) <= _LONGEST_TYPED:
        return None
    # Telegram's own contacts come without the plus; people leave it out too.
    for candidate, home in ((typed, region), (f"+{typed}", None)):
        try:
            number = phonenumbers.parse(candidate, home)
        except phonenumbers.NumberParseException:
            continue
        sound = phonenumbers.is_possible_number if typed.startswith("+") else phonenumbers.is_valid_number
        if sound(number) and number.extension is None:
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


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

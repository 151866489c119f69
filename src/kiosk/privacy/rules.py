"""For how long orders keep the name, the phone number and the address that they were placed with. Pure.

Accounting and tax law has a shop keep its sales; what was bought and paid stays for good, the person doesn't.
Sources and what we couldn't verify: docs/decisions/0025-being-forgotten.md.
"""

from datetime import date

KEPT_YEARS = {"RU": 5, "UA": 4, "KZ": 5}
"""Full calendar years after the one in which an order came to its end, by market."""
ELSEWHERE = 10


def kept_from(market: str, today: date) -> date:
    """Orders that ended before this day have outlived the term of the market's law."""
    return date(today.year - KEPT_YEARS.get(market, ELSEWHERE), 1, 1)

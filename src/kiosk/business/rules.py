"""Markets: whose law the shop lives under."""

MARKETS = ("RU", "UA", "KZ")


def market_of(chosen: str, country: str) -> str:
    """The market that was chosen, or the country's own; "" where no law of these three applies."""
    return chosen or (country if country in MARKETS else "")

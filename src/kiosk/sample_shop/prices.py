"""The sample goods' prices in other currencies: believable, not exact."""

from decimal import ROUND_HALF_UP, Decimal

from kiosk.kernel.money import quantum

# What a rouble is about worth; the prices only have to look like prices. Other currencies are taken for dollars.
_RATES = {
    "RUB": "1",
    "AMD": "5",
    "AZN": "0.021",
    "BYN": "0.037",
    "CNY": "0.089",
    "EUR": "0.0108",
    "GBP": "0.0094",
    "GEL": "0.034",
    "JPY": "1.9",
    "KGS": "1.1",
    "KRW": "17",
    "KZT": "6.5",
    "MDL": "0.21",
    "PLN": "0.046",
    "RSD": "1.26",
    "TRY": "0.52",
    "UAH": "0.52",
    "UZS": "152",
    "VND": "325",
    "XTR": "0.8",
}
_DOLLAR = Decimal("0.0125")
_SIGNIFICANT = 3


def price_in(currency: str, roubles: Decimal) -> Decimal:
    """A price of the sample shop (in roubles) as a shop that sells in `currency` would write it."""
    if currency == "RUB":
        return roubles
    amount = roubles * Decimal(_RATES.get(currency, _DOLLAR))
    step = max(quantum(currency), Decimal(1).scaleb(amount.adjusted() - _SIGNIFICANT + 1))
    return max(step, amount.quantize(step, ROUND_HALF_UP)).quantize(quantum(currency))

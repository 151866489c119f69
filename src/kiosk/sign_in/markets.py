"""Which ways in a market's law allows.

Russia: who owns a site authorises users who are in Russia by a mobile number, ЕСИА, the biometric system, or a system
whose owner is Russian (149-ФЗ, article 8, part 10, since 2023-12-01 by 406-ФЗ). Telegram is none of these, so on a
site nobody signs in with it there: neither by OpenID Connect nor through the bot. Our own accounts are the owner's own
system. The Mini App stays: it opens inside Telegram for somebody who is in Telegram already; whether that is an
authorisation "on a site" nobody has said yet, and docs/threats.md says so. Ukraine and Kazakhstan forbid none.
"""

PASSWORD, TELEGRAM, MINI_APP, OPENID, PASSKEY = "password", "telegram", "mini-app", "openid", "passkey"
WAYS = (PASSWORD, TELEGRAM, MINI_APP, OPENID, PASSKEY)

_FORBIDDEN: dict[str, frozenset[str]] = {"RU": frozenset({TELEGRAM, OPENID})}


def is_allowed(market: str, way: str) -> bool:
    """Whether the law of `market` ("" for any other country) lets people sign in by `way`."""
    return way not in _FORBIDDEN.get(market, frozenset())

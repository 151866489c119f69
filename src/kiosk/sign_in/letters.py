"""The words of letters: as plain text, and as HTML that needs nothing from outside."""

from html import escape

from kiosk.kernel.i18n import Translator
from kiosk.kernel.mail import Letter

VERIFY, RESET = "verify", "reset"


def draw(purpose: str, say: Translator, *, to: str, shop: str, url: str) -> Letter:
    """The letter that carries the link `url`: to prove an address, or to set a new password."""
    return _reset(say, to, shop, url) if purpose == RESET else _verify(say, to, shop, url)


def draw_known(say: Translator, *, to: str, shop: str, url: str) -> Letter:
    """The letter to somebody whose address was given at a registration although they have an account."""
    return _letter(
        to,
        say("You have an account already — {shop}", shop=shop),
        [
            say(
                "Somebody, hopefully you, has just registered with {shop} and gave this address."
                " You have an account with it already: sign in with that one.",
                shop=shop,
            )
        ],
        (say("Go to {shop}", shop=shop), url),
        [say("If it was not you, ignore this letter: nothing has changed.")],
    )


def _verify(say: Translator, to: str, shop: str, url: str) -> Letter:
    return _letter(
        to,
        say("Confirm your e-mail address — {shop}", shop=shop),
        [
            say(
                "Please confirm that this address is yours: then you can sign in to {shop} with it.",
                shop=shop,
            )
        ],
        (say("Confirm the address"), url),
        [
            say("The link works once, for 24 hours."),
            say("If you have not registered with {shop}, just ignore this letter.", shop=shop),
        ],
    )


def _reset(say: Translator, to: str, shop: str, url: str) -> Letter:
    return _letter(
        to,
        say("A new password — {shop}", shop=shop),
        [say("Somebody, hopefully you, wants to set a new password for your account at {shop}.", shop=shop)],
        (say("Set a new password"), url),
        [
            say("The link works once, for 30 minutes. Then all devices will be signed out."),
            say("If it was not you, ignore this letter: your password stays as it is."),
        ],
    )


def _letter(to: str, subject: str, before: list[str], button: tuple[str, str], after: list[str]) -> Letter:
    words, url = button
    text = "\n\n".join([*before, f"{words}:\n{url}", *after]) + "\n"
    above = "".join(f"<p>{escape(line)}</p>" for line in before)
    below = "".join(f'<p style="color:#667085">{escape(line)}</p>' for line in after)
    link = (
        f'<p><a href="{escape(url)}" style="display:inline-block;padding:12px 24px;border-radius:8px;'
        f'background:#1d4ed8;color:#ffffff;text-decoration:none">{escape(words)}</a></p>'
    )
    html = (
        '<!doctype html><html><body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#101828">'
        f'<div style="max-width:480px;margin:0 auto">{above}{link}{below}</div></body></html>'
    )
    return Letter(to, subject, text, html)

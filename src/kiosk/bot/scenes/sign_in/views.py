"""What the chat asks before anybody is let in, and what it says afterwards."""

from datetime import tzinfo
from typing import Final

from kiosk.bot.callbacks import GoHome
from kiosk.bot.formatting import name, one_line
from kiosk.bot.markup import bold, code, escape
from kiosk.bot.scenes.callbacks import JoinStaff, LinkAccount, PickNumber
from kiosk.bot.view import View, button, keyboard, url_button
from kiosk.identity.browsers import describe
from kiosk.identity.service.invitations import OpenInvitation
from kiosk.kernel.i18n import N_, Translator
from kiosk.sign_in.service.telegram import Answer, Asked
from kiosk.sign_in.service.telegram_link import Offer

ROLES: Final = {
    "master": N_("specialist"),
    "receptionist": N_("receptionist"),
    "manager": N_("manager"),
    "admin": N_("administrator"),
    "owner": N_("owner"),
}
_OUTCOMES: Final = {
    Answer.APPROVED: N_("✅ Confirmed. Go back to the page: it opens by itself."),
    Answer.WRONG_NUMBER: N_(
        "✖️ The page shows another number, so the sign-in is cancelled. Start again on the page."
    ),
    Answer.DECLINED: N_(
        "🛡 Cancelled: nobody was let in. If it wasn’t you who began, there is nothing else to do."
    ),
    Answer.GONE: N_("⌛️ This sign-in has expired or was answered before. Start again on the page."),
}


def question(say: Translator, asked: Asked, site: str, zone: tzinfo) -> View:
    """Who wants to get in, from where, and which number do they see."""
    lines = [bold(say("🔐 Sign in to {site}?", site=one_line(site, 60))), ""]
    if browser := describe(asked.user_agent):
        lines.append(f"📱 {escape(one_line(browser, 60))}")
    lines += [f"🌍 {code(asked.address)}", f"🕒 {escape(say.moment(asked.begun_at, zone))}", ""]
    lines.append(escape(say("Which number does the page show?")))
    lines.append("")
    lines.append(
        escape(
            say(
                "If you didn’t begin this yourself, or somebody asked you to press a number here, press “It isn’t me”:"
                " whoever is let in acts in your name."
            )
        )
    )
    numbers = [button(str(each), PickNumber(sign_in=asked.id, number=each)) for each in asked.choices]
    return View(
        "\n".join(lines),
        keyboard(numbers, button(say("It isn’t me"), PickNumber(sign_in=asked.id, number=0), style="danger")),
    )


def outcome(say: Translator, answer: Answer) -> View:
    """What became of the answer."""
    return _last(say, escape(say(_OUTCOMES[answer])))


def offer(say: Translator, offered: Offer, site: str) -> View:
    """Name the account that would be tied, and say what that means."""
    lines = [
        bold(say("🔗 Link this Telegram to an account?")),
        "",
        f"👤 {name(offered.full_name)}",
        f"🔑 {code(one_line(offered.login or '—', 60))}",
        f"🏠 {escape(one_line(site, 60))}",
        "",
        escape(
            say(
                "You will be able to sign in to this account through the bot, and its news will come here. Link it only"
                " if the account is yours and you began this yourself."
            )
        ),
    ]
    if offered.replaces:
        lines += ["", escape(say("It takes the place of the Telegram account that is linked now."))]
    return View(
        "\n".join(lines),
        keyboard(
            button(say("Yes, link it"), LinkAccount(request=offered.id, sure=True), style="primary"),
            button(say("No"), LinkAccount(request=offered.id, sure=False)),
        ),
    )


def linked(say: Translator, full_name: str) -> View:
    """The account is tied."""
    return _last(say, say("✅ This Telegram is linked to the account {name}.", name=name(full_name)))


def not_linked(say: Translator) -> View:
    """Nothing was tied."""
    return _last(say, escape(say("Nothing was linked.")))


def invitation(say: Translator, offered: OpenInvitation, site: str) -> View:
    """Who invites to what."""
    role = say(ROLES[offered.role])
    lines = [bold(say("🤝 You are invited to {site}", site=one_line(site, 60))), ""]
    lines.append(say("Your role: {role}", role=bold(role)))
    if offered.invited_by:
        lines.append(say("Invited by {name}", name=name(offered.invited_by)))
    return View(
        "\n".join(lines),
        keyboard(
            button(say("Accept"), JoinStaff(sure=True), style="primary"),
            button(say("No, thank you"), JoinStaff(sure=False)),
        ),
    )


def joined(say: Translator, role: str, panel: str | None) -> View:
    """The person works here now; `panel` is its address where people may sign in to it through the bot."""
    text = say("✅ Welcome! Your role: {role}.", role=bold(say(ROLES[role])))
    opened = None
    if panel is not None:
        text += "\n\n" + escape(say("In the panel, choose “Sign in with Telegram”."))
        opened = url_button(say("Open the panel"), panel)
    return View(text, keyboard(opened, button(say("🏠 To the shop"), GoHome())))


def not_joined(say: Translator) -> View:
    """The person doesn't want to; the link stays open for whom it was meant."""
    return _last(say, escape(say("All right. The invitation stays open until it expires.")))


def _last(say: Translator, text: str) -> View:
    return View(text, keyboard(button(say("🏠 To the shop"), GoHome())))

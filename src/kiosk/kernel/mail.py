"""Letters, handed to a mail server. Only jobs do that: a server may think for a minute, or be away."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr

import aiosmtplib
import structlog

from kiosk.kernel.settings import SmtpSettings

log = structlog.get_logger(__name__)

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody is to read, in both forms."""

    to: str
    subject: str
    text: str
    html: str


def is_set_up(smtp: SmtpSettings) -> bool:
    """Whether there is a server that takes our letters, and an address to send them from."""
    return bool(smtp.host and smtp.sender)


async def send_letter(smtp: SmtpSettings, letter: Letter) -> bool:
    """Hand a letter over; False if the server refuses it for good.

    Raises aiosmtplib.SMTPException or OSError for what may pass, so that the job repeats it. A letter whose answer
    was lost may arrive twice.
    """
    try:
        await aiosmtplib.send(
            _message(smtp, letter),
            hostname=smtp.host,
            port=smtp.port,
            username=smtp.username,
            password=smtp.password.get_secret_value() if smtp.password else None,
            use_tls=smtp.encryption == "tls",
            start_tls=smtp.encryption == "starttls",
            timeout=PATIENCE,
        )
    except aiosmtplib.SMTPRecipientsRefused as error:
        codes = [each.code for each in error.recipients]
        if any(code < _FOR_GOOD for code in codes):
            raise
        log.warning("letter-refused", codes=codes)
        return False
    return True


_FOR_GOOD = 500  # SMTP says 4yz for what may pass and 5yz for what won't (RFC 5321, section 4.2.1)


def _message(smtp: SmtpSettings, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"] = smtp.sender
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=parseaddr(smtp.sender or "")[1].rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"  # so that holiday notices don't answer (RFC 3834)
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message

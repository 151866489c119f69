"""How a bot receives its updates: getUpdates and webhooks."""

import asyncio
import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from kiosk.telegram_emulator.arguments import Arguments, FileArg, Flag, Int, Json, NoArguments, Text
from kiosk.telegram_emulator.constants import UPDATE_TYPES
from kiosk.telegram_emulator.delivery.polling import WEBHOOK_ACTIVE, WEBHOOK_SET
from kiosk.telegram_emulator.entities.links import LinkError, check_link
from kiosk.telegram_emulator.errors import bad_request, too_many_requests
from kiosk.telegram_emulator.files import Upload
from kiosk.telegram_emulator.records import Payload, Webhook
from kiosk.telegram_emulator.registry import Call, Noted, plays

_PORTS = frozenset({80, 88, 443, 8443})
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


class GetUpdates(Arguments):
    """Parameters of ``getUpdates``."""

    offset: Int = 0
    limit: Int = 100
    timeout: Int = 0
    allowed_updates: Json = None


class SetWebhook(Arguments):
    """Parameters of ``setWebhook``."""

    url: Text = ""
    certificate: FileArg = ""
    ip_address: Text = ""
    max_connections: Int = 40
    allowed_updates: Json = None
    drop_pending_updates: Flag = False
    secret_token: Text = ""


class DeleteWebhook(Arguments):
    """Parameters of ``deleteWebhook``."""

    drop_pending_updates: Flag = False


def _subscribe(call: Call, allowed: Any) -> None:
    """Remember which updates the bot wants; unknown names are ignored, an empty list is the default."""
    if isinstance(allowed, list):
        known = [name for name in allowed if name in UPDATE_TYPES]
        call.bot.allowed_updates = known or None


@plays("getUpdates")
async def get_updates(call: Call, args: GetUpdates) -> list[Payload]:
    """Return updates, waiting up to 50 seconds for the first."""
    polling = call.world.polling
    if call.bot.webhook.url:
        raise await polling.refuse(call.bot.id, WEBHOOK_ACTIVE)
    _subscribe(call, args.allowed_updates)
    limit, wait = min(max(args.limit, 1), 100), min(max(args.timeout, 0), 50)
    return await polling.get_updates(call.bot.id, args.offset, limit, wait)


async def _check_url(call: Call, url: str) -> str:
    """Return the webhook's address; raises the server's 400s, fewer of them in local mode."""
    if "://" not in url:
        url = f"https://{url}"
    try:
        checked = check_link(url)
    except LinkError:
        raise bad_request("invalid webhook URL specified") from None
    if call.world.options.local:
        return url
    parts = urlsplit(checked)
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    address = await _resolve(parts.hostname or "")
    if not address.is_global:
        raise bad_request(f"bad webhook: IP address {address} is reserved")
    return url


async def _resolve(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, 443)
    except OSError:
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known") from None
    return ipaddress.ip_address(found[0][4][0])


@plays("setWebhook")
async def set_webhook(call: Call, args: SetWebhook) -> Any:
    """Set where updates are posted; an empty address removes the webhook."""
    if not args.url:
        return await _remove(call, args.drop_pending_updates)
    if len(args.secret_token) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(args.secret_token):
        raise bad_request("secret token contains unallowed characters")
    url = await _check_url(call, args.url)
    now, old = call.world.clock.time(), call.bot.webhook
    most = min(max(args.max_connections, 1), 100)
    same = (old.url, old.secret_token, old.max_connections, old.ip_address) == (
        url, args.secret_token, most, args.ip_address,
    )  # fmt: skip
    if same and not isinstance(args.certificate, Upload):
        _subscribe(call, args.allowed_updates)
        if args.drop_pending_updates:
            call.world.queues[call.bot.id].pending.clear()
        return Noted(True, "Webhook is already set")
    if old.url and now - old.set_at < 1:
        raise too_many_requests(1)
    call.world.polling.stop(call.bot.id, WEBHOOK_SET)
    _subscribe(call, args.allowed_updates)
    if args.drop_pending_updates:
        call.world.queues[call.bot.id].pending.clear()
    custom = isinstance(args.certificate, Upload)
    call.bot.webhook = Webhook(url, args.secret_token, most, args.ip_address, custom, now)
    await call.world.webhooks.apply(call.bot)
    return Noted(True, "Webhook was set")


async def _remove(call: Call, drop: bool) -> Noted:
    if drop:
        call.world.queues[call.bot.id].pending.clear()
    if not call.bot.webhook.url:
        return Noted(True, "Webhook is already deleted")
    call.bot.webhook = Webhook()
    await call.world.webhooks.apply(call.bot)
    return Noted(True, "Webhook was deleted")


@plays("deleteWebhook")
async def delete_webhook(call: Call, args: DeleteWebhook) -> Noted:
    """Go back to getUpdates."""
    return await _remove(call, args.drop_pending_updates)


@plays("getWebhookInfo")
def get_webhook_info(call: Call, _args: NoArguments) -> Payload:
    """Return how the webhook is doing."""
    hook, queue = call.bot.webhook, call.world.queues[call.bot.id]
    queue.drop_expired()
    info: Payload = {
        "url": hook.url,
        "has_custom_certificate": hook.has_custom_certificate,
        "pending_update_count": len(queue.pending),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
        if hook.ip_address:
            info["ip_address"] = hook.ip_address
    if hook.last_error_date:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if call.bot.allowed_updates:
        info["allowed_updates"] = call.bot.allowed_updates
    return info

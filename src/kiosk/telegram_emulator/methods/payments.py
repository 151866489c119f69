"""Invoices, checkouts and Stars. Amounts are in the smallest unit of the currency."""

import secrets
from typing import Any

from kiosk.telegram_emulator.arguments import Arguments, Flag, Int, Json, NoArguments, Text, decode
from kiosk.telegram_emulator.errors import QUERY_TOO_OLD, bad_request
from kiosk.telegram_emulator.posting import post
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.sending import Sending, deliver, resolve

STARS = "XTR"
_MONTH = 2_592_000


class InvoiceFields(Arguments):
    """What an invoice says, in a message or behind a link."""

    title: Text = ""
    description: Text = ""
    payload: Text = ""
    provider_token: Text = ""
    currency: Text = ""
    prices: Json = None
    max_tip_amount: Int = 0
    suggested_tip_amounts: Json = None
    provider_data: Text = ""
    photo_url: Text = ""
    photo_size: Int = 0
    photo_width: Int = 0
    photo_height: Int = 0
    need_name: Flag = False
    need_phone_number: Flag = False
    need_email: Flag = False
    need_shipping_address: Flag = False
    send_phone_number_to_provider: Flag = False
    send_email_to_provider: Flag = False
    is_flexible: Flag = False


class SendInvoice(InvoiceFields, Sending):
    """Parameters of ``sendInvoice``."""

    start_parameter: Text = ""


class CreateInvoiceLink(InvoiceFields):
    """Parameters of ``createInvoiceLink``."""

    business_connection_id: Text = ""
    subscription_period: Int = 0


class AnswerShippingQuery(Arguments):
    """Parameters of ``answerShippingQuery``."""

    shipping_query_id: Text = ""
    ok: Flag = False
    shipping_options: Json = None
    error_message: Text = ""


class AnswerPreCheckoutQuery(Arguments):
    """Parameters of ``answerPreCheckoutQuery``."""

    pre_checkout_query_id: Text = ""
    ok: Flag = False
    error_message: Text = ""


class RefundStarPayment(Arguments):
    """Parameters of ``refundStarPayment``."""

    user_id: Int = 0
    telegram_payment_charge_id: Text = ""


class GetStarTransactions(Arguments):
    """Parameters of ``getStarTransactions``."""

    offset: Int = 0
    limit: Int = 100


class EditUserStarSubscription(RefundStarPayment):
    """Parameters of ``editUserStarSubscription``."""

    is_canceled: Flag = False


def read_prices(raw: Any, doing: str = "Can't parse labeled price: ") -> list[Payload]:
    """Read LabeledPrice objects; raises the server's 400s."""
    given = decode(raw, "Can't parse prices JSON object")
    if not isinstance(given, list):
        raise bad_request("Expected an Array of labeled prices")
    prices = []
    for item in given:
        if not isinstance(item, dict):
            raise bad_request(f"{doing}LabeledPrice must be an Object")
        if not item.get("label"):
            raise bad_request(f"{doing}LabeledPrice label must be non-empty")
        try:
            prices.append({"label": str(item["label"]), "amount": int(item["amount"])})
        except (KeyError, TypeError, ValueError):
            raise bad_request(f'{doing}Field "amount" must be a valid Number') from None
    if not prices:
        raise bad_request("There must be at least one price")
    return prices


def _tips(args: InvoiceFields) -> list[int]:
    given = decode(args.suggested_tip_amounts, "Can't parse suggested_tip_amounts JSON object") or []
    if not isinstance(given, list):
        raise bad_request("Expected an Array of suggested tip amounts")
    try:
        amounts = [int(item) for item in given]
    except (TypeError, ValueError):
        raise bad_request("Can't parse suggested tip amount as Number") from None
    if len(amounts) > 4:
        raise bad_request("There can be at most 4 suggested tip amounts")
    if any(amount <= 0 for amount in amounts):
        raise bad_request("Suggested tip amount must be positive")
    if any(amount > args.max_tip_amount for amount in amounts):
        raise bad_request("Suggested tip amount can't be bigger than max_tip_amount")
    return amounts


def read_invoice(args: InvoiceFields, subscription: int = 0) -> Payload:
    """Check an invoice and return all that a checkout needs later; raises the server's 400s."""
    prices = read_prices(args.prices)
    tips = _tips(args)
    if not 1 <= len(args.title) <= 32:
        raise bad_request("INVOICE_TITLE_INVALID" if args.title else 'Parameter "title" is required')
    if not 1 <= len(args.description) <= 255:
        raise bad_request(
            "INVOICE_DESCRIPTION_INVALID" if args.description else 'Parameter "description" is required'
        )
    if not 1 <= len(args.payload.encode()) <= 128:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    if len(args.currency) != 3 or not args.currency.isalpha():
        raise bad_request("CURRENCY_INVALID")
    if args.currency == STARS:
        if len(prices) != 1 or args.provider_token or args.max_tip_amount:
            raise bad_request("STARS_INVOICE_INVALID")
    elif not args.provider_token:
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    total = sum(price["amount"] for price in prices)
    if total < 1:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    if subscription and (subscription != _MONTH or args.currency != STARS):
        raise bad_request("SUBSCRIPTION_PERIOD_INVALID")
    needs = ("need_name", "need_phone_number", "need_email", "need_shipping_address", "is_flexible")
    return {
        "title": args.title, "description": args.description, "payload": args.payload,
        "currency": args.currency, "prices": prices, "total": total, "tips": tips,
        "max_tip_amount": args.max_tip_amount, "subscription": subscription,
    } | {name: getattr(args, name) for name in needs}  # fmt: skip


@plays("sendInvoice")
def send_invoice(call: Call, args: SendInvoice) -> Payload:
    """Send an invoice with its pay button."""
    invoice = read_invoice(args)
    target = resolve(call, args, "invoice messages", invoice=True)
    if target.inline is None:
        pay = {"text": f"Pay {invoice['total']} {args.currency}", "pay": True}
        target.inline = {"inline_keyboard": [[pay]]}
    elif not target.inline["inline_keyboard"][0][0].get("pay"):
        raise bad_request("REPLY_MARKUP_BUY_EMPTY")
    shown = {
        "title": args.title, "description": args.description, "start_parameter": args.start_parameter,
        "currency": args.currency, "total_amount": invoice["total"],
    }  # fmt: skip
    return deliver(call, target, {"invoice": shown}, {"invoice": invoice}).payload


@plays("createInvoiceLink")
def create_invoice_link(call: Call, args: CreateInvoiceLink) -> str:
    """Return a link behind which anybody finds the invoice."""
    invoice = read_invoice(args, args.subscription_period)
    slug = secrets.token_urlsafe(12)
    call.world.invoice_links[slug] = invoice | {"bot": call.bot.id}
    return f"https://t.me/${slug}"


def _answer(call: Call, kind: str, query_id: str, answer: Payload) -> bool:
    query = call.world.queries.take(kind, query_id, call.bot.id)
    if query is None or query.answer is None or query.answer.done():
        raise bad_request(QUERY_TOO_OLD)
    query.answer.set_result(answer)
    return True


@plays("answerShippingQuery")
def answer_shipping_query(call: Call, args: AnswerShippingQuery) -> bool:
    """Offer ways of delivery, or say why there are none."""
    if not args.ok:
        if not args.error_message:
            raise bad_request('Parameter "error_message" is required')
        return _answer(call, "shipping", args.shipping_query_id, {"ok": False, "error": args.error_message})
    given = decode(args.shipping_options, "Can't parse shipping options JSON object")
    if not isinstance(given, list):
        raise bad_request("Expected an Array of shipping options")
    options = [_shipping_option(item) for item in given]
    if not options:
        raise bad_request("There must be at least one shipping option")
    return _answer(call, "shipping", args.shipping_query_id, {"ok": True, "options": options})


def _shipping_option(raw: Any) -> Payload:
    doing = "Can't parse shipping option: "
    if not isinstance(raw, dict):
        raise bad_request(f"{doing}ShippingOption must be an Object")
    if not raw.get("id"):
        raise bad_request(f"{doing}ShippingOption identifier must be non-empty")
    if not raw.get("title"):
        raise bad_request(f"{doing}ShippingOption title must be non-empty")
    prices = read_prices(raw.get("prices"), f"{doing}Can't parse shipping option prices: ")
    return {"id": str(raw["id"]), "title": str(raw["title"]), "prices": prices}


@plays("answerPreCheckoutQuery")
def answer_pre_checkout_query(call: Call, args: AnswerPreCheckoutQuery) -> bool:
    """Let a payment go on, or stop it with a reason; within ten seconds."""
    if not args.ok and not args.error_message:
        raise bad_request('Parameter "error_message" is required')
    answer = {"ok": args.ok, "error": args.error_message}
    return _answer(call, "pre_checkout", args.pre_checkout_query_id, answer)


def _transaction(call: Call, args: RefundStarPayment) -> Payload:
    for transaction in call.bot.star_transactions:
        source = transaction.get("source", {})
        if (
            transaction["id"] == args.telegram_payment_charge_id
            and source.get("user", {}).get("id") == args.user_id
        ):
            return transaction
    raise bad_request("CHARGE_NOT_FOUND")


@plays("refundStarPayment")
def refund_star_payment(call: Call, args: RefundStarPayment) -> bool:
    """Give a person's Stars back."""
    paid = _transaction(call, args)
    if any(one["id"] == paid["id"] and "receiver" in one for one in call.bot.star_transactions):
        raise bad_request("CHARGE_ALREADY_REFUNDED")
    back = {"id": paid["id"], "amount": paid["amount"], "date": call.world.now(), "receiver": paid["source"]}
    call.bot.star_transactions.append(back)
    call.bot.stars -= paid["amount"]
    refunded = {
        "currency": STARS, "total_amount": paid["amount"],
        "invoice_payload": paid["source"].get("invoice_payload", ""), "telegram_payment_charge_id": paid["id"],
    }  # fmt: skip
    chat = call.world.private_chat(call.bot.id, args.user_id)
    post(call.world, chat, args.user_id, {"refunded_payment": refunded})
    return True


@plays("getMyStarBalance")
def get_my_star_balance(call: Call, _args: NoArguments) -> Payload:
    """Return the bot's Stars."""
    return {"amount": call.bot.stars}


@plays("getStarTransactions")
def get_star_transactions(call: Call, args: GetStarTransactions) -> Payload:
    """Return the bot's Star transactions, oldest first."""
    first, count = max(args.offset, 0), min(max(args.limit, 1), 100)
    return {"transactions": call.bot.star_transactions[first : first + count]}


@plays("editUserStarSubscription")
def edit_user_star_subscription(call: Call, args: EditUserStarSubscription) -> bool:
    """Cancel a person's subscription, or let it go on."""
    paid = _transaction(call, args)
    if not paid["source"].get("subscription_period"):
        raise bad_request("CHARGE_NOT_FOUND")
    paid["source"]["is_canceled"] = args.is_canceled
    return True

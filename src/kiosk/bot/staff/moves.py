"""Moving an order by a button, from its card in the staff chat or from its details in private."""

from kiosk.bot.formatting import one_line
from kiosk.bot.person import Person
from kiosk.bot.screen import Screen
from kiosk.bot.staff.card import STATES
from kiosk.business.service import find_business
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import N_
from kiosk.orders.errors import IllegalMove
from kiosk.orders.queries import get_for_staff
from kiosk.orders.rules import Status
from kiosk.orders.service import move

_DONE_BY = {
    Status.CONFIRMED: N_("Already confirmed: {who}, {when}"),
    Status.PROCESSING: N_("Already being packed: {who}, {when}"),
    Status.SHIPPED: N_("Already shipped: {who}, {when}"),
    Status.DELIVERED: N_("Already delivered: {who}, {when}"),
    Status.CANCELLED: N_("Already cancelled: {who}, {when}"),
    Status.REFUNDED: N_("Already refunded: {who}, {when}"),
}


async def move_and_tell(
    unit: Unit,
    person: Person,
    screen: Screen,
    order_id: int,
    to: Status,
    *,
    tracking_number: str | None = None,
) -> bool:
    """Move the order and say so; a press that came second hears who was first. False if nothing was moved."""
    try:
        await move(unit, order_id, to, actor_id=person.account_id, tracking_number=tracking_number)
    except IllegalMove:
        screen.alert(await _who_was_first(unit, person, order_id, to))
        return False
    unit.audit("orders.move", f"order:{order_id}", to=to)
    screen.toast(person.say(STATES[to]))
    return True


async def _who_was_first(unit: Unit, person: Person, order_id: int, to: Status) -> str:
    order = await get_for_staff(unit.session, order_id)
    say = person.say
    event = next((each for each in reversed(order.events) if each.new_status is to), None)
    if event is None:
        return say("The order is in another state now: {state}", state=say(STATES[order.status]))
    business = await find_business(unit.session)
    when = say.moment(event.happened_at, business.zone) if business else ""
    if event.actor_id == person.account_id:
        who = say("you")
    elif event.actor_id == order.user_id:
        who = say("the buyer")
    else:
        who = one_line(event.actor_name or say("the system"), 60)
    return say(_DONE_BY[to], who=who, when=when)

"""What is not needed any more is forgotten by itself, and who asked for it is forgotten soon."""

from kiosk.kernel import idempotency
from kiosk.kernel.jobs import job, schedule
from kiosk.kernel.runtime import Runtime
from kiosk.privacy.service import (
    erase,
    forget_former_customers,
    forget_old_orders,
    list_waiting,
    reconcile,
)
from kiosk.privacy.service.erasing import ERASE


@schedule("privacy.forget-former-customers", "41 3 * * *")
async def forget_nightly(runtime: Runtime) -> None:
    """Every night: the kept details of people who stopped buying, and answers that nobody will ask for again."""
    async with runtime.database.unit() as unit:
        await forget_former_customers(unit)
        await idempotency.forget_old(unit)
        await unit.commit()


@schedule("privacy.forget-old-orders", "51 3 * * *")
async def forget_orders_nightly(runtime: Runtime) -> None:
    """Every night: names, phone numbers and addresses of orders that the law doesn't ask for any more."""
    forgotten = 1
    while forgotten:
        async with runtime.database.unit() as unit:
            forgotten = await forget_old_orders(unit)
            await unit.commit()


@job(ERASE)
async def erase_person(runtime: Runtime, account_id: int) -> None:
    """Forget a person who asked for it, unless an order of theirs is under way."""
    async with runtime.database.unit() as unit:
        erased = await erase(unit, account_id)
        await unit.commit()
    if erased:
        await reconcile(runtime)


@schedule("privacy.erase-waiting", "27 * * * *")
async def erase_hourly(runtime: Runtime) -> None:
    """Every hour: who waited for an order to come to its end, and whom a restored backup brought back."""
    await reconcile(runtime)
    async with runtime.database.unit() as unit:
        waiting = await list_waiting(unit)
    for account_id in waiting:
        await erase_person(runtime, account_id)

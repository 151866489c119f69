"""What is not needed any more is forgotten by itself."""

from kiosk.kernel import idempotency
from kiosk.kernel.jobs import schedule
from kiosk.kernel.runtime import Runtime
from kiosk.privacy.service import forget_former_customers


@schedule("privacy.forget-former-customers", "41 3 * * *")
async def forget_nightly(runtime: Runtime) -> None:
    """Every night: the kept details of people who stopped buying, and answers that nobody will ask for again."""
    async with runtime.database.unit() as unit:
        await forget_former_customers(unit)
        await idempotency.forget_old(unit)
        await unit.commit()

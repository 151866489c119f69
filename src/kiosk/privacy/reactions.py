"""What is not needed any more is forgotten by itself."""

from kiosk.kernel.jobs import schedule
from kiosk.kernel.runtime import Runtime
from kiosk.privacy.service import forget_former_customers


@schedule("privacy.forget-former-customers", "41 3 * * *")
async def forget_nightly(runtime: Runtime) -> None:
    """Every night."""
    async with runtime.database.unit() as unit:
        await forget_former_customers(unit)
        await unit.commit()

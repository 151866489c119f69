"""What the panel asks of the bot: to draw what it would show, and to say something in the staff's group."""

from fastapi import APIRouter

from kiosk.bot.router import group, preview

router = APIRouter()
for part in (preview, group):
    router.include_router(part.router)

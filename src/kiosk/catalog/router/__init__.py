"""The catalogue over HTTP: open to all for reading, changed by the staff."""

from fastapi import APIRouter

from kiosk.catalog.router import public, shelves, staff

router = APIRouter()
for part in (public, staff, shelves):
    router.include_router(part.router)

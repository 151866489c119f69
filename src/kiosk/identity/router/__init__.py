"""`/api/v1/auth` for who is signed in, and `/api/v1/admin` for whoever looks after the staff."""

from fastapi import APIRouter

from kiosk.identity.router import audit, keys, sessions, staff

router = APIRouter()
for part in (sessions, staff, keys, audit):
    router.include_router(part.router)

"""`/api/v1/auth`: the ways in, one module each."""

from fastapi import APIRouter

from kiosk.sign_in.router import invitations, link, mini_app, password, profile, second_factor, telegram

router = APIRouter(tags=["Signing in"])
for way in (password, link, mini_app, profile, second_factor, invitations, telegram):
    router.include_router(way.router)

"""`/api/v1/auth`: the ways in, one module each."""

from fastapi import APIRouter

from kiosk.sign_in.router import (
    invitations,
    letters,
    link,
    mini_app,
    openid,
    passkeys,
    password,
    profile,
    registration,
    second_factor,
    telegram,
    ways,
)

router = APIRouter(tags=["Signing in"])
for way in (
    password,
    letters,
    link,
    mini_app,
    profile,
    registration,
    second_factor,
    passkeys,
    invitations,
    telegram,
    openid,
    ways,
):
    router.include_router(way.router)

"""`/api/v1/auth`: the ways in, one module each."""

from fastapi import APIRouter

from kiosk.sign_in.router import link, mini_app, password, profile, second_factor

router = APIRouter(tags=["Signing in"])
for way in (password, link, mini_app, profile, second_factor):
    router.include_router(way.router)

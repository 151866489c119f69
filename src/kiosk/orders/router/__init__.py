"""`/api/v1/orders`: the customer's own orders. `/api/v1/admin/orders` and what belongs to it: the staff's."""

from fastapi import APIRouter

from kiosk.orders.router import live, own, papers, paying, selections, staff, usage, writing

router = APIRouter()
for part in (own, staff, paying, writing, papers, selections, live, usage):
    router.include_router(part.router)

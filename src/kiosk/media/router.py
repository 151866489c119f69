"""Pictures in and out: `/media/...` for everybody, uploads and crops for the staff."""

import re
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Response, UploadFile

from kiosk.identity.dependencies import permitted
from kiosk.kernel.http import NO_STORE, WithReading, WithRuntime, WithUnit, problems
from kiosk.media.errors import PictureNotFound
from kiosk.media.rules import Box
from kiosk.media.schemas import Crop, PictureOrigin, PictureOut
from kiosk.media.service import get_origin, keep_part, record_picture, store_picture

MAX_UPLOAD = 20_000_000
PictureId = Annotated[int, Path(ge=1, le=2**63 - 1)]

router = APIRouter(tags=["Pictures"])

_NAME = re.compile(r"[0-9a-f]{64}(\.jpg|-960\.webp|-320\.webp)")
_FOREVER = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@router.get(
    "/media/{name}",
    response_class=Response,
    responses={
        200: {
            "description": "The picture",
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}}
                for kind in ("image/jpeg", "image/webp")
            },
        },
        304: {"description": "Not modified"},
        **problems(404),
    },
)
async def get_picture(
    runtime: WithRuntime,
    name: Annotated[str, Path(examples=[f"{'0' * 64}-320.webp"])],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """One file of a picture. What a name stands for never changes, so it may be kept forever."""
    if not _NAME.fullmatch(name):
        raise PictureNotFound
    headers = {"ETag": f'"{name}"', **_FOREVER}
    if if_none_match is not None and headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    try:
        content = await runtime.files.get(name)
    except FileNotFoundError as error:
        raise PictureNotFound from error
    kind = "image/jpeg" if name.endswith(".jpg") else "image/webp"
    return Response(content, headers=headers, media_type=kind)


@router.post(
    "/api/v1/admin/pictures/",
    status_code=201,
    dependencies=[Depends(permitted("media.edit"))],
    responses=problems(401, 403, 413, 422),
    max_body_size=MAX_UPLOAD,
)
async def upload_picture(
    response: Response, runtime: WithRuntime, unit: WithUnit, file: UploadFile
) -> PictureOut:
    """Store a JPEG, PNG or WebP picture of up to 20 MB and 25 megapixels. The same file gets the same id."""
    picture_id, stored = await store_picture(unit, runtime.files, await file.read())
    response.headers["Cache-Control"] = NO_STORE
    return PictureOut.of(picture_id, stored.sha256)


@router.get(
    "/api/v1/admin/pictures/{picture_id}",
    dependencies=[Depends(permitted("media.edit"))],
    responses=problems(401, 403, 404, 422),
)
async def read_origin(response: Response, session: WithReading, picture_id: PictureId) -> PictureOrigin:
    """What a picture was cut out of, so that it can be cropped otherwise."""
    origin = await get_origin(session, picture_id)
    response.headers["Cache-Control"] = NO_STORE
    return PictureOrigin(
        original=PictureOut.of(origin.id, origin.sha256), crop=origin.box and Crop(**asdict(origin.box))
    )


@router.post(
    "/api/v1/admin/pictures/{picture_id}/crop",
    status_code=201,
    dependencies=[Depends(permitted("media.edit"))],
    responses=problems(401, 403, 404, 422),
)
async def crop_picture(
    response: Response,
    runtime: WithRuntime,
    session: WithReading,
    unit: WithUnit,
    picture_id: PictureId,
    crop: Crop,
) -> PictureOut:
    """Cut a part out of a picture's original, which stays. The same part gets the same id."""
    box = Box(**crop.model_dump())
    origin = await get_origin(session, picture_id)
    stored = await keep_part(runtime.files, origin, box)
    part_id = await record_picture(unit, stored, origin, box)
    response.headers["Cache-Control"] = NO_STORE
    return PictureOut.of(part_id, stored.sha256)

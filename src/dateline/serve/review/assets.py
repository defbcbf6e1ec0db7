"""The review's own style sheet."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter(include_in_schema=False)
SHEET = Path(__file__).parent / "static" / "review.css"


@router.get("/review/static/review.css")
def sheet() -> FileResponse:
    """What the desk's sheet does not have."""
    return FileResponse(SHEET, media_type="text/css", headers={"Cache-Control": "no-cache"})

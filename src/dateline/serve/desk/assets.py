"""Style sheets, pictures and the built browser code, by name."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from dateline.serve.desk.pages import BUILT, ROOM

router = APIRouter(include_in_schema=False)
KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}


@router.get("/desk/static/{name}")
def static(name: str) -> FileResponse:
    """A file written by hand."""
    return _file(ROOM / "static", name)


@router.get("/desk/built/{name}")
def built(name: str) -> FileResponse:
    """A file that `browser/build` makes."""
    return _file(BUILT, name)


def _file(folder: Path, name: str) -> FileResponse:
    """Only names that the folder lists: no path leads out of it."""
    known = {path.name: path for path in folder.iterdir() if path.suffix in KINDS} if folder.is_dir() else {}
    if name not in known:
        raise HTTPException(404, f"no file {name!r} here; where it is browser code, build it with browser/build")
    return FileResponse(known[name], media_type=KINDS[known[name].suffix], headers={"Cache-Control": "no-cache"})

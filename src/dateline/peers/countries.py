"""Countries of other data sets as ISO 3166-1 alpha-3 codes."""

from __future__ import annotations

import re
from functools import cache

import pycountry

FORMER = re.compile(r"\s*\(.*\)\s*$")
"""UCDP writes earlier names behind: "Myanmar (Burma)"."""
OWN = {"democratic republic of congo": "COD", "dr congo (zaire)": "COD", "ivory coast": "CIV", "kosovo": "XKX", "palestine": "PSE", "turkey": "TUR"}
"""Names of ACLED and UCDP that pycountry does not find."""


def by_number(number: str, name: str) -> str:
    """The code of an ISO number; by the name where there is none; "" where neither is known."""
    digits = number.strip().removesuffix(".0")
    found = pycountry.countries.get(numeric=digits.zfill(3)) if digits.isdigit() else None
    return str(found.alpha_3) if found else by_name(name)


@cache
def by_name(name: str) -> str:
    """The code of an English name, "" where it is not known."""
    wanted = name.strip().lower()
    if not wanted or wanted in OWN:
        return OWN.get(wanted, "")
    try:
        return str(pycountry.countries.lookup(wanted).alpha_3)
    except LookupError:
        shorter = FORMER.sub("", wanted)
        return by_name(shorter) if shorter != wanted else ""

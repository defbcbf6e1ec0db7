"""Countries as other formats name them, from their ISO 3166-1 alpha-3 codes; blank where there is none."""

from __future__ import annotations

from functools import cache

import pycountry

from dateline.ontology.crosswalks import CountryRule, load_countries

NONE = CountryRule("", "", "")


@cache
def country_name(code: str) -> str:
    """The usual English name, as pycountry has it."""
    found = pycountry.countries.get(alpha_3=code) if code else None
    if found is None:
        return "Kosovo" if code == "XKX" else ""
    return str(getattr(found, "common_name", found.name))


@cache
def numeric(code: str) -> int | None:
    """The ISO 3166-1 number."""
    found = pycountry.countries.get(alpha_3=code) if code else None
    return int(found.numeric) if found else None


def rule(code: str) -> CountryRule:
    """FIPS 10-4 and the regions of ACLED and UCDP."""
    return load_countries().get(code, NONE)

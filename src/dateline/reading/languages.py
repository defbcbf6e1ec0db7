"""Which language a text is in (py3langid), so that a report in a language without a model is never coded as English."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SURE = 0.5
"""Above this probability a short text's language is taken at its word."""
LETTERS = 120
"""From this many letters on, the most probable language is taken whatever its probability: measured, it is right."""
CLOSE = 0.1
"""English within this factor of the most probable language is taken for it, in a long text."""
RULED_OUT = 0.005
"""English below this factor is ruled out, even in a short text. No headline of the dev reports (English) comes below 0.1."""
SAMPLE = 1_000
"""How many characters are looked at."""
TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*$", re.IGNORECASE)


@cache
def _identifier() -> Any:
    # Imported where it is used: it and its model take most of a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> tuple[str, float]:
    """The most probable language (ISO 639-1) of the first 1,000 characters and its probability, 0 to 1; ("", 0.0) without
    letters."""
    if not any(character.isalpha() for character in text[:SAMPLE]):
        return "", 0.0
    code, probability = _identifier().classify(text[:SAMPLE])
    return str(code), float(probability)


def language_of(text: str) -> str:
    """The language where it can be told, "" where the text is too short to tell.

    English is the language that most reports are in and that the model reads, so that it is given the benefit of a close second
    place in a long text (Nigerian and Pidgin English), and a short text is called foreign only where English is all but ruled
    out.
    """
    if not any(character.isalpha() for character in text[:SAMPLE]):
        return ""
    ranked: list[tuple[str, float]] = _identifier().rank(text[:SAMPLE])
    (code, probability), english = ranked[0], dict(ranked)["en"]
    long = sum(character.isalpha() for character in text[:SAMPLE]) >= LETTERS
    if long and english >= CLOSE * probability:
        return "en"
    return code if long or probability >= SURE or english < RULED_OUT * probability else ""


def language_tag(stated: str) -> str:
    """The ISO 639-1 code of a stated language tag (en-GB -> en), "" where it is not one."""
    found = TAG.match(stated.strip())
    return found.group(1).lower() if found else ""

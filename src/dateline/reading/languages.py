"""Which language a text is in (py3langid), so that a report in a language without a model is never coded as English."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SURE = 0.5
"""Above this probability a short text's language is taken at its word."""
LETTERS = 120
"""From this many letters on, the most probable language is taken whatever its probability: measured, it is right."""
SAMPLE = 4_000
"""How many characters are looked at."""
TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*$", re.IGNORECASE)


@cache
def _identifier() -> Any:
    # Imported where it is used: it and its model take most of a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> tuple[str, float]:
    """The most probable language (ISO 639-1) of the first 4,000 characters and its probability, 0 to 1; ("", 0.0) without
    letters."""
    if not any(character.isalpha() for character in text[:SAMPLE]):
        return "", 0.0
    code, probability = _identifier().classify(text[:SAMPLE])
    return str(code), float(probability)


def language_of(text: str) -> str:
    """The language where it can be told, "" where the text is too short to tell."""
    code, probability = identify(text)
    enough = probability >= SURE or sum(character.isalpha() for character in text[:SAMPLE]) >= LETTERS
    return code if enough else ""


def language_tag(stated: str) -> str:
    """The ISO 639-1 code of a stated language tag (en-GB -> en), "" where it is not one."""
    found = TAG.match(stated.strip())
    return found.group(1).lower() if found else ""

"""A name found in a text, before anybody has said which place it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Part, Span

WIDE = frozenset(("country", "continent", "sea", "region"))
"""Kinds too wide for distances between places to say anything."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name where it stands. `name` is what is looked up, `country` what the words themselves say, `kind` a kind word beside it.

    `sure` tells whether the words and their surroundings read as a place; `people` whether they are an adjective or a people.
    """

    part: Part
    span: Span
    text: str
    name: str
    country: str = ""
    kind: str = ""
    sure: bool = True
    people: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where its words stand."""

    text: str
    words: Sequence[tuple[int, int]]

    def word(self, at: int) -> str:
        """Word number `at`, empty beyond either end."""
        return self.text[slice(*self.words[at])] if 0 <= at < len(self.words) else ""

    def gap(self, at: int) -> str:
        """What stands between word `at` and the one after it; empty beyond either end."""
        return self.text[self.words[at][1] : self.words[at + 1][0]] if 0 <= at < len(self.words) - 1 else ""

    def opens(self, at: int) -> bool:
        """Whether word `at` opens a sentence, so that its capital says nothing."""
        lead = self.text[: self.words[at][0]].rstrip(" \n\"'“‘(")
        return not lead or lead[-1] in ".!?:;" or "\n" in self.gap(at - 1)

"""Which actors told before a bare noun can take up: "the group", "the militants", "soldiers"."""

from __future__ import annotations

from dateline.who.meanings import Reading

GROUPS = frozenset("group organisation organization movement network outfit faction party militia".split())
"""Bare nouns that take up the named body told last."""
BODIES = frozenset({"REB", "UAF", "CRM", "PTY", "OPP", "NGO", "IGO", "REL", "BUS", "LAB"})
LOOSE = frozenset(
    "militant jihadist jihadi terrorist extremist fighter gunman attacker assailant bomber combatant islamist operative captor kidnapper "
    "abductor element remnant".split()
) | frozenset({"terrorist group", "militant group", "extremist group", "jihadist group", "armed group", "suicide bomber", "suicide attacker"})
"""Nouns of arms that say nothing of a side, so that they take up whoever was told."""
IRREGULARS = frozenset({"REB", "UAF", "CRM"})
STATED = frozenset({"regime", "government", "loyalist", "coalition"})
"""First words of nouns that tell whose forces they are."""


def kin(reading: Reading) -> frozenset[str]:
    """The sectors of the actors that a bare noun can take up."""
    if reading.noun is None or reading.name:
        return frozenset()
    if reading.noun.word in GROUPS and not reading.country and reading.noun.force != "firm":
        return BODIES
    if reading.noun.word in LOOSE:
        return IRREGULARS
    if reading.noun.word == "officer":
        return frozenset({"MIL", "COP"})
    own = reading.noun.word.split()[0] in STATED
    return frozenset({"MIL"}) if reading.sector == "MIL" and not own else frozenset()

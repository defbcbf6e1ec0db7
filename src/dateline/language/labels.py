"""What the heads of the encoder are taught to say; the model's files and the training code both follow this order."""

from __future__ import annotations

from dateline.ontology import load_sectors, load_types

ENTITIES = ("PER", "ORG", "LOC", "MISC")
ROLES = ("actors", "recipients", "sources", "place", "when")
COUNTED = ("killed", "injured", "displaced", "detained")
STATUSES = ("actual", "planned", "possible", "denied")
UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())

DEPRELS = tuple(
    "root acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct "
    "reparandum vocative xcomp".split()
)


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """O, then B- and I- of each label."""
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


def types() -> tuple[str, ...]:
    """O, then the sixteen types by name."""
    return ("O", *sorted(load_types()))


def modes() -> tuple[str, ...]:
    """Every type's modes as TYPE/mode, sorted."""
    return tuple(sorted(f"{name}/{mode}" for name, kind in load_types().items() for mode in kind.modes))


def sectors() -> tuple[str, ...]:
    """No sector, then the sectors by name."""
    return ("", *sorted(load_sectors()))

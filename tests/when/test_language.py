"""A language is a folder of tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import InvalidTable, UnknownName
from dateline.when.finding import find_in
from dateline.when.language import load, read_language
from dateline.when.telling import Moment

LEXICON = """# form, symbol, value
janvier\tMONTH\t1
jours\tUNITS\tday
il y a\tAGO\t-1
lundi\tWD\t0
"""
RULES = """# symbol, pattern, action, argument
Q\tD|INT\tlet\t-
-\tD INT\tglue\t-
T\tD MONTH YEAR?\tcalendar\t-
T\tAGO (Q) UNITS\tshift\tback
T\tWD\tweekday\t-
"""


def folder(path: Path, lexicon: str = LEXICON, rules: str = RULES, feasts: str = "Noël\tfixed\t12-25\n") -> Path:
    for name, text in (("lexicon", lexicon), ("rules", rules), ("feasts", feasts)):
        (path / f"{name}.tsv").write_text(text, encoding="utf-8")
    return path


def test_the_engine_takes_another_language_as_data(tmp_path: Path) -> None:
    french = read_language(folder(tmp_path))
    found = find_in("Le 3 janvier 2016 et il y a trois jours, il y a 3 jours, lundi", Moment(date(2016, 7, 27)), french)
    assert [(one.text, one.value) for one in found] == [
        ("3 janvier 2016", "2016-01-03"),
        ("il y a 3 jours", "2016-07-24"),
        ("lundi", "2016-07-25"),
    ]


@pytest.mark.parametrize(
    ("lexicon", "rules", "feasts", "message"),
    [
        (LEXICON + "treizembre\tMONTH\t13\n", RULES, "", r"lexicon\.tsv:6"),
        (LEXICON + "février\tMONTH\n", RULES, "", r"lexicon\.tsv:6"),
        (LEXICON, RULES + "T\tNOBODY\tcalendar\t-\n", "", r"rules\.tsv:7.*NOBODY"),
        (LEXICON, RULES + "T\tWD (\tcalendar\t-\n", "", r"rules\.tsv:7"),
        (LEXICON, RULES + "T\tWD WD\tsing\t-\n", "", r"rules\.tsv:7.*sing"),
        (LEXICON, RULES, "Noël\tlunaire\t12-25\n", r"feasts\.tsv:1.*lunaire"),
        (LEXICON, RULES, "Noël\tfixed\tdécembre\n", r"feasts\.tsv:1"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_file_and_line(tmp_path: Path, lexicon: str, rules: str, feasts: str, message: str) -> None:
    with pytest.raises(InvalidTable, match=message):
        read_language(folder(tmp_path, lexicon, rules, feasts))


def test_an_unknown_language_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="known: en"):
        load("xx")


@pytest.mark.parametrize("name", ["lexicon.tsv", "feasts.tsv"])
def test_the_tables_are_sorted_and_say_everything_once(name: str) -> None:
    path = Path(str(load.__wrapped__.__globals__["HERE"])) / "en" / name
    forms = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert forms == sorted(set(forms))

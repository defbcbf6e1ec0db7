import json
import time
from datetime import date
from pathlib import Path

import pycountry
import pytest

from dateline.errors import InvalidTable
from dateline.ontology import load_sectors
from dateline.who import Knowledge, KnownActor, actor_code, coverage, inter_code
from dateline.who.actors import actor_from_cells, read_actors, shipped_tables
from dateline.who.codes import load_codes, load_special_codes
from dateline.who.coverage import as_markdown
from dateline.who.exchange import add_actors, read_csv, read_ftm, read_table
from dateline.who.nouns import load_communities, load_nouns
from dateline.who.states import load_states, state_names

ALPHA3 = {country.alpha_3 for country in pycountry.countries} | {"XKX"}


def test_every_shipped_actor_has_a_country_of_iso_and_an_id_of_its_own() -> None:
    seen: dict[str, str] = {}
    for table in shipped_tables():
        for actor in read_actors(table):
            assert actor.country in ALPHA3 | {""}, f"{table.name}: {actor.id}"
            assert actor.id not in seen, f"{actor.id} stands in {table.name} and {seen[actor.id]}"
            seen[actor.id] = table.name


def test_every_state_and_place_has_a_code_of_iso() -> None:
    assert {found.state.code for found in load_states().values()} <= ALPHA3
    assert set(state_names()) >= {country.alpha_3 for country in pycountry.countries if hasattr(country, "official_name")} & {
        "FRA",
        "SYR",
        "MLI",
    }


def test_every_noun_and_code_is_of_a_known_sector() -> None:
    assert {noun.sector for noun in load_nouns().values()} <= set(load_sectors()) | {""}
    assert set(load_communities().values()) <= set(load_sectors())
    assert set(load_codes()) == set(load_sectors())


def test_tables_are_sorted() -> None:
    folder = Path(__file__).parents[2] / "src" / "dateline" / "who" / "tables"
    for name, key in (("nouns.tsv", 1), ("places.tsv", 1), ("communities.tsv", 2), ("codes.tsv", 1), ("special-codes.tsv", 1)):
        rows = [line.split("\t")[:key] for line in (folder / name).read_text(encoding="utf-8").splitlines() if line[0] != "#"]
        assert rows == sorted(rows), name


def test_the_shipped_knowledge_loads_in_a_moment() -> None:
    tables = [actor for table in shipped_tables() for actor in read_actors(table)]
    start = time.process_time()
    Knowledge(tables)
    assert time.process_time() - start < 2.0


def test_a_mistake_in_a_row_names_the_file_and_what_was_expected() -> None:
    with pytest.raises(InvalidTable, match=r"groups\.tsv.*unknown kind 'gang'"):
        actor_from_cells(["x", "X", "", "", "", "", "", "gang", "", ""], "groups.tsv: row 'x'")


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Daesh", "islamic-state"),
        ("Da'esh", "islamic-state"),
        ("Jabhat an-Nusra", "al-nusra-front"),
        ("Syrian Armi", "syrian-army"),
        ("Bashar al-Asad", "bashar-al-assad"),
    ],
)
def test_a_name_is_found_in_other_spellings(name: str, identity: str, knowledge: Knowledge) -> None:
    assert knowledge.find(name)[0].actor.id == identity


def test_the_one_in_office_on_the_day_comes_first(knowledge: Knowledge) -> None:
    assert knowledge.find("President Bush", date(1991, 1, 17))[0].actor.id == "george-h-w-bush"
    assert knowledge.find("President Bush", date(2003, 3, 20))[0].actor.id == "george-w-bush"


def test_an_unknown_name_finds_nobody(knowledge: Knowledge) -> None:
    assert knowledge.find("Zyxwv Qponm Lkjih") == []
    assert knowledge.find("") == []


def test_another_person_of_nearly_the_name_is_not_found(knowledge: Knowledge) -> None:
    assert knowledge.find("Hun Ben") == []


@pytest.mark.parametrize(
    ("country", "sector", "identity", "code"),
    [
        ("SYR", "REB", "", "SYRREB"),
        ("USA", "MIL", "", "USAMIL"),
        ("", "IGO", "united-nations", "IGOUNO"),
        ("", "REB", "", "IMG"),
        ("FRA", "", "", "FRA"),
        ("", "", "", ""),
    ],
)
def test_codes_are_written_as_cameo_writes_them(country: str, sector: str, identity: str, code: str) -> None:
    assert actor_code(country, sector, identity) == code


def test_special_codes_are_of_known_actors() -> None:
    known = Knowledge.load().actors
    assert [identity for identity in load_special_codes() if identity not in known] == []


@pytest.mark.parametrize(
    ("country", "sector", "place", "mode", "inter"),
    [
        ("SYR", "MIL", "SYR", "", 1),
        ("RUS", "MIL", "SYR", "", 8),
        ("SYR", "REB", "SYR", "", 2),
        ("MLI", "CVL", "MLI", "demo", 6),
        ("MLI", "CVL", "MLI", "riot", 5),
        ("", "", "", "", None),
    ],
)
def test_inter_codes_are_those_of_acled(country: str, sector: str, place: str, mode: str, inter: int | None) -> None:
    assert inter_code(country, sector, place, mode) == inter


def test_csv_rows_become_actors_and_bad_rows_are_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(
        "name,country,sector,aliases,from\nFront of Hope,Mali,REB,FH|Hope Front,2012\nBad One,ml,XXX,,\nNo Year,ml,REB,,soon\n",
        encoding="utf-8",
    )
    brought = read_csv(file)
    assert brought.actors == (KnownActor("front-of-hope", "Front of Hope", ("FH", "Hope Front"), "MLI", "REB", 2012),)
    assert len(brought.refused) == 2
    assert "mine.csv:3" in brought.refused[0]


def test_a_csv_without_names_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidTable, match="column 'name'"):
        read_csv(file)


def test_follow_the_money_entities_become_actors_and_others_are_told(tmp_path: Path) -> None:
    entity = {
        "id": "Q1",
        "schema": "Organization",
        "properties": {"name": ["Front of Hope", "FH"], "country": ["ml"], "topics": ["crime.terror"]},
    }
    file = tmp_path / "mine.json"
    file.write_text("\n".join([json.dumps(entity), json.dumps({"schema": "Vessel"}), "{", "[]", ""]), encoding="utf-8")
    brought = read_ftm(file)
    assert brought.actors == (KnownActor("q1", "Front of Hope", ("FH",), "MLI", "REB"),)
    assert len(brought.refused) == 3


def test_added_actors_are_kept_and_a_broken_table_is_not_overwritten(tmp_path: Path) -> None:
    table, actor = tmp_path / "mine.tsv", KnownActor("front-of-hope", "Front of Hope", ("FH",), "MLI", "REB", 2012, None)
    add_actors(table, [actor])
    assert read_table(table).actors == (actor,)
    table.write_text(table.read_text() + "broken\n", encoding="utf-8")
    before = table.read_text()
    with pytest.raises(InvalidTable, match="mend the row"):
        add_actors(table, [actor])
    assert table.read_text() == before


def test_more_actors_are_known_beside_the_shipped_ones(knowledge: Knowledge) -> None:
    larger = knowledge.with_actors([KnownActor("front-of-hope", "Front of Hope")])
    assert larger.find("front of hope")[0].actor.id == "front-of-hope"
    assert knowledge.find("Front of Hope") == []


def test_coverage_counts_every_actor_once(knowledge: Knowledge) -> None:
    rows = coverage(knowledge)
    assert sum(row.actors for row in rows) == len(knowledge.actors)
    assert [row.country for row in rows] == sorted(row.country for row in rows)
    assert "| Syria | 4 |" in as_markdown(rows)

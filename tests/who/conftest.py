import pytest

from dateline.who import Identifier, Knowledge, KnownActor

ACTORS = [
    KnownActor("islamic-state", "Islamic State", ("ISIS", "ISIL", "Daesh", "IS"), "", "REB", 2006, None, "group"),
    KnownActor("al-nusra-front", "al-Nusra Front", ("Jabhat al-Nusra",), "SYR", "REB", 2012, 2016, "group"),
    KnownActor("us-led-coalition", "US-led coalition", ("international coalition",), "", "MIL", 2014, None, "igo"),
    KnownActor("united-nations", "United Nations", ("UN", "U.N."), "", "IGO", 1945, None, "igo"),
    KnownActor("red-cross", "International Committee of the Red Cross", ("Red Cross", "ICRC"), "", "NGO", 1863, None, "ngo"),
    KnownActor("syrian-army", "Syrian Army", ("SAA",), "SYR", "MIL", 1945, None, "army"),
    KnownActor("syrian-government", "Syrian government", ("Assad regime",), "SYR", "GOV", None, None, "office"),
    KnownActor("john-kerry", "John Kerry", ("Kerry",), "USA", "GOV", 2013, 2017, "person"),
    KnownActor("hun-sen", "Hun Sen", ("Sen",), "KHM", "GOV", 1985, 2023, "person"),
    KnownActor("bashar-al-assad", "Bashar al-Assad", ("Assad",), "SYR", "GOV", 2000, 2024, "person"),
    KnownActor("george-w-bush", "George W. Bush", ("Bush", "President Bush"), "USA", "GOV", 2001, 2009, "person"),
    KnownActor("george-h-w-bush", "George H. W. Bush", ("Bush", "President Bush"), "USA", "GOV", 1989, 1993, "person"),
    KnownActor("afp", "Agence France-Presse", ("AFP",), "FRA", "MED", 1944, None, "media"),
    KnownActor("afp-philippines", "Armed Forces of the Philippines", ("AFP (Philippines)",), "PHL", "MIL", 1935, None, "army"),
    KnownActor("the-national", "The National (UAE)", ("The National",), "ARE", "MED", 2008, None, "media"),
]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge(ACTORS)


@pytest.fixture(scope="session")
def identifier(knowledge: Knowledge) -> Identifier:
    return Identifier(knowledge)

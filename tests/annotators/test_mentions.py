"""Mentions of actors."""

from __future__ import annotations

import datetime

import pytest

from dateline.model import Actor
from dateline.pipeline import Coder


def actors(coder: Coder, text: str, words: str, published: str = "2020-06-12") -> list[Actor]:
    """Return whom the mention of these words stands for."""
    article = coder.read(text, published=published)
    for mention in article.annotations.mentions or ():
        if mention.span.of(article.document.text) == words:
            return list(mention.actors)
    raise AssertionError([m.span.of(article.document.text) for m in article.annotations.mentions or ()])


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("President Donald Trump left for Paris.", "President Donald Trump", "USA", "GOV"),
        ("Pyongyang fired two missiles.", "Pyongyang", "PRK", "GOV"),
        ("South Korean officials protested.", "South Korean officials", "KOR", "GOV"),
        ("The White House denied it.", "The White House", "USA", "GOV"),
        ("Kim Jong-un smiled.", "Kim Jong-un", "PRK", "GOV"),
        ("The World Health Organization asked for data.", "The World Health Organization", "UNO", None),
        ("South Korea's vice defence minister Park Jae-min spoke.", "South Korea's vice defence minister Park Jae-min", "KOR", "GOV"),
        ("Former president Barack Obama spoke.", "Former president Barack Obama", "USA", "ELI"),
        ("Police in Kenya arrested ten people.", "Police", "KEN", "COP"),
    ],
)  # fmt: skip
def test_names_titles_and_metonyms_are_resolved(
    coder: Coder, text: str, words: str, country: str, sector: str | None
) -> None:
    """Country and PLOVER sector of names, titles, metonyms and roles."""
    (actor,) = actors(coder, text, words)
    assert (actor.country, actor.sector) == (country, sector)


def test_roles_hold_at_the_day_of_publication(coder: Coder) -> None:
    """A president is GOV while in office, and an elite afterwards."""
    assert actors(coder, "Park Geun-hye spoke.", "Park Geun-hye", "2014-05-01")[0].sector == "GOV"
    assert actors(coder, "Park Geun-hye spoke.", "Park Geun-hye", "2019-05-01")[0].sector == "ELI"


def test_the_two_leaders_are_the_last_two_people(coder: Coder) -> None:
    """A nominal reference leads back to those named before."""
    text = "Yoon Suk-yeol received Joe Biden in Seoul. The two leaders announced new drills."
    assert [a.name for a in actors(coder, text, "The two leaders", "2022-05-22")] == [
        "Yoon Suk-yeol",
        "Joe Biden",
    ]


def test_words_joined_by_a_hyphen_stay_joined(coder: Coder) -> None:
    """Who has no name is called by the words of the text, without its articles."""
    (actor,) = actors(coder, "The anti-government rebels withdrew.", "The anti-government rebels")
    assert actor.name == "anti-government rebels"


def test_pronoun_leads_back_to_the_subject(coder: Coder) -> None:
    """He is the person named before, and the reason is kept."""
    (actor,) = actors(coder, "Moon Jae-in flew to Hanoi. He met Japanese officials there.", "He")
    assert actor.name == "Moon Jae-in"
    assert "pronoun" in (actor.reason or "")


def test_the_north_is_resolved_where_the_article_is_about_korea(coder: Coder) -> None:
    """A contextual name stands for a state only if the article names that state."""
    assert actors(coder, "North Korea was angry. The North cut its lines.", "The North")[0].country == "PRK"


def test_a_surname_that_is_a_country_is_no_country(coder: Coder) -> None:
    """A longer personal name goes before the country in it."""
    assert all(
        a.country != "JOR" for a in actors(coder, "Michael Jordan spoke to reporters.", "Michael Jordan")
    )


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Kenya was shaken. Police arrested ten students.", "Police", "KEN", "COP"),
        ("Kenya was shaken. Protesters filled the square.", "Protesters", "KEN", "CVL"),
        ("Kenya was shaken. Analysts were surprised.", "Analysts", None, "EDU"),
        ("Kenya was shaken. Foreign soldiers left the port.", "Foreign soldiers", None, "MIL"),
        ("Kenya was shaken. The international community sent envoys.", "The international community", "IGO", None),
        ("In Peru, police fired on miners. Kenya and Kenya's partners watched Kenya.", "police", "PER", "COP"),
        ("Kenya was shaken. At least 40 people were hurt.", "40 people", "KEN", "CVL"),
    ],
)  # fmt: skip
def test_only_domestic_roles_take_the_country_of_the_article(
    coder: Coder, text: str, words: str, country: str | None, sector: str | None
) -> None:
    """An unnamed official belongs where the sentence or the article is; an analyst or a foreigner does not."""
    (actor,) = actors(coder, text, words)
    assert (actor.country, actor.sector) == (country, sector)


def test_other_countries_are_nobody(coder: Coder) -> None:
    """A plural of countries is no actor."""
    article = coder.read("Kenya and several other countries voted.", published="2020-06-12")
    words = [m.span.of(article.document.text) for m in article.annotations.mentions or ()]
    assert words == ["Kenya"]


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("The head of Boko Haram fled.", "The head", "NGA", "REB"),
        ("A former CIA officer testified.", "A former CIA officer", "USA", "ELI"),
        ("Hezbollah fighters shelled the village.", "Hezbollah fighters", "LBN", "REB"),
        ("European Union lawmakers voted.", "European Union lawmakers", "EUR", "LEG"),
        ("Canada's ambassador to Japan resigned.", "Canada's ambassador", "CAN", "GOV"),
        ("The ambassador to Japan resigned.", "The ambassador", None, "GOV"),
        ("The Chilean Trade Ministry published a list.", "The Chilean Trade Ministry", "CHL", "GOV"),
        ("Peru's Ministry of Mines published a list.", "Peru's Ministry of Mines", "PER", "GOV"),
        ("The Philippine Congress passed the bill.", "The Philippine Congress", "PHL", "LEG"),
        ("Officers of the Kenyan National Guard marched.", "the Kenyan National Guard", "KEN", "MIL"),
        ("Palestinians threw stones.", "Palestinians", "PSE", "CVL"),
        ("Lahore police closed the road.", "Lahore police", "PAK", "COP"),
        ("A China scholar gave a lecture.", "A China scholar", None, "EDU"),
        ("Boeing delivered two jets.", "Boeing", "USA", "BUS"),
        ("Antiwar protesters blocked the gate.", "Antiwar protesters", None, "OPP"),
        ("[S]outh Korean authorities closed the road.", "[S]outh Korean authorities", "KOR", "GOV"),
    ],
)  # fmt: skip
def test_members_and_bodies_have_country_and_sector_of_what_they_belong_to(
    coder: Coder, text: str, words: str, country: str | None, sector: str | None
) -> None:
    """Members take both from their body, ministries the country beside them, shared names the national word's."""
    (actor,) = actors(coder, text, words)
    assert (actor.country, actor.sector) == (country, sector)


def test_coordinated_adjectives_are_two_actors(coder: Coder) -> None:
    """One noun with two nationalities stands for two actors."""
    found = actors(coder, "Polish and Czech soldiers crossed the river.", "Polish and Czech soldiers")
    assert [(a.name, a.country) for a in found] == [("Polish soldiers", "POL"), ("Czech soldiers", "CZE")]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Korean Central News Agency (KCNA) was quiet. The agency spoke later.", "The agency", "KCNA"),
        ("The Arab League voted. The league then sent a letter.", "The league", "Arab League"),
        ("The United Front for Maize (UFM) marched. UFM threatened to march again.", "UFM", "United Front for Maize"),
        ("Kim Jong Un and Donald Trump signed it. They shook hands.", "They", "Kim Jong Un"),
        ("Moon Jae-in met Kim Jong Un. Moon greeted him.", "him", "Kim Jong Un"),
        ("Moon Jae-in, who led the talks, smiled.", "who", "Moon Jae-in"),
        ('"We will not wait," Moon Jae-in said.', "We", "Moon Jae-in"),
        ("President Museveni spoke.", "President Museveni", "Yoweri Museveni"),
        ("Museveni spoke.", "Museveni", "Yoweri Museveni"),
    ],
)  # fmt: skip
def test_short_forms_lead_back_to_whom_they_mean(coder: Coder, text: str, words: str, name: str) -> None:
    """Nouns, acronyms, pronouns and surnames lead back to the actor named before, or the one in office."""
    assert actors(coder, text, words)[0].name == name


def test_the_two_koreas_are_two_states(coder: Coder) -> None:
    """A plural name stands for both states."""
    assert {a.country for a in actors(coder, "The two Koreas agreed to talk.", "The two Koreas")} == {
        "PRK",
        "KOR",
    }


def test_the_marines_are_those_named_before(coder: Coder) -> None:
    """A definite role noun keeps the country that was said of it, whatever the article is about."""
    text = "Libya held three Dutch marines. Libya and Libyans were angry. The marines were freed."
    assert actors(coder, text, "The marines")[0].country == "NLD"


def test_an_unknown_person_has_country_and_sector_of_the_title(coder: Coder) -> None:
    """An apposition tells country and office of somebody whom no gazetteer has."""
    (actor,) = actors(coder, "Harro Quist, the foreign minister of Norway, spoke.", "Harro Quist")
    assert (actor.name, actor.country, actor.sector) == ("Harro Quist", "NOR", "GOV")


def test_an_office_of_the_state_goes_before_one_of_the_party(coder: Coder) -> None:
    """Of several offices at once the one of the state gives the sector."""
    assert actors(coder, "Kim Jong Un spoke.", "Kim Jong Un", "2020-06-12")[0].sector == "GOV"


def test_resolve_returns_nobody_for_unknown_names(coder: Coder) -> None:
    """A name without country and office in no gazetteer is nobody; a city stands for its people."""
    assert coder.resolve("Harro Quist") is None
    city = coder.resolve("Lahore")
    assert city is not None
    assert (city.country, city.sector) == ("PAK", "CVL")


def test_resolve_reads_the_context_and_the_day(coder: Coder) -> None:
    """The context tells the country of a shared name, the date the office of a person."""
    body = coder.resolve("the National Guard", "Kenya")
    assert body is not None
    assert body.country == "KEN"
    former = coder.resolve("Barack Obama", "", datetime.date(2019, 1, 1))
    assert former is not None
    assert former.sector == "ELI"


def test_the_company_of_an_acronym_in_brackets_is_one_actor(coder: Coder) -> None:
    """Long form and acronym have one id."""
    article = coder.read("The Norland Maize Board (NMB) met. The NMB voted.", published="2020-06-12")
    ids = {a.id for m in article.annotations.mentions or () for a in m.actors if a.kind == "organisation"}
    assert len(ids) == 1


def test_sent_to_is_not_from(coder: Coder) -> None:
    """What somebody helps, speaks or studies is not where he is from."""
    article = coder.read(
        "Turkish-backed fighters left. Spanish-speaking voters came.", published="2020-06-12"
    )
    assert all(a.country is None for m in article.annotations.mentions or () for a in m.actors)


def test_their_ministers_are_those_of_both(coder: Coder) -> None:
    """A plural possessive of two subjects names two countries."""
    text = "Peru and Chile signed the treaty, and their armies withdrew."
    assert [a.country for a in actors(coder, text, "their armies")] == ["PER", "CHL"]


def test_the_pair_and_the_leader_lead_back(coder: Coder) -> None:
    """References to people by a general noun lead to those named before."""
    text = "Joko Widodo met Moon Jae-in. The Indonesian leader smiled. The pair shook hands."
    assert actors(coder, text, "The Indonesian leader")[0].name == "Joko Widodo"
    assert {a.name for a in actors(coder, text, "The pair")} == {"Joko Widodo", "Moon Jae-in"}


def test_the_us_is_no_pronoun(coder: Coder) -> None:
    """A name in capitals that is spelt like a pronoun stays a name."""
    assert actors(coder, "Moon Jae-in said the US would wait.", "the US")[0].country == "USA"


def test_seas_and_letters_of_firms_are_no_actors(coder: Coder) -> None:
    """The Gulf of Mexico is not Mexico, and PLC after a firm's name is no council."""
    article = coder.read(
        "BP PLC stopped drilling in the Gulf of Mexico and the South China Sea.", published="2010-05-27"
    )
    found = {a.country for m in article.annotations.mentions or () for a in m.actors}
    assert not found & {"MEX", "CHN", "PSE"}


def test_she_is_a_woman(coder: Coder) -> None:
    """A pronoun passes over a nearer person of the other sex."""
    text = "Kim Yo Jong rejected the plan. Kwon Young-se replied at once. Last week she had mocked it."
    assert actors(coder, text, "she", "2022-08-20")[0].name == "Kim Yo Jong"


def test_his_is_the_subject_of_its_own_clause(coder: Coder) -> None:
    """A possessive leads back to the subject of its clause before anybody of another sentence."""
    text = "North Korea closed the road. In reply South Korea withdrew its envoy."
    assert actors(coder, text, "its envoy")[0].country == "KOR"


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Gunmen loyal to Muammar Gaddafi seized a crew of Dutch marines.", "Gunmen loyal", "LBY", None),
        ("The Muslim Brotherhood in Egypt complained. It said 90 of its members were held.", "its members", "EGY", "SOC"),
        ("The guards must go, said Ana Lau, research and press director for Asia at Amnesty International.", "Ana Lau", "NGO", "SOC"),
        ("They heard Ben Ost, a clerk, and Ana Lau, an aide to Vice President Pence.", "Ana Lau", "USA", "GOV"),
        ("Australian Ben Ost and American Ana Lau, both professors, were freed.", "Australian Ben Ost", "AUS", "EDU"),
    ],
)  # fmt: skip
def test_who_is_known_by_what_stands_beside(
    coder: Coder, text: str, words: str, country: str, sector: str | None
) -> None:
    """Loyalty, possession and apposition give country and sector."""
    actor = actors(coder, text, words)[0]
    assert actor.country == country
    assert sector in (None, actor.sector)


def test_defence_ministers_are_both_of_those_named(coder: Coder) -> None:
    """An office in the plural stands for everybody in the apposition beside it."""
    text = "The defence ministers, Song Young-moo and No Kwang Chol, signed it."
    assert [a.country for a in actors(coder, text, "The defence ministers", "2018-09-20")] == ["KOR", "PRK"]


def test_the_north_is_known_by_its_people(coder: Coder) -> None:
    """A state is about if somebody of it is named anywhere."""
    assert (
        actors(coder, "The North cut its lines. Kim Yo Jong announced it.", "The North")[0].country == "PRK"
    )


def test_seat_of_a_source_is_not_what_the_article_is_about(coder: Coder) -> None:
    """A country before "-based" gives nobody else a home."""
    text = "The Syrian Observatory, a UK-based group, said ten residents were hurt."
    assert actors(coder, text, "ten residents")[0].country != "GBR"


def test_office_without_a_day_is_that_of_today(coder: Coder) -> None:
    """Who has left office is an elite where no day is given."""
    actor = coder.resolve("Uhuru Kenyatta")
    assert actor is not None
    assert (actor.country, actor.sector) == ("KEN", "ELI")


def test_the_delegations_are_of_the_two_countries_of_the_article(coder: Coder) -> None:
    """A bare plural means both sides if the article has no third."""
    text = "Peru and Chile argued. Peru complained and Chile replied. On Friday the delegations met."
    assert {a.country for a in actors(coder, text, "the delegations")} == {"PER", "CHL"}


def test_them_in_a_part_of_an_object_is_not_the_subject(coder: Coder) -> None:
    """Who frees 38 of them is none of them."""
    text = "Gunmen who took 52 pupils in Nigeria freed 38 of them on Sunday."
    assert [a.name for a in actors(coder, text, "them")] == ["52 pupils"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Evo Morales was held. His lawyer said he had been asleep.", "Evo Morales"),
        ("Evo Morales left. His wife said she had stayed.", "wife"),
    ],
)
def test_whoever_speaks_for_somebody_speaks_of_them(coder: Coder, text: str, name: str) -> None:
    """The pronoun in what "his lawyer" says is the client, if it is of that sex."""
    assert [a.name for a in actors(coder, text, "he" if " he " in text else "she")] == [name]


ROW = "Peru and Chile argued. Peru complained and Chile replied. "


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (ROW + "Brazil's offer was declined by both sides.", {"PER", "CHL"}),
        (ROW + "Brazil and Chile met. Both sides were pleased.", {"BRA", "CHL"}),
    ],
)
def test_both_sides_are_those_of_the_article_unless_others_are_named_together(
    coder: Coder, text: str, countries: set[str]
) -> None:
    """A third country that is only named last is no side."""
    words = "both sides" if "both sides" in text else "Both sides"
    assert {a.country for a in actors(coder, text, words)} == countries


def test_of_two_countries_named_alike_an_official_is_of_the_one_that_acts(coder: Coder) -> None:
    """Who halts exports to Chile has the minister who says why, though Chile is named once more."""
    text = "Peru halted exports to Chile. Peru accused Chile of robbing Chile's people. Agriculture Minister Ana Lau spoke."
    assert [a.country for a in actors(coder, text, "Agriculture Minister Ana Lau")] == ["PER"]


def test_a_prefix_is_no_party(coder: Coder) -> None:
    """PRO is a party of Argentina, "pro-" is not."""
    assert actors(coder, "The PRO won.", "The PRO")[0].country == "ARG"
    article = coder.read("Pro-Gaddafi forces shelled Misrata.", published="2011-04-01")
    found = {a.country for m in article.annotations.mentions or () for a in m.actors}
    assert "ARG" not in found


def test_a_neighbour_is_the_other_side_of_the_article(coder: Coder) -> None:
    """Whose neighbour it is is one of the two countries of the article."""
    text = ROW + "Peru accused its southern neighbour of lying."
    assert [a.country for a in actors(coder, text, "its southern neighbour")] == ["CHL"]


@pytest.mark.parametrize(("town", "country"), [("AREQUIPA", "PER"), ("SANTIAGO", "CHL"), ("GENEVA", "CHL")])
def test_the_police_are_of_the_country_of_the_town_in_the_dateline(
    coder: Coder, town: str, country: str
) -> None:
    """A reporter in a town writes about it; a capital and a town of bureaus say nothing of the kind."""
    text = f"{town} - Chile and Peru argued over fish, Chile said. Police dispersed a crowd."
    assert [a.country for a in actors(coder, text, "Police")] == [country]


def test_shared_name_is_of_the_country_named_most(coder: Coder) -> None:
    """The Politburo is that of the state that the article is about."""
    text = "Cuba shut its ports, Cuba said, as China had. Cuba waited. The Politburo met."
    assert actors(coder, text, "The Politburo")[0].country == "CUB"


def test_name_beside_kin_is_of_the_kin(coder: Coder) -> None:
    """A person's name right after another's belongs to the noun above both."""
    text = "The law was announced by the daughter of the Russian leader Boris Yeltsin, Tatyana Yumasheva."
    assert actors(coder, text, "the daughter")[0].name == "Tatyana Yumasheva"


def test_one_of_a_people_is_a_person(coder: Coder) -> None:
    """One of a people is somebody, its name before a noun the state."""
    (someone,) = actors(coder, "Iran hanged an Australian.", "an Australian")
    assert (someone.kind, someone.country, someone.sector) == ("role", "AUS", "CVL")
    (state,) = actors(coder, "An Australian ship sank.", "Australian")
    assert state.kind == "state"


def test_people_listed_behind_a_noun_give_it_their_countries(coder: Coder) -> None:
    """Hostages named one by one belong to the countries that are named."""
    hostages = actors(coder, "Two hostages, a Canadian and a Norwegian, came home.", "Two hostages")
    assert {a.country for a in hostages} == {"CAN", "NOR"}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Rebels in Libya shot at a convoy. In Washington, officials of the United States argued about it. "
         "The United States may arm rebel fighters, the United States said.", "rebel fighters", "LBY"),
        ("Tunisia voted. Tunisians were calm in Tunisia, and Tunisia was proud. In Iran it was otherwise. The Iranian army shot at Iranians. "
         "Hundreds of protesters were jailed.", "protesters", "IRN"),
        ("Peru voted on Monday. Peruvians were calm in Peru, and Peru was proud. A ship of the Bahamas was in port. "
         "The government stayed calm.", "The government", "PER"),
        ("Total sank a well off Ghana. Total said that Total had no plans. Workers protested.", "Workers", "GHA"),
        ("France and Britain welcomed the vote. France and Britain did not say whether a federal judge in Texas would "
         "stop the United States from voting.", "a federal judge", "USA"),
        ("The United States fined Renault of France. France said that France would complain to the administration.",
         "the administration", "USA"),
    ],
)  # fmt: skip
def test_unnamed_officials_and_rebels_belong_where_their_kind_is(
    coder: Coder, text: str, words: str, country: str
) -> None:
    """Rebels are of the land of those before, "federal" of a federation, and a firm's home is not the place."""
    assert [a.country for a in actors(coder, text, words)] == [country]


def test_opposition_to_something_is_nobody(coder: Coder) -> None:
    """A view is no group of people; "the opposition" is."""
    article = coder.read("The cabinet of Peru repeated its opposition to the dam.", published="2020-06-12")
    assert "OPP" not in {a.sector for m in article.annotations.mentions or () for a in m.actors}
    assert actors(coder, "The opposition in Peru marched.", "The opposition")[0].sector == "OPP"


def test_a_continent_is_no_state(coder: Coder) -> None:
    """The name "Latin America" is not the United States; "America" is."""
    assert [a.country for a in actors(coder, "America voted.", "America")] == ["USA"]
    article = coder.read("Peru is in South America, and Latin American leaders met.", published="2020-06-12")
    assert "USA" not in {a.country for m in article.annotations.mentions or () for a in m.actors}


def test_forces_fight_for_those_whose_they_are(coder: Coder) -> None:
    """The words "their forces" of rebels are rebels, the army's are the army's."""
    text = "The rebels in Mali said that their forces had taken the town."
    assert [a.sector for a in actors(coder, text, "their forces")] == ["REB"]
    text = "The generals in Mali said that their forces had taken the town."
    assert [a.sector for a in actors(coder, text, "their forces")] == ["MIL"]


def test_a_possessor_in_a_pair_is_its_first(coder: Coder) -> None:
    """In "the government and its opponents" they are the government's, whoever speaks."""
    text = "Talks between the Libyan government and its opponents may begin, the ministry of Brazil said."
    assert [a.country for a in actors(coder, text, "its opponents")] == ["LBY"]


def test_officers_are_of_the_force_named_last(coder: Coder) -> None:
    """After the police they are policemen, after the army soldiers."""
    text = "The Ohio police in the United States stopped a car. Officers found nothing."
    assert [a.sector for a in actors(coder, text, "Officers")] == ["COP"]
    text = "The army of Peru stopped a car. Officers found nothing."
    assert [a.sector for a in actors(coder, text, "Officers")] == ["MIL"]

"""Accounts that oppose each other in words, dates and figures, and those that only look so."""

from __future__ import annotations

import pytest

from dateline.archive import Archive
from dateline.formats.text import Text
from dateline.model import Actor, Indicator, Statement
from dateline.model.conflict import Conflict
from handmade import HANSEN, KIM, LIND, TRUMP, article, day, document, event, span, telling

pytestmark = pytest.mark.usefixtures("each_database")

Said = tuple[Actor, str, str]


def tell(
    archive: Archive, text: str, *said: Said, published: str = "2018-04-27", stance: str = "says"
) -> None:
    """Add an article with what is said in it: speaker, cue, words."""
    archive.add(telling(text, *said, published=published, stance=stance))


def fields(archive: Archive) -> list[str]:
    """Return what the conflicts are about."""
    return [c.field for c in archive.conflicts()]


def only(archive: Archive) -> Conflict:
    """Return the one conflict that there is."""
    (found,) = archive.conflicts()
    assert found.explanation
    return found


WHOLE, HALF = (
    "the miners wanted the entire debt cancelled",
    "his side asked for a partial cancelling of the debt",
)


def test_opposite_words_of_one_thing_conflict(archive: Archive) -> None:
    """Two speakers say "entire" and "partial" of one debt."""
    tell(archive, f"Hansen said {WHOLE}. Lind said {HALF}.", (HANSEN, "said", WHOLE), (LIND, "said", HALF))
    assert only(archive).field == "content"


def test_what_may_be_is_not_opposed(archive: Archive) -> None:
    """A possibility, and what is asked for, do not contradict what is so."""
    kept, could = "the tolls on the bridge remain", "the county could lift the tolls on the bridge"
    tell(archive, f"Hansen said {kept}. Lind said {could}.", (HANSEN, "said", kept), (LIND, "said", could))
    assert fields(archive) == []


def test_one_speaker_does_not_oppose_himself(archive: Archive) -> None:
    """What one person says side by side is one account."""
    tell(archive, f"Hansen said {WHOLE}. He said {HALF}.", (HANSEN, "said", WHOLE), (HANSEN, "said", HALF))
    assert fields(archive) == []


def test_a_thing_that_one_account_does_not_have(archive: Archive) -> None:
    """That no cargo was found goes against cargo that was unloaded."""
    some, none = "guards unloaded cargo from the ferry at dawn", "no cargo was found on the ferry"
    tell(archive, f"Hansen said {some}. Lind said {none}.", (HANSEN, "said", some), (LIND, "said", none))
    assert only(archive).field == "content"


def test_two_states_judge_one_meeting(archive: Archive) -> None:
    """One side calls it fruitless and the other productive, one after the other."""
    bad, good = "Sweden had come with fruitless ideas", "the hours in Bergen had been productive"
    tell(archive, f"Hansen said {bad}. Lind said {good}.", (HANSEN, "said", bad), (LIND, "said", good))
    found = only(archive)
    assert found.field == "assessment"
    assert found.matter == "Hansen and Lind: opposing assessments of Norway–Sweden relations"
    assert found.explanation == found.matter
    text = "".join(Text().write([found]))
    assert text.count(bad) == text.count(good) == 1


def test_a_judging_word_is_of_its_noun(archive: Archive) -> None:
    """Legitimate anger is no praise of the bank at which people are angry."""
    bad, other = (
        "the bank had failed its customers",
        "people have legitimate anger at the bank and its branches",
    )
    tell(archive, f"Hansen said {bad}. Lind said {other}.", (HANSEN, "said", bad), (LIND, "said", other))
    assert fields(archive) == []


def test_who_removes_is_not_what_remains(archive: Archive) -> None:
    """Guards who removed something do not contradict guards who remain."""
    gone, there = "the guards removed some of the high fences", "the guards remain on the bridge"
    tell(archive, f"Hansen said {gone}. Lind said {there}.", (HANSEN, "said", gone), (LIND, "said", there))
    assert fields(archive) == []


def test_the_first_and_the_last_time_are_two(archive: Archive) -> None:
    """Words for stretches of time have a first and a last one."""
    first, last = "the toll was cut for the first time in May", "the toll was cut for the last time in May"
    tell(archive, f"Hansen said {first}. Lind said {last}.", (HANSEN, "said", first), (LIND, "said", last))
    assert fields(archive) == []


def test_a_negation_turns_a_judgement_round(archive: Archive) -> None:
    """Nothing of improvement is bad: it does not oppose what is fruitless."""
    bad, worse = "Sweden had come with fruitless ideas", "nothing of it was productive"
    tell(archive, f"Hansen said {bad}. Lind said {worse}.", (HANSEN, "said", bad), (LIND, "said", worse))
    assert fields(archive) == []


def test_a_rumour_that_proved_false(archive: Archive) -> None:
    """The end of a rumour, "those reports proved to be false", means what was told before, here and elsewhere."""
    rumour = "the bishop had fled by ferry to Gotland"
    tell(archive, f"Hansen said {rumour}.", (HANSEN, "said", rumour))
    told = (
        "Some thought that the bishop was on a ferry to Gotland. Those reports proved to be false. It rained."
    )
    tell(archive, told, (LIND, "said", "It rained"), published="2018-04-29")
    found = only(archive)
    assert found.field == "status"
    assert {side.report.publisher for side in found.sides} == {"Paper of 2018-04-27", "Paper of 2018-04-29"}


def test_the_writer_corrects_a_name(archive: Archive) -> None:
    """A sentence that no statement holds can correct another article."""
    fired = "the flares were fired from Kiruna at noon"
    tell(archive, f"Hansen said {fired}.", (HANSEN, "said", fired))
    told = "The flares were not fired from Kiruna, as Oslo had said, but from a bridge in Narvik, Lind states. It snowed."
    tell(archive, told, (LIND, "said", "It snowed"), published="2018-04-28")
    found = only(archive)
    assert found.field == "content"
    assert all(side.report.evidence.exact for side in found.sides)
    assert all(found.records)


FIRST, LATE = (
    "In 2006 the town named its new stadium after the skater Lund.",
    "In 2009 a new stadium of the town was named after her.",
)


def test_one_happening_in_two_years(archive: Archive) -> None:
    """Two articles that tell of one naming cannot both be right about the year."""
    words = "It snowed"
    tell(archive, f"{FIRST} {words}, Hansen said.", (HANSEN, "said", words))
    tell(archive, f"{LATE} It rained, Lind said.", (LIND, "said", "It rained"), published="2018-04-30")
    found = only(archive)
    assert found.field == "date"
    assert [side.value for side in found.sides] == ["2006", "2009"]


@pytest.mark.parametrize(
    ("first", "second", "outlet", "found"),
    [
        ("on April 12", "on April 15", "Courier", ["date"]),
        ("on 12 April", "on April 15", "Courier", ["date"]),
        ("on April 12", "on April 12", "Courier", []),
        ("on April 12", "three days before April 15", "Courier", []),
        ("on April 12", "on April 15", "Paper of 2018-04-27", []),
    ],
)
def test_one_happening_on_two_days(
    archive: Archive, first: str, second: str, outlet: str, found: list[str]
) -> None:
    """Days that are named without a year, in two outlets: of one signing only one can be right."""
    for words, publisher in ((first, "Paper of 2018-04-27"), (second, outlet)):
        text = f"Ghana and Togo signed a pact on herring in Lorne {words}. It snowed, Hansen said."
        told = document(text, "2018-04-27", publisher=publisher)
        snow = span(text, "It snowed")
        said = Statement(speaker=HANSEN, cue="said", content=(snow,), evidence=told.evidence(snow))
        archive.add(article(told, statements=(said,)))
    assert fields(archive) == found


def test_what_is_done_each_year_may_be_told_of_two(archive: Archive) -> None:
    """An annual fair has a date in each year."""
    tell(
        archive,
        "The annual fair of the fishers opened in May 2006. It snowed, Hansen said.",
        (HANSEN, "said", "It snowed"),
    )
    late = "The annual fair of the fishers opened in May 2009. It rained, Lind said."
    tell(archive, late, (LIND, "said", "It rained"), published="2018-04-30")
    assert fields(archive) == []


def test_measures_that_two_sources_put_otherwise(archive: Archive) -> None:
    """A distance of 1,000 km that another puts at 700; 690 would be rounding."""
    far, near = "the balloon drifted 1,000 km to the east", "the distance at more than 700 km"
    tell(archive, f"Hansen said {far}. Lind put {near}.", (HANSEN, "said", far), (LIND, "put", near))
    assert only(archive).field == "value"


def test_measures_that_differ_by_rounding_are_one(archive: Archive) -> None:
    """700 and 690 kilometres agree."""
    far, near = "the balloon drifted 690 km to the east", "the distance at 700 km"
    tell(archive, f"Hansen said {far}. Lind put {near}.", (HANSEN, "said", far), (LIND, "put", near))
    assert fields(archive) == []


def test_a_handful_goes_against_many(archive: Archive) -> None:
    """Another source's "handful" is no hundred."""
    few = "only a handful of deaths"
    text = f"At least 106 miners were killed, Hansen said. Lind reported {few}."
    told = document(text, publisher="Courier")
    count = Indicator(
        measure="people killed",
        value=106,
        low=106,
        unit="people",
        evidence=told.evidence(span(text, "At least 106 miners")),
    )
    said = Statement(
        speaker=LIND, cue="reported", content=(span(text, few),), evidence=told.evidence(span(text, few))
    )
    archive.add(article(told, statements=(said,), indicators=(count,)))
    assert only(archive).field == "value"


def test_a_meeting_that_one_side_refused_at_the_time(archive: Archive) -> None:
    """What one article alone has as held, while another has the refusal to meet, is doubtful."""
    met = document("Trump and Kim met in June 2020.", "2020-11-01", publisher="Guide")
    archive.add(article(met, event(met, "met", actors=(TRUMP, KIM), date=day("2020-06-11"), place=None)))
    text = "Kim said that there would be no more meetings with Trump."
    refused = document(text, "2020-06-12", publisher="Courier")
    no = event(
        refused,
        "no",
        event_type="REJECT",
        actors=(KIM,),
        recipients=(TRUMP,),
        date=day("2020-06-11"),
        place=None,
    )
    archive.add(article(refused, no))
    found = only(archive)
    assert found.field == "status"
    assert "one article only" in found.explanation


def test_a_conflict_has_a_state(archive: Archive) -> None:
    """It is open until a person takes its sides for two things."""
    tell(archive, f"Hansen said {WHOLE}. Lind said {HALF}.", (HANSEN, "said", WHOLE), (LIND, "said", HALF))
    found = only(archive)
    assert found.state == "open"
    left, right = (side.report.id for side in found.sides)
    archive.judge(left, right, same=False, author="Ida")
    assert only(archive).state == "resolved"


def test_a_later_text_supersedes(archive: Archive) -> None:
    """The conflict with the old text of an address stays, and says that it is of an old text."""
    for day_, text in (("2018-04-27", FIRST), ("2018-04-29", "It was a mistake, the paper says.")):
        told = document(f"{text} It snowed.", day_, publisher="Courier", url="https://courier.example/1")
        words = Statement(
            speaker=HANSEN,
            cue="said",
            content=(span(told.text, "It snowed"),),
            evidence=told.evidence(span(told.text, "It snowed")),
        )
        archive.add(article(told, statements=(words,)))
    tell(archive, f"{LATE} It rained, Lind said.", (LIND, "said", "It rained"), published="2018-04-30")
    assert [c.state for c in archive.conflicts()] == ["superseded"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the dyke at Lorne was inspected in May", "the dyke at Lorne had not been inspected since winter"),
        ("the talks on fish made good progress", "the talks on fish had made no progress at all"),
        ("the guards fired rubber bullets near Lorne", "the guards did not use rubber bullets near Lorne"),
        ("nobody warned the villages near Lorne", "the company warned the villages near Lorne"),
        ("they freed most of the miners held at Lorne", "none of the miners held at Lorne has been freed"),
        ("the crew closed the valve at Lorne", "the crew failed to close the valve at Lorne"),
        ("the guards fired at herders in Lorne", "his guards did not fire at herders in Lorne"),
    ],
)
@pytest.mark.parametrize("apart", [False, True])
def test_what_one_denies_and_another_says(archive: Archive, left: str, right: str, apart: bool) -> None:
    """Who says that a thing was not done contradicts who says that it was, in one article or in two of a day."""
    first, second = (
        f"Hansen said {left} and the river rose in Lorne.",
        f"Lind said {right} and the river rose in Lorne.",
    )
    ours, theirs = (HANSEN, "said", left), (LIND, "said", right)
    if apart:
        tell(archive, f"{first} Rain fell on Lorne.", ours)
        tell(archive, f"{second} Rain fell in Lorne too.", theirs, published="2018-04-28")
    else:
        tell(archive, f"{first} {second}", ours, theirs)
    assert "content" in fields(archive)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the dyke at Lorne was inspected in May", "the bridge in Kells had not been inspected since winter"),
        ("there were no plans to close the port of Lorne", "plans to close the port of Lorne are dear"),
        (
            "the guards should fire rubber bullets near Lorne",
            "the guards did not use rubber bullets near Lorne",
        ),
        ("the villages near Lorne were not warned", "nobody had warned the villages near Lorne"),
        ("no soldier was killed in the raid on Lorne", "two villagers were killed in the raid on Lorne"),
        ("his guards do not target herders in Lorne", "the guards are not targeting herders in Lorne"),
        ("the miners at Lorne were freed at noon", "in June not one of the miners at Lorne had been freed"),
        ("the guards told of the risks of drilling at Lorne", "his guards do not drill at Lorne"),
        ("tar from Lorne is no more poisonous than oil", "tar from Lorne is poisonous, like oil"),
        ("the boat carried mail from Lorne to Kells", "the boat from Lorne to Kells never carried her name"),
    ],
)
def test_other_things_wishes_and_two_denials_are_no_contradiction(
    archive: Archive, left: str, right: str
) -> None:
    """Two things, a plan that there is not, what should be done, and two who deny: nothing is reported."""
    tell(archive, f"Hansen said {left}. Lind said {right}.", (HANSEN, "said", left), (LIND, "said", right))
    assert "content" not in fields(archive)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the guards fired at a crowd in Kells", "the guards did not fire at the crowd in Arden"),
        ("the guards fired at a crowd on Monday", "the guards did not fire at the crowd on Friday"),
        (
            "the well is not leaking oil into the bay",
            "the oil that leaked from the well into the bay is gone",
        ),
    ],
)
def test_other_places_and_days_are_other_acts(archive: Archive, left: str, right: str) -> None:
    """In two articles, what was done in one town or on one day was not done in another."""
    tell(archive, f"Hansen said {left}. Rain fell in Lorne.", (HANSEN, "said", left))
    words = f"Lind said {right}. Rain fell in Lorne too."
    tell(archive, words, (LIND, "said", right), published="2018-04-28")
    assert fields(archive) == []


def test_a_purpose_is_no_name(archive: Archive) -> None:
    """In "not to please Kiruna but to save money" nothing is called by another name."""
    fired = "the flares were fired from Kiruna at noon"
    tell(archive, f"Hansen said {fired}.", (HANSEN, "said", fired))
    text = "The flares were fired not to please Kiruna but to save money. It snowed, Lind said."
    tell(archive, text, (LIND, "said", "It snowed"), published="2018-04-28")
    assert fields(archive) == []


@pytest.mark.parametrize(("days", "found"), [(("27", "02"), ["content"]), (("02", "27"), [])])
def test_what_was_not_done_may_come_later(archive: Archive, days: tuple[str, str], found: list[str]) -> None:
    """Who says that it has not been done, days after another told of it, denies that; days before it was news to come."""
    yes, no = "the army freed all the miners held at Lorne", "the army has not freed the miners held at Lorne"
    months = {"27": "2018-04-27", "02": "2018-05-02"}
    for words, day_ in zip((yes, no), days, strict=True):
        text = f"Hansen said {words}. Rain fell in Lorne."
        tell(archive, text, (HANSEN if words == yes else LIND, "said", words), published=months[day_])
    assert fields(archive) == found


def test_two_rivals_claim_one_victory(archive: Archive) -> None:
    """Each says that he won; who congratulates the other says nothing against it."""
    tell(
        archive,
        "Hansen said he had won the vote. Lind said that Lind had won.",
        (HANSEN, "said", "he had won the vote"),
        (LIND, "said", "that Lind had won"),
    )
    assert "won" in only(archive).explanation


def test_each_lays_a_crossing_to_the_other(archive: Archive) -> None:
    """In two articles of one day, each of two lands says that the soldiers of the other crossed the line."""
    ours, theirs = (
        "Swedish soldiers crossed the line of control near Lorne",
        "Norwegian troops crossed the line of control near Lorne",
    )
    tell(archive, f"Hansen said {ours}.", (HANSEN, "said", ours))
    tell(archive, f"Lind said {theirs}.", (LIND, "said", theirs), published="2018-04-28")
    assert "the other did it" in only(archive).explanation


def test_magnitudes_and_terms_of_two_articles(archive: Archive) -> None:
    """A quake has one strength and a sentence one length, whoever reports them; two quakes have two."""
    weak, strong = (
        "A quake of magnitude 6.1 shook the town of Lorne",
        "A quake of magnitude 6.8 shook the town of Lorne",
    )
    other = "A quake of magnitude 5.2 shook the island of Buru"
    for n, words in enumerate((weak, strong, other)):
        tell(archive, f"Hansen said: {words}.", (HANSEN, "said", words), published=f"2018-04-2{n + 6}")
    assert only(archive).field == "value"

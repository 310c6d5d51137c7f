"""Statements: one test for each construction that attributes."""

from __future__ import annotations

import pytest
from tests.coders.statement_words import content, source

from dateline.codebook import cues

# text, source, cue, content
CONSTRUCTIONS = [
    ("Officials said that the talks had failed.", "Officials", "said", ["that the talks had failed"]),
    ("“We agree,” said Ana Ruiz.", "Ana Ruiz", "said", ["“We agree,”"]),
    ("“We agree,” Ana Ruiz said. “We do.”", "Ana Ruiz", "said", ["“We agree,”", "“We do.”"]),
    ("“The king is not,” Ana Ruiz said, “a fool.”", "Ana Ruiz", "said", ["“The king is not,”", "“a fool.”"]),
    (
        "The bridge, the mayor said, would open in May.",
        "the mayor",
        "said",
        ["The bridge", "would open in May"],
    ),
    (
        "According to the police, two men were arrested.",
        "the police",
        "According to",
        ["two men were arrested"],
    ),
    (
        "Two men were arrested, according to the police.",
        "the police",
        "according to",
        ["Two men were arrested"],
    ),
    (
        "The union accused the government of breaking its word.",
        "The union",
        "accused",
        ["the government of breaking its word"],
    ),
    (
        "The envoy urged both sides to hold their fire.",
        "The envoy",
        "urged",
        ["both sides to hold their fire"],
    ),
    ("The army denied the report.", "The army", "denied", ["the report"]),
    (
        "The envoy expressed concern about the fighting.",
        "The envoy",
        "expressed",
        ["concern about the fighting"],
    ),
    ("The rebels threatened to blow up the bridge.", "The rebels", "threatened", ["to blow up the bridge"]),
    (
        "Nobody believed the general's claim that the town was safe.",
        "the general",
        "claim",
        ["that the town was safe"],
    ),
]


@pytest.mark.parametrize(
    ("text", "who", "cue", "said"), CONSTRUCTIONS, ids=[c[0][:30] for c in CONSTRUCTIONS]
)
def test_construction(read, text: str, who: str, cue: str, said: list[str]) -> None:  # type: ignore[no-untyped-def]
    """Source, cue and content of each construction stand at the right characters."""
    (statement,) = (s for s in read(text) if s.cue == cue)
    assert (source(text, statement), content(text, statement)) == (who, said)


MORE = [
    (
        "It would help, the envoy said, if the rebels left.",
        "the envoy",
        "said",
        ["It would help", "if the rebels left"],
    ),
    (
        "The envoy called it regrettable that the sides had not agreed.",
        "The envoy",
        "called",
        ["it regrettable that the sides had not agreed"],
    ),
    (
        "The minister said the same month that Oslo had offered help.",
        "The minister",
        "said",
        ["that Oslo had offered help"],
    ),
    (
        "The programme is worried that hunger will spread, its head, Ana Ruiz, said.",
        "its head, Ana Ruiz",
        "said",
        ["The programme is worried that hunger will spread"],
    ),
    (
        "In May the agency put the number of the hungry at about 10 million.",
        "the agency",
        "put",
        ["the number of the hungry at about 10 million"],
    ),
]


@pytest.mark.parametrize(("text", "who", "cue", "said"), MORE, ids=[c[0][:30] for c in MORE])
def test_content_that_the_parser_hangs_elsewhere(
    read, text: str, who: str, cue: str, said: list[str]
) -> None:  # type: ignore[no-untyped-def]
    """Conditions behind a parenthesis, clauses that "it" or a day announces, and figures are content."""
    (statement,) = (s for s in read(text) if s.cue == cue)
    assert (source(text, statement), content(text, statement)) == (who, said)


def test_verb_joined_behind_a_passive_clause_is_the_speakers(read) -> None:  # type: ignore[no-untyped-def]
    """In "denied that X was agreed, and repeated that Y" two things are said by one."""
    text = "The envoy denied that a meeting had been agreed, and repeated that Kyiv must act."
    assert [(s.cue, content(text, s)) for s in read(text)] == [
        ("denied", ["that a meeting had been agreed"]),
        ("repeated", ["that Kyiv must act"]),
    ]


def test_what_the_text_contradicts_is_not_said(read) -> None:  # type: ignore[no-untyped-def]
    """Nobody said what "not from the north, as the king had said, but from the south" states."""
    text = "They were not fired from the north, as the king had said, but from the south, the queen states."
    assert [s.cue for s in read(text)] == ["states"]


def test_pronoun_for_what_was_said_is_no_content(read) -> None:  # type: ignore[no-untyped-def]
    """A bare "which" or "it" is content of a denial alone."""
    text = "The treaty, which the mayor praised, was signed. The army denied it."
    assert [(s.cue, content(text, s)) for s in read(text)] == [("denied", ["it"])]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The bank warned that prices would rise.", "warns"),
        ("The army denied that it had fired.", "denies"),
        ("The rebels claimed that they held the town.", "claims"),
        ("The minister promised to cut the budget.", "promises"),
        ("The reporter asked whether the road was open.", "asks"),
    ],
)
def test_stance_comes_from_the_cue(read, text: str, stance: str) -> None:  # type: ignore[no-untyped-def]
    """What the cue makes of its content is kept."""
    assert [s.stance for s in read(text)] == [stance]


def test_evidence_holds_source_cue_and_content(read) -> None:  # type: ignore[no-untyped-def]
    """The evidence is the passage around all parts."""
    text = "It rained. “We agree,” Ana Ruiz said. It snowed."
    (statement,) = read(text)
    assert statement.evidence.exact == "“We agree,” Ana Ruiz said"


EXAMPLES = sorted(cues.load().all(), key=lambda c: (c.kind, c.lemma, sorted(c.frames)))


@pytest.mark.parametrize("cue", EXAMPLES, ids=lambda c: f"{c.kind}-{c.lemma}")
def test_example_of_cue_attributes(read, cue: cues.Cue) -> None:  # type: ignore[no-untyped-def]
    """In its example, each cue of the file opens a statement."""
    found = [s.cue.lower() for s in read(cue.example)]
    stem = {"swear": "swor", "beg": "begg", "seek": "sought", "think": "think", "deny": "denied"}.get(
        cue.lemma, cue.lemma[:4].rstrip("ey")
    )
    irregular = {
        "say": "said",
        "tell": "told",
        "write": "wrote",
        "find": "found",
        "speak": "spoke",
        "forecast": "forecast",
    }
    stem = irregular.get(cue.lemma, stem) if cue.kind == "verb" else stem
    assert any(stem in words for words in found), found


def test_time_behind_the_cue_dates_the_statement(read) -> None:  # type: ignore[no-untyped-def]
    """A time expression on the cue is the date of saying and no content, even where a comma follows."""
    text = "The new bridge over the river, the mayor said on 6 May 2019, will not open in June."
    (statement,) = read(text)
    assert content(text, statement) == ["The new bridge over the river", "will not open in June"]
    assert statement.date is not None
    assert statement.date.iso() == "2019-05-06"


def test_saying_goes_on_behind_the_clause(read) -> None:  # type: ignore[no-untyped-def]
    """A verb of saying behind "said it was …" is the speaker's own, and no part of what he said."""
    text = "The ministry said that the deaths were caused by gunshots and called on the army to leave."
    assert [(source(text, s), s.cue, content(text, s)) for s in read(text)] == [
        ("The ministry", "said", ["that the deaths were caused by gunshots"]),
        ("The ministry", "called", ["the army to leave"]),
    ]


def test_participle_of_saying_ends_the_content(read) -> None:  # type: ignore[no-untyped-def]
    """What stands behind ", saying" is a statement of its own."""
    text = "Ana Ruiz argued that a register would help, saying it was all about order."
    assert [(s.cue, content(text, s)) for s in read(text)] == [
        ("argued", ["that a register would help"]),
        ("saying", ["it was all about order"]),
    ]


def test_writer_goes_on_behind_a_parenthesis(read) -> None:  # type: ignore[no-untyped-def]
    """What the writer adds with "but" behind "X, he said," is not said by the speaker."""
    text = "The governor accepted the invitation, Ana Ruiz said, but no visit has been set."
    (statement,) = read(text)
    assert content(text, statement) == ["The governor accepted the invitation"]


def test_content_goes_on_behind_a_parenthesis(read) -> None:  # type: ignore[no-untyped-def]
    """Content that a parenthesis cuts right behind its subject has both halves."""
    text = "Sanctions, the envoy said, would remain until the weapons were gone."
    (statement,) = read(text)
    assert content(text, statement) == ["Sanctions", "would remain until the weapons were gone"]


def test_condition_belongs_to_a_warning(read) -> None:  # type: ignore[no-untyped-def]
    """The condition behind "warned of …" is part of what was said."""
    text = "The foreign ministry warned of a harsh reaction if the fleet came closer."
    (statement,) = read(text)
    assert content(text, statement) == ["a harsh reaction if the fleet came closer"]


def test_two_parentheses_share_a_sentence(read) -> None:  # type: ignore[no-untyped-def]
    """Each of two parentheses has the sentence as content without the other."""
    text = "The rockets were not fired from Onchon, as Seoul had said, but from a bridge in the north, the envoy states."
    assert {s.cue for s in read(text)} >= {"states"}


def test_relative_stays_with_what_is_said_of_it(read) -> None:  # type: ignore[no-untyped-def]
    """In "which the ministry said were stolen" the pronoun is part of what is said."""
    text = "They showed nine bodies, which the government said were all of people killed in the attack."
    assert content(text, read(text)[0]) == ["which", "were all of people killed in the attack"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("As the envoy noted, the treaty is about to lapse.", "the treaty is about to lapse"),
        (
            "They went to the site of what officials said was a strike on the port.",
            "was a strike on the port",
        ),
        ("The minister said in a speech on television the army stood firm.", "the army stood firm"),
        ("The minister said on Friday they had found the ship.", "they had found the ship"),
        ("As it rained, the envoy said Monday that the vote was over.", "that the vote was over"),
    ],
)
def test_content_without_the_words_around_it(read, text: str, words: str) -> None:  # type: ignore[no-untyped-def]
    """What is said follows "As X noted" and "what X said", and leaves out on what occasion and day."""
    (statement,) = read(text)
    assert content(text, statement) == [words]


def test_as_clause_of_time_says_nothing(read) -> None:  # type: ignore[no-untyped-def]
    """What happened while somebody spoke is no word of his."""
    statements = read("As the envoy announced the plan, the treaty lapsed.")
    assert [s for s in statements if "lapsed" in s.evidence.exact] == []


def test_semicolon_ends_what_was_said_before(read) -> None:  # type: ignore[no-untyped-def]
    """What follows "…, the envoy said;" is not the envoy's."""
    text = "The talks are over, the envoy said; Ana Ruiz denied it."
    assert content(text, read(text)[0]) == ["The talks are over"]


def test_a_passive_behind_a_semicolon_denies_its_own_subject(read) -> None:  # type: ignore[no-untyped-def]
    """In "Gunmen free ten pupils; ransom denied" nobody denies that pupils are free."""
    text = "Gunmen freed ten pupils on Monday; a ransom was denied."
    assert not any("pupils" in words for statement in read(text) for words in content(text, statement))

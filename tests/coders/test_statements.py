"""Statements: one test for each construction that attributes."""

from __future__ import annotations

import pytest

from dateline.codebook import cues
from dateline.coders.statements import Statements
from dateline.model import Block, Document, Span, Statement
from dateline.pipeline import Coder


def document(text: str) -> Document:
    """Return a document with a block for every line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(span=Span(at, at + len(line))))
        at += len(line) + 1
    return Document(text=text, blocks=tuple(blocks))


@pytest.fixture(scope="module")
def read(coder: Coder):  # type: ignore[no-untyped-def]
    """A function from text to its statements."""
    member = Statements()

    def code(text: str) -> tuple[Statement, ...]:
        made = document(text)
        return member.code(made, coder.annotate(made))

    return code


def content(text: str, statement: Statement) -> list[str]:
    """Return the words of the content."""
    return [span.of(text) for span in statement.content]


def source(text: str, statement: Statement) -> str:
    """Return the words of the source."""
    return " | ".join(span.of(text) for span in statement.source)


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


@pytest.mark.parametrize(
    "text",
    ["If the king says that he will go, the ship will sail.", "A guard asked not to be named."],
)
def test_condition_and_anonymity_are_no_statements(read, text: str) -> None:  # type: ignore[no-untyped-def]
    """What somebody might say, and that he wants no name, is no statement."""
    assert read(text) == ()


def test_common_noun_is_no_outlet(read) -> None:  # type: ignore[no-untyped-def]
    """Nothing comes through Time where it comes "in time"."""
    (statement, *_) = read("The doctors had not come in time, the minister said.")
    assert statement.via == ()


BESIDE = [
    (
        "“The bridge is safe, and has been for years,” wrote the authors of the report.",
        "the authors of the report",
        ["“The bridge is safe, and has been for years,”"],
    ),
    ("“We will not leave the island,” Ana Ruiz growled.", "Ana Ruiz", ["“We will not leave the island,”"]),
    ("“The harbour is closed for good.” — Ana Ruiz", "Ana Ruiz", ["“The harbour is closed for good.”"]),
    (
        "Ana Ruiz, head of the dockers' union: “Nobody asked us.”",
        "Ana Ruiz, head of the dockers' union",
        ["“Nobody asked us.”"],
    ),
    ("Then she added a warning: “The harbour may close.”", "she", ["“The harbour may close.”"]),
    ("Asked when it would open, Ana Ruiz said, “In May, perhaps.”", "Ana Ruiz", ["“In May, perhaps.”"]),
    ("He was blunt about the harbour: “It is finished,” he said.", "he", ["“It is finished,”"]),
]


@pytest.mark.parametrize(("text", "who", "said"), BESIDE, ids=[b[0][:30] for b in BESIDE])
def test_speaker_beside_a_quotation(read, text: str, who: str, said: list[str]) -> None:  # type: ignore[no-untyped-def]
    """Who stands beside a quotation by verb, dash, label or colon says it, and no more than it."""
    (statement,) = read(text)
    assert (source(text, statement), content(text, statement)) == (who, said)


def test_quotation_before_a_new_sentence_is_not_its_speakers(read) -> None:  # type: ignore[no-untyped-def]
    """A quotation that ends in a full stop is not said by who begins the next sentence."""
    text = "“We did all that we could.” The mayor said the harbour would open in May."
    assert [content(text, s) for s in read(text)] == [["the harbour would open in May"]]


def test_verb_inside_a_quotation_takes_no_other_quotation(read) -> None:  # type: ignore[no-untyped-def]
    """The next quotation belongs to who said the first one, not to a verb in the first one."""
    text = "“We are continuing,” Ana Ruiz said. “The harbour will open in May.”"
    assert [(s.cue, len(s.content)) for s in read(text)] == [("said", 2)]


def test_verb_joined_before_a_quotation_is_the_speakers(read) -> None:  # type: ignore[no-untyped-def]
    """In "said X would open and added, “…”" the one who said it adds the quotation."""
    text = "The mayor said the harbour would open and added, “We are ready.”"
    assert [(s.cue, source(text, s), content(text, s)) for s in read(text)] == [
        ("said", "The mayor", ["the harbour would open"]),
        ("added", "The mayor", ["“We are ready.”"]),
    ]


def test_pronoun_for_what_was_said_is_no_content(read) -> None:  # type: ignore[no-untyped-def]
    """A bare "which" or "it" is content of a denial alone."""
    text = "The treaty, which the mayor praised, was signed. The army denied it."
    assert [(s.cue, content(text, s)) for s in read(text)] == [("denied", ["it"])]


def test_participle_shares_the_subject(read) -> None:  # type: ignore[no-untyped-def]
    """What stands behind "adding that" is said by the subject of the main verb."""
    text = "The minister said the border was open, adding that trains would run."
    assert [(s.cue, source(text, s)) for s in read(text)] == [
        ("said", "The minister"),
        ("adding", "The minister"),
    ]


def test_relative_clause_names_antecedent_and_pronoun(read) -> None:  # type: ignore[no-untyped-def]
    """A source in "X, who said …" has X and "who" as source."""
    text = "They met the governor, who said that the dam was safe."
    (statement,) = (s for s in read(text) if s.cue == "said")
    assert source(text, statement) == "the governor | who"


def test_quoted_as_saying(read) -> None:  # type: ignore[no-untyped-def]
    """The one quoted speaks; who quotes passes it on."""
    text = "The foreign minister was quoted by KCNA as saying that talks were over."
    (statement,) = read(text)
    assert (source(text, statement), statement.via) == ("The foreign minister", ("KCNA",))
    assert content(text, statement) == ["that talks were over"]


def test_teller_becomes_relay(read) -> None:  # type: ignore[no-untyped-def]
    """A chain such as "KCNA reported that the minister said X" is one statement, of the minister, via KCNA."""
    text = "KCNA reported that the foreign minister said talks were over."
    (statement,) = read(text)
    assert (source(text, statement), statement.via) == ("the foreign minister", ("KCNA",))


def test_outlet_told_is_hearer_and_relay(read) -> None:  # type: ignore[no-untyped-def]
    """To tell an outlet names the hearer, and the outlet it comes through."""
    text = "The mayor told Al Jazeera that the city was safe."
    (statement,) = read(text)
    assert statement.via == ("Al Jazeera",)
    assert statement.addressee is not None
    assert statement.addressee.mention is not None
    assert statement.addressee.mention.of(text) == "Al Jazeera"


def test_reporters_are_hearers_and_no_relay(read) -> None:  # type: ignore[no-untyped-def]
    """Hearers without a name of an outlet pass nothing on."""
    (statement,) = read("The mayor told reporters that the city was safe.")
    assert statement.via == ()
    assert statement.addressee is not None


def test_quotation_over_sentences_is_one_content(read) -> None:  # type: ignore[no-untyped-def]
    """A quotation that holds several sentences is taken whole."""
    text = "“We came. We saw. We left,” Ana Ruiz said."
    (statement,) = read(text)
    assert content(text, statement) == ["“We came. We saw. We left,”"]
    assert statement.direct is True


def test_free_paragraph_belongs_to_the_last_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """A paragraph that is nothing but a quotation goes on with the statement before it."""
    text = "“We came,” Ana Ruiz said.\n“We saw nothing there.”"
    (statement,) = read(text)
    assert content(text, statement) == ["“We came,”", "“We saw nothing there.”"]


def test_another_speakers_quotation_is_not_taken(read) -> None:  # type: ignore[no-untyped-def]
    """A quotation with a cue of its own is no continuation."""
    text = "“We came,” Ana Ruiz said.\n“We saw nothing,” Tom Berg said."
    assert [source(text, s) for s in read(text)] == ["Ana Ruiz", "Tom Berg"]


def test_mixed_speech(read) -> None:  # type: ignore[no-untyped-def]
    """A clause with a quoted part is mixed; without one it is indirect."""
    mixed, indirect = read("The king said the plan was “a waste of money”. The queen said the plan was good.")
    assert (mixed.direct, indirect.direct) == ("mixed", False)


def test_quoted_self_reference_is_no_statement(read) -> None:  # type: ignore[no-untyped-def]
    """A thought of "I" inside a quotation is part of what is quoted."""
    assert [s.cue for s in read("“I think we will win,” Ana Ruiz said.")] == ["said"]


def test_label_before_a_colon(read) -> None:  # type: ignore[no-untyped-def]
    """A name and a colon at the start of a block attributes the rest."""
    text = "Angela Merkel: Europe must pay more for its defence."
    (statement,) = read(text)
    assert (source(text, statement), statement.cue) == ("Angela Merkel", ":")


def test_pronoun_stands_for_the_last_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """A pronoun's statement has the person it stands for, the pronoun as mention."""
    text = "Ana Ruiz said the law was dead. She added that a new one would follow."
    first, second = read(text)
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.id == first.speaker.id
    assert source(text, second) == "She"


def test_unnamed_source_is_kept_as_role(read) -> None:  # type: ignore[no-untyped-def]
    """An anonymous source is an actor with the words of the text."""
    (statement,) = read("A senior official said the deal was dead.")
    assert statement.speaker is not None
    assert statement.speaker.kind == "role"


def test_thoughts_of_nobody_named_are_left_out(read) -> None:  # type: ignore[no-untyped-def]
    """Beliefs count for named actors only; speech counts for all."""
    assert read("Many people believe that the war is lost.") == ()
    assert [s.stance for s in read("Angela Merkel believes that the war is lost.")] == ["believes"]


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


def test_document_speaks_for_its_author(read) -> None:  # type: ignore[no-untyped-def]
    """Where a report says something, its author is the speaker, and the whole phrase is the source."""
    text = "The report by KCNA said that the army was ready."
    (statement,) = read(text)
    assert statement.speaker is not None
    assert (statement.speaker.name, source(text, statement)) == ("KCNA", "The report by KCNA")


def test_hearsay_has_no_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """Of what somebody "is said to" have done nobody is named as the source."""
    (statement,) = read("Pyongyang is said to have fired a missile.")
    assert statement.speaker is None
    assert statement.source == ()


def test_fronted_question_is_no_content(read) -> None:  # type: ignore[no-untyped-def]
    """What somebody was asked about stands outside of what is said."""
    text = "Asked about the vote, Angela Merkel said that it was fair."
    (statement,) = read(text)
    assert content(text, statement) == ["that it was fair"]


def test_person_who_tells_makes_a_statement_too(read) -> None:  # type: ignore[no-untyped-def]
    """Where a person tells what another said, both statements are kept, the inner one through the person."""
    text = "Ana Ruiz said that the foreign ministry denied the report."
    outer, inner = read(text)
    assert (source(text, outer), outer.via) == ("Ana Ruiz", ())
    assert (source(text, inner), inner.via) == ("the foreign ministry", ("Ana Ruiz",))


def test_imagined_speech_is_no_statement(read) -> None:  # type: ignore[no-untyped-def]
    """What a speaker only expects another to say was not said."""
    assert [s.cue for s in read("Ana Ruiz said that the ministry would deny the report.")] == ["said"]


def test_quotation_ends_at_its_comma(read) -> None:  # type: ignore[no-untyped-def]
    """Behind a quotation that ends in a comma the writer goes on."""
    text = "“We will not go,” she said as the crowd cheered."
    (statement,) = read(text)
    assert content(text, statement) == ["“We will not go,”"]


def test_title_or_scare_quote_does_not_make_speech_direct(read) -> None:  # type: ignore[no-untyped-def]
    """A marked word inside indirect speech leaves the clause whole."""
    text = "Ana Ruiz said the “interim” government had failed."
    (statement,) = read(text)
    assert content(text, statement) == ["the “interim” government had failed"]


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


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say whether the border was open.",
        "North Korea has not confirmed the report.",
        "Nobody in the ministry confirmed that the border was open.",
        "The text does not mention inspections.",
    ],
)
def test_silence_is_no_statement(read, text: str) -> None:  # type: ignore[no-untyped-def]
    """Who does not say something makes no statement."""
    assert read(text) == ()


def test_act_told_by_another_is_no_statement(read) -> None:  # type: ignore[no-untyped-def]
    """What a speaker tells that another promised or asked is an act in his words."""
    (statement,) = read("Ana Ruiz said the governor had promised to repair the dam.")
    assert statement.cue == "said"


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


@pytest.mark.parametrize(
    ("text", "who", "cue"),
    [
        ("“They are all here for the free food,” Ana Ruiz shot back.", "Ana Ruiz", "shot back"),
        ("She sighed: “This is how it always ends.”", "She", "sighed"),
    ],
)
def test_any_verb_beside_a_quotation(read, text: str, who: str, cue: str) -> None:  # type: ignore[no-untyped-def]
    """A quotation beside what a person does is said by this person, whatever the verb."""
    (statement,) = read(text)
    assert (source(text, statement), statement.cue, statement.direct) == (who, cue, True)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The foreign minister, quoted by KCNA, said that talks were over.", "KCNA"),
        ("In her statement, carried by KCNA, Ana Ruiz called the drills a provocation.", "KCNA"),
        ("The talks are over, Yonhap quoted an official as saying.", "Yonhap"),
    ],
)
def test_carrier_is_relay(read, text: str, via: str) -> None:  # type: ignore[no-untyped-def]
    """Who carries, quotes or is told passes the words on."""
    (statement,) = read(text)
    assert statement.via == (via,)


def test_outlet_that_quotes_is_relay(read) -> None:  # type: ignore[no-untyped-def]
    """In "Quoting officials, KCNA said" the officials speak, through the outlet."""
    text = "Quoting local officials, KCNA said that the road was open."
    (statement,) = read(text)
    assert (source(text, statement), statement.via) == ("local officials", ("KCNA",))


def test_relay_holds_while_the_speaker_goes_on(read) -> None:  # type: ignore[no-untyped-def]
    """What the same speaker adds came through the same outlet."""
    text = "Ana Ruiz told Reuters that the dam was safe. She added that nobody had to leave."
    assert [s.via for s in read(text)] == [("Reuters",), ("Reuters",)]


def test_pronoun_keeps_its_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """The pronoun that named a speaker names the same one again, though another was mentioned between."""
    text = "Ana Ruiz spoke on Monday. She said that Boris Johnson was late. The talks, she added, would start anyway."
    assert [s.speaker.name for s in read(text)] == ["Ana Ruiz", "Ana Ruiz"]


def test_time_before_the_speaker_is_no_part_of_him(read) -> None:  # type: ignore[no-untyped-def]
    """A time that the parser put before the speaker's phrase stays out of the source."""
    text = "Last week tour companies in Beijing said that the border was closed."
    (statement,) = read(text)
    assert source(text, statement) == "tour companies in Beijing"


def test_outlet_between_speaker_and_verb_is_relay(read) -> None:  # type: ignore[no-untyped-def]
    """In "Kim, according to KCNA, said" the outlet passes on what the subject of the verb says."""
    text = "The envoy, according to KCNA, called the day a surprise and said that talks would follow."
    assert [(s.cue, s.via) for s in read(text)] == [("called", ("KCNA",)), ("said", ("KCNA",))]


def test_two_parentheses_share_a_sentence(read) -> None:  # type: ignore[no-untyped-def]
    """Each of two parentheses has the sentence as content without the other."""
    text = "The rockets were not fired from Onchon, as Seoul had said, but from a bridge in the north, the envoy states."
    assert {s.cue for s in read(text)} >= {"states"}

"""Statements of transcripts and interviews."""

from __future__ import annotations

from tests.coders.statement_words import content, source

TRANSCRIPT = (
    "LENA OST, ANCHOR: Good evening. The vote is over.\n"
    "ANA RUIZ, PRIME MINISTER (via translator): I take the result as it is. We will not fight it.\n"
    "It was a fair vote.\n"
    "OST: Thank you."
)


def test_turn_of_a_transcript_runs_on_to_the_next_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """All that stands between two labels in capitals is said by the first of them, and "I" is nobody else."""
    assert [content(TRANSCRIPT, s) for s in read(TRANSCRIPT)] == [
        ["Good evening. The vote is over."],
        ["I take the result as it is. We will not fight it.\nIt was a fair vote."],
        ["Thank you."],
    ]


def test_speaker_in_capitals_is_the_person_of_the_text(read) -> None:  # type: ignore[no-untyped-def]
    """A name in capitals leads back to the person whom the rest of the text names."""
    text = (
        "OST: Good evening.\nANGELA MERKEL, GERMAN CHANCELLOR: We agreed.\n"
        "OST: That was Angela Merkel tonight.\nMERKEL: It was a long day."
    )
    speakers = [s.speaker for s in read(text)]
    assert [s.name for s in speakers if s is not None and "erkel" in s.name] == [
        "Angela Merkel",
        "Angela Merkel",
    ]


def test_answer_in_an_interview_ends_with_its_paragraph(read) -> None:  # type: ignore[no-untyped-def]
    """Paragraphs without a label are the writer's where the labels are not in capitals."""
    text = "Q: Is it good?\nAna Ruiz: I think so. It took years.\nShe smiled.\nQ: And then?\nAna Ruiz: We go home. It is late."
    assert [(source(text, s), content(text, s)) for s in read(text)] == [
        ("Ana Ruiz", ["I think so. It took years."]),
        ("Ana Ruiz", ["We go home. It is late."]),
    ]


def test_lines_with_colons_are_no_dialogue(read) -> None:  # type: ignore[no-untyped-def]
    """A place, a day and a price with colons are nobody's words."""
    assert (
        read("Place: Town hall, main room.\nDay: Friday. Doors open early.\nPrice: Five. Place: none.") == ()
    )

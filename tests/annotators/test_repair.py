"""Repairs of known mistakes of the parser."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotators._encoder import Parse
from dateline.annotators._repair import repair


def parse(
    heads: list[int], deps: list[str], upos: list[str], entities: list[tuple[int, int, str]] | None = None
) -> Parse:
    """Return an analysis made by hand."""
    return Parse(
        upos=upos, xpos=upos, lemmas=upos, heads=heads, deps=deps, entities=entities or [], states=None
    )


def test_second_half_of_a_hyphenated_name_joins_the_first() -> None:
    """Moon Jae-in is one name although its last syllable looks like a preposition."""
    words = ["Moon", "Jae", "-", "in", "spoke"]
    given = parse(
        [4, 0, 0, 4, -1],
        ["nsubj", "flat", "punct", "advmod", "root"],
        ["PROPN", "PROPN", "PUNCT", "ADP", "VERB"],
        [(0, 2, "PER")],
    )
    mended = repair(words, [False, False, True, True, False], given)
    assert (mended.heads[3], mended.deps[3], mended.upos[3]) == (0, "flat", "PROPN")
    assert mended.entities == [(0, 4, "PER")]


def test_hyphenated_word_that_is_no_name_stays() -> None:
    """Other compounds with a hyphen are left alone."""
    words = ["a", "Seoul", "-", "based", "firm"]
    given = parse(
        [4, 3, 1, 4, -1],
        ["det", "compound", "punct", "amod", "root"],
        ["DET", "PROPN", "PUNCT", "VERB", "NOUN"],
    )
    assert repair(words, [False, False, True, True, False], given) == given


def test_what_is_coordinated_with_a_titled_name_hangs_on_the_title() -> None:
    """In "leader Kim and President Moon met" both hang on the subject."""
    words = ["leader", "Kim", "and", "Moon", "met"]
    given = parse(
        [4, 0, 3, 1, -1],
        ["nsubj", "appos", "cc", "conj", "root"],
        ["NOUN", "PROPN", "CCONJ", "PROPN", "VERB"],
    )
    assert repair(words, [False] * 5, given).heads[3] == 0


def test_a_title_is_no_third_one_beside_its_name() -> None:
    """In "Lau and leader Ost met" two people meet."""
    words = ["Lau", "and", "leader", "Ost", "met"]
    given = parse(
        [4, 2, 0, 0, -1],
        ["nsubj", "cc", "conj", "conj", "root"],
        ["PROPN", "CCONJ", "NOUN", "PROPN", "VERB"],
        [(0, 1, "PER"), (3, 4, "PER")],
    )
    mended = repair(words, [False] * 5, given)
    assert (mended.heads[1:4], mended.deps[2]) == ([3, 3, 0], "compound")


def test_a_name_behind_its_title_stands_under_the_same_preposition() -> None:
    """In "talks with leader Ost" there is one person, who talks."""
    words = ["talks", "with", "leader", "Ost"]
    given = parse(
        [-1, 2, 0, 0],
        ["root", "case", "nmod", "nmod"],
        ["NOUN", "ADP", "NOUN", "PROPN"],
        [(3, 4, "PER")],
    )
    mended = repair(words, [False] * 4, given)
    assert (mended.heads, mended.deps[2]) == ([-1, 3, 3, 0], "compound")


def test_oblique_without_a_preposition_is_an_object() -> None:
    """In "called off the meeting" the meeting is what was called off."""
    words = ["Trump", "called", "off", "the", "meeting"]
    given = parse(
        [1, -1, 1, 4, 1],
        ["nsubj", "root", "compound:prt", "det", "obl"],
        ["PROPN", "VERB", "ADP", "DET", "NOUN"],
    )
    assert repair(words, [False] * 5, given).deps[4] == "obj"


def test_a_verb_behind_a_comma_is_not_what_is_said_to_be() -> None:
    """In "Ost said it was fair, and thanked Lau" Ost thanks; without the comma nothing is certain."""
    words = ["Ost", "said", "it", "was", "fair", ",", "and", "thanked", "Lau"]
    heads = [1, -1, 4, 4, 1, 7, 7, 4, 7]
    deps = ["nsubj", "root", "nsubj", "cop", "ccomp", "punct", "cc", "conj", "obj"]
    upos = ["PROPN", "VERB", "PRON", "AUX", "ADJ", "PUNCT", "CCONJ", "VERB", "PROPN"]
    given = replace(parse(heads, deps, upos), xpos=["", "VBD", "", "VBD", "JJ", ",", "CC", "VBD", ""])
    assert repair(words, [False] * 9, given).heads[7] == 1
    assert repair([*words[:5], "–", *words[6:]], [False] * 9, given).heads[7] == 4


def test_first_of_two_subjects_belongs_to_the_clause_between_them() -> None:
    """In "A share should go there, the envoy said" the envoy speaks and the share goes."""
    words = ["share", "should", "go", ",", "envoy", "said"]
    given = parse(
        [5, 2, 5, 5, 5, -1],
        ["nsubj", "aux", "ccomp", "punct", "nsubj", "root"],
        ["NOUN", "AUX", "VERB", "PUNCT", "NOUN", "VERB"],
    )
    mended = repair(words, [False] * 6, given)
    assert (mended.heads[0], mended.deps[0], mended.heads[4]) == (2, "nsubj", 5)


def test_first_of_two_subjects_of_a_passive_clause_suffers() -> None:
    """In "The plan was dropped, the envoy said" the plan is the subject of a passive."""
    words = ["plan", "was", "dropped", ",", "envoy", "said"]
    given = parse(
        [5, 2, 5, 5, 5, -1],
        ["nsubj", "aux:pass", "ccomp", "punct", "nsubj", "root"],
        ["NOUN", "AUX", "VERB", "PUNCT", "NOUN", "VERB"],
    )
    mended = repair(words, [False] * 6, given)
    assert (mended.heads[0], mended.deps[0]) == (2, "nsubj:pass")


def test_subject_behind_its_verb_goes_to_the_verb_behind_it() -> None:
    """In "Ships land, but the navy says otherwise" the navy does not land."""
    words = ["Ships", "land", ",", "but", "navy", "says"]
    given = replace(
        parse(
            [1, -1, 5, 5, 1, 1],
            ["nsubj", "root", "punct", "cc", "nsubj", "conj"],
            ["NOUN", "VERB", "PUNCT", "CCONJ", "NOUN", "VERB"],
        ),
        xpos=["NNS", "VBP", ",", "CC", "NN", "VBZ"],
    )
    assert repair(words, [False] * 6, given).heads[4] == 5


def test_inverted_subject_stays() -> None:
    """In "Gone are the days" the subject stands behind its verb and no other verb wants it."""
    words = ["Gone", "are", "days", "."]
    given = parse([-1, 0, 0, 0], ["root", "cop", "nsubj", "punct"], ["VERB", "AUX", "NOUN", "PUNCT"])
    assert repair(words, [False] * 4, given).heads[2] == 0


def test_a_clause_behind_a_semicolon_is_the_writers() -> None:
    """In "One died, Ost said; Lau counted two" Lau counts, unless quotation marks say that Ost goes on."""
    words = ["One", "died", ",", "Ost", "said", ";", "“", "Lau", "counted", "two"]
    heads = [1, -1, 4, 4, 1, 8, 8, 8, 4, 8]
    deps = ["nsubj", "root", "punct", "nsubj", "parataxis", "punct", "punct", "nsubj", "ccomp", "obj"]
    upos = ["PRON", "VERB", "PUNCT", "PROPN", "VERB", "PUNCT", "PUNCT", "PROPN", "VERB", "NUM"]
    assert repair(words, [False] * 10, parse(heads, deps, upos)).heads[8] == 4
    mended = repair([*words[:6], "but", *words[7:]], [False] * 10, parse(heads, deps, upos))
    assert (mended.heads[8], mended.deps[8]) == (1, "parataxis")

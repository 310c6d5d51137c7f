"""The words and phrases by which accounts are compared."""

from __future__ import annotations

import re

import pytest

from dateline.codebook.files import find, read_yaml
from dateline.views._phrasing import listed, numbers, pattern, words

(PATH,) = find("resolution/contradictions.yaml")
TOLD = read_yaml(PATH)


@pytest.mark.parametrize("name", sorted(TOLD["words"]))
def test_examples_have_a_word_of_their_list(name: str) -> None:
    """The example of each list has one of its words, and no word stands in a list twice."""
    tokens = set(re.findall(r"[\w’']+", TOLD["words"][name]["example"].lower()))
    phrases = [word for word in words(name) if " " in word and word in TOLD["words"][name]["example"]]
    assert phrases or any(tokens & {word, f"{word}ed", f"{word}ning"} for word in map(str.lower, words(name)))
    assert len(listed(name)) == len(words(name))


@pytest.mark.parametrize("name", sorted(TOLD["patterns"]))
def test_each_part_of_a_pattern_has_an_example(name: str) -> None:
    """A pattern finds each of its examples, and each of its parts finds one of them."""
    examples = TOLD["patterns"][name]["example"]
    assert all(pattern(name).search(example) for example in examples)
    for part in TOLD["patterns"][name]["any"]:
        assert any(re.search(part, example, re.I) for example in examples), part


@pytest.mark.parametrize(("word", "value"), [("one", 1), ("seven", 7), ("twelve", 12), ("thirty", 30)])
def test_numbers_in_words_have_no_holes(word: str, value: float) -> None:
    """A term of seven days is read as one of ten."""
    assert numbers()[word] == value

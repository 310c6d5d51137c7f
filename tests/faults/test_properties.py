"""What holds for any text at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.cli.main import dateline as command_line
from dateline.formats.article import article_json
from dateline.model import Article
from dateline.pipeline import Coder

WORDS = (
    "Iran", "Iraq", "the", "President", "Kim", "Jong", "Un", "met", "said", "“We", "will”", "\"", "'", "attacked", "not", "on",
    "Friday", ",", ".", "12", "June", "2018", "200", "people", "died", "offered", "if", "Mr.", "in", "Basra", "and", "(", ")",
    "\n", "\n\n", "\u200b", "\u202e", "é", "e\u0301", "😀", "\x00", "\ud800", "<b>", "&amp;", "…", "—", "to", "that", "U.S.",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(), max_size=120),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map("".join),
)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.fixture(scope="module")
def fast() -> Coder:
    """The fast coder, built once."""
    return dateline.load("fast")


def spans(value: Any) -> list[tuple[int, int, str | None]]:
    """Return all spans in a JSON value, with the text they tell, if they tell one."""
    found = []
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            found.append((value["start"], value["end"], value.get("exact")))
        found += [span for each in value.values() for span in spans(each)]
    elif isinstance(value, list):
        found += [span for each in value for span in spans(each)]
    return found


def check(article: Article) -> None:
    """Check that all spans lie in the text, and that quotations are exact."""
    line = article_json(article)
    for start, end, exact in spans(line):
        assert 0 <= start <= end <= len(line["text"])
        assert exact is None or line["text"][start:end] == exact
    for sentence in article.annotations.sentences or ():
        for token in sentence.tokens:
            assert article.document.text[token.start : token.end] == token.text


@QUIET
@given(text=TEXTS)
def test_code_raises_on_no_text_and_offsets_are_exact(fast: Coder, text: str) -> None:
    """Any string is coded, by all stages, and what is found stands where it says."""
    article = fast.code(fast.plain(text))
    assert article.issues == ()
    assert article.document.text == text
    check(article)


@settings(QUIET, max_examples=8)
@given(
    records=st.lists(
        st.fixed_dictionaries({"id": st.text(max_size=8) | st.integers(), "text": TEXTS}), max_size=5
    )
)
def test_code_keeps_order_and_ids(fast: Coder, records: list[dict[str, Any]]) -> None:
    """The command line gives one line for each, in the same order, with its own id, also for lines that fail."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dateline, "load", lambda *_, **__: fast)
        lines = "".join(json.dumps(record) + "\n" for record in records)
        found = CliRunner().invoke(command_line, ["code", "-"], input=lines)
    assert found.exit_code in (0, 1)
    answers = [json.loads(line) for line in found.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [record["id"] for record in records]

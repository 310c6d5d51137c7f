"""Statements: who said, wrote or thought what, to whom, through whom and when."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.codebook import cues as codebook
from dateline.coders import _beside, _cue_hits, _dialogue, _loose, _relay, _runs, _speaker
from dateline.coders._actors import FIRST_OR_SECOND, NAMED, Cast
from dateline.coders._cue_hits import Hit
from dateline.coders._name_between import NameBetween
from dateline.coders._quoted import QuotationIndex, fit
from dateline.coders._run_on import RunOn
from dateline.model import (
    Actor,
    Annotations,
    Document,
    Sentence,
    Span,
    Statement,
    TimeExpression,
    Token,
    When,
)

MOSTLY = 0.8  # share of words that makes a stretch a quotation
MAX_TIME_GAP = 4  # characters between a cue and its time: " on "
MAX_TIME_WORDS = 6  # longest time expression looked for behind a cue
EMPTY = frozenset({"which", "who", "what", "that", "whom", "so"})  # all that is said, standing elsewhere
NAMELESS = re.compile(r"not to be (?:further )?(?:named|identified|quoted)|anonymity", re.IGNORECASE)
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
OTHERS = frozenset({"him", "her", "them", "it", "this", "me", "us", "you"})


class Statements:
    """Finds every attribution of speech or writing, and the thoughts of named actors.

    Args:
        overlay: a folder of the user's own knowledge files.

    Source: Newell, Margolin, Ruths (2018), PolNeAR: source, cue, content.
    """

    name = "statements"

    def __init__(self, overlay: Path | None = None) -> None:
        self.cues = codebook.load(overlay)

    def code(self, document: Document, annotations: Annotations) -> tuple[Statement, ...]:
        """Return the statements of a document in text order."""
        work = _Work(document, annotations, self.cues)
        return tuple(sorted(work.statements(), key=lambda s: (s.evidence.start, s.content)))


class _Work:
    """The coding of one document."""

    def __init__(self, document: Document, annotations: Annotations, cues: codebook.Cues) -> None:
        self.document, self.cues, self.annotations = document, cues, annotations
        self.sentences = annotations.sentences or ()
        self.quotations = QuotationIndex(document, annotations)
        self.cast = Cast(document, annotations, cues.documents)
        self._beside = _beside.Beside(self.sentences, self.quotations, cues, self.cast.people)
        self._between = NameBetween(self.quotations, cues)
        self.relay = _relay.Relay(document, self.sentences, cues)
        self._turns = _dialogue.turns(document)
        self.owned: set[int] = set()
        self.unreal: set[Span] = set()
        self.acts: set[Span] = set()
        self._time_starts = [t.span.start for t in annotations.times or ()]

    def statements(self) -> Iterator[Statement]:
        """Yield all statements, those that only pass on another merged into it."""
        drafts = [d for sentence in self.sentences for d in self._in_sentence(sentence)]
        drafts += self._left_over()
        drafts = list(RunOn(self.document, self.sentences, self.quotations, self.owned).joined(drafts))
        drafts = [d for d in drafts if not self._only_imagined(d, drafts)]
        yield from self.relay.handed_on(list(self.relay.merged(drafts)))

    def _only_imagined(self, draft: Statement, drafts: list[Statement]) -> bool:
        """Return whether one speaks in another's words only in plan, wish or passing: "he said Kim would demand …"."""
        cue = draft.cue_span
        if cue is None or (cue not in self.unreal and cue not in self.acts):
            return False
        around = [o for o in drafts if o is not draft and any(cue in span for span in o.content)]
        return bool(around) and (cue in self.unreal or not any(self.relay.tells(o, draft) for o in around))

    def _in_sentence(self, sentence: Sentence) -> Iterator[Statement]:
        hits = list(_cue_hits.hits(sentence, self.cues, self.cast.people))
        named = self._label(sentence) if self._starts_block(sentence) else None
        if named is not None:
            hits = [named, *(h for h in hits if h.word.index > named.word.index)]
        found = False
        for hit in hits:
            draft = self._statement(self._beside.named(self._between.named(hit)))
            if draft is not None:
                found = found or self.quotations.at(hit.word.start) is None
                self._own(draft)
                yield draft
        for hit in () if found else _loose.hits(sentence, self.quotations, self.cast.people, self.cues):
            draft = self._statement(hit)
            if draft is not None and draft.direct and not self.owned & {s.start for s in draft.content}:
                self._own(draft)
                yield draft

    def _label(self, sentence: Sentence) -> Hit | None:
        """Return the hit of "Name: …" at the start of a block; in a dialogue all of the turn is its content."""
        turn = self._turns.get(sentence.block)
        named = _cue_hits.label(sentence)
        if turn is None:
            return named
        if turn.capitals:
            named = _cue_hits.labelled(sentence, turn.name, turn.label) or named
        return None if named is None else dataclasses.replace(named, quote=turn.said)

    def _left_over(self) -> Iterator[Statement]:
        """Yield the statements of quotations that the parse left without a speaker."""
        for hit in self._beside.hits(self.owned):
            draft = self._statement(hit)
            if draft is not None and draft.direct and not self.owned & {s.start for s in draft.content}:
                self._own(draft)
                yield draft

    def _own(self, draft: Statement) -> None:
        """Note the quotations that a statement takes as its content; that which holds its cue is another's."""
        for span in draft.content:
            for quotation in self.quotations.touching(span):
                if draft.cue_span is None or not quotation.span.overlap(draft.cue_span):
                    self.owned.add(quotation.span.start)

    def _starts_block(self, sentence: Sentence) -> bool:
        return sentence.span.start == self.document.blocks[sentence.block].span.start

    def _statement(self, hit: Hit) -> Statement | None:
        """Return the statement of a hit, None if it has no content or is a thought of nobody named."""
        sentence = hit.sentence
        cue = sentence.span_of(hit.cue_words)
        if self._own_words(hit) or self.relay.leads(hit) or _supposed(hit):
            return None
        found = (hit.quote,) if hit.quote else tuple(self._spans(hit, cue))
        content = found or tuple(self._quotation_near(hit, cue))
        if not content or self._empty(hit, content):
            return None
        source = sentence.span_of(tuple(sentence.tokens[i] for i in hit.speaker)) if hit.speaker else None
        quoted = self.relay.quoting(hit)
        head = quoted[0] if quoted else hit.head
        if quoted:
            source = sentence.span_of(tuple(sentence.tokens[i] for i in _speaker.phrase(sentence, quoted[0])))
        source = self._without_time(sentence, head, source)
        speaker = self._speaker(sentence, head, source) if head and source else None
        if hit.cue.stance == "believes" and (speaker is None or speaker.kind not in NAMED):
            return None
        sources = [s for s in (source, hit.who.span if hit.who and source else None) if s is not None]
        if hit.cue.stance == "believes" or _unreal(hit):
            self.unreal.add(cue)
        if _act(hit):
            self.acts.add(cue)
        everything = [*content, cue, *sources]
        via = tuple(quoted[1]) if quoted else self.relay.via(hit, speaker)
        return Statement(
            speaker=speaker,
            via=via,
            addressee=self._addressee(hit),
            cue=cue.of(self.document.text),
            cue_span=cue,
            stance=hit.cue.stance,
            direct=self.quotations.share(content),
            content=content,
            source=tuple(sorted(set(sources))),
            date=self._date(hit, content),
            evidence=self.document.evidence(
                Span(min(s.start for s in everything), max(s.end for s in everything))
            ),
        )

    def _speaker(self, sentence: Sentence, head: Token, source: Span) -> Actor | None:
        """Return who speaks; "I" and "we" outside quotation marks are the writer, or one of many that write below him."""
        if _first_or_second(head) and self.quotations.at(head.start) is None:
            return None
        return self.cast.actor(sentence, head, source)

    def _empty(self, hit: Hit, content: tuple[Span, ...]) -> bool:
        """Return whether the content is but a pronoun that stands for what was said elsewhere: "he said that, which he denied"."""
        words = " ".join(span.of(self.document.text) for span in content).lower()
        if NAMELESS.search(words) and hit.cue.stance in ("asks", "denies"):
            return True  # how somebody speaks, not what he says
        return words in EMPTY or (words in OTHERS and hit.cue.stance != "denies")

    def _without_time(self, sentence: Sentence, head: Token | None, source: Span | None) -> Span | None:
        """Return the words of a speaker without the time before them: "Last week officials"."""
        if source is None or head is None or head.start <= source.start:
            return source
        for time in self._times(Span(source.start, head.start)):
            if time.span.start == source.start and time.span.end < head.start:
                rest = next(t for t in sentence.tokens if t.start >= time.span.end)
                return Span(rest.start, source.end)
        return source

    def _own_words(self, hit: Hit) -> bool:
        """Return whether a quoted speaker attributes to himself, to his hearer or to nobody: "I think …"."""
        if self.quotations.at(hit.word.start) is None and self._turn(hit.word.start) is None:
            return False
        return hit.head is None or _first_or_second(hit.head)

    def _turn(self, offset: int) -> _dialogue.Turn | None:
        """Return what is said in a dialogue that holds a character."""
        return next((t for t in self._turns.values() if t.said.start <= offset < t.said.end), None)

    def _addressee(self, hit: Hit) -> Actor | None:
        if not hit.hearer:
            return None
        words = tuple(hit.sentence.tokens[i] for i in hit.hearer)
        head = next((t for t in words if t.head not in hit.hearer), words[-1])
        return self.cast.other(hit.sentence, head, hit.sentence.span_of(words))

    def _spans(self, hit: Hit, cue: Span) -> Iterator[Span]:
        """Yield the spans of the content found by the parser, laid on the quotation marks."""
        keep_out = {t.index for t in hit.cue_words} | hit.speaker | (hit.hearer - hit.content)
        last: Span | None = None
        for first, end in _runs.runs(hit.sentence, self._inserted(hit), keep_out):
            first = self._behind_time(hit, first, end)
            tokens = hit.sentence.tokens[first : end + 1]
            span = self.quotations.closed_by_comma(
                fit(Span(tokens[0].start, tokens[-1].end), self.quotations, cue)
            )
            span = self._behind_colon(hit, span)
            if last is not None and span.start < last.end:
                continue
            last = span
            yield span

    def _behind_colon(self, hit: Hit, span: Span) -> Span:
        """Return the content cut to its quotation where the words before that end in a colon: "He was blunt: “No,” he said"."""
        start = min(hit.speaker | {hit.word.index})
        found = self.quotations.before(hit.sentence.tokens[start].start)
        if found is None or not span.start < found.span.start < span.end <= found.span.end:
            return span
        lead = self.document.text[span.start : found.span.start].rstrip()
        return found.span if lead.endswith(":") else span

    def _behind_time(self, hit: Hit, first: int, end: int) -> int:
        """Return where content starts that the parser let begin with the time of saying: "said on Monday, …"."""
        tokens = hit.sentence.tokens
        if first != hit.word.index + 1:
            return first
        for time in self._times(hit.sentence.span):
            covered = [
                i for i in range(first, min(end, first + MAX_TIME_WORDS)) if tokens[i].span in time.span
            ]
            if not covered or covered[0] > first + 1:
                continue
            behind = tokens[covered[-1] + 1]
            if behind.text == "," and covered[-1] + 2 <= end:
                return covered[-1] + 2
            if _weekday(time.span.of(self.document.text)) and behind.xpos in ("DT", "PRP", "EX", "PRP$"):
                return behind.index
        return first

    def _times(self, span: Span) -> list[TimeExpression]:
        """Return the time expressions in a stretch of text."""
        index = bisect.bisect_left(self._time_starts, span.start)
        last = bisect.bisect_left(self._time_starts, span.end)
        return list((self.annotations.times or ())[index:last])

    def _inserted(self, hit: Hit) -> frozenset[int]:
        """Return the content; behind a quotation that the cue ends, only another quotation can go on."""
        before = [i for i in hit.content if i < hit.word.index]
        after = [i for i in hit.content if i > hit.word.index]
        if not before or not after or not self._all_quoted(hit.sentence, before):
            return hit.content
        follows = self.quotations.at(hit.sentence.tokens[min(after)].start)
        quoted = self.quotations.at(hit.word.start)
        return hit.content if follows is not None or quoted is not None else frozenset(before)

    def _all_quoted(self, sentence: Sentence, indices: list[int]) -> bool:
        """Return whether nearly all of some words stand in quotation marks."""
        quoted = sum(self.quotations.at(sentence.tokens[i].start) is not None for i in indices)
        return quoted >= MOSTLY * len(indices)

    def _quotation_near(self, hit: Hit, cue: Span) -> Iterator[Span]:
        """Yield the quotation beside a verb of saying for which the parser found no content."""
        bare = hit.head is None and hit.word.xpos == "VBN" and hit.word.dep in ("acl", "amod", "advcl")
        inside = self.quotations.at(cue.start) is not None
        if hit.content or bare or inside or not hit.cue.frames & {"clause", "quote"}:
            return
        sentence = hit.sentence
        above = sentence.head(hit.word) if cue.start < hit.word.start else None
        quoting = sentence.children(above, "nsubj") if above is not None else ()
        if quoting and (found := self.quotations.before(sentence.subtree(quoting[0])[0].start)) is not None:
            if found.span.start not in self.owned:  # "“…,” the paper quoted the envoy as saying"
                yield found.span
            return
        start = min(cue.start, *(sentence.tokens[i].start for i in hit.speaker)) if hit.speaker else cue.start
        end = (
            max(cue.end, *(sentence.tokens[i].end for i in hit.speaker | hit.hearer))
            if hit.speaker
            else cue.end
        )
        found = self.quotations.before(start) or self.quotations.after(end)
        if found is not None and self.quotations.speech(found) and found.span.start not in self.owned:
            yield found.span

    def _date(self, hit: Hit, content: tuple[Span, ...]) -> When | None:
        """Return the time that hangs on the cue and is no content, else the day of publication."""
        own = hit.sentence.subtree(hit.word)
        for time in self._times(hit.sentence.span):
            said = any(time.span.overlap(span) for span in content)
            beside = 0 <= time.span.start - hit.word.end <= MAX_TIME_GAP
            if time.when is not None and not said and (beside or any(t.span in time.span for t in own)):
                return time.when
        published = self.document.published
        return dataclasses.replace(published, basis="published") if published else None


def _first_or_second(head: Token) -> bool:
    return head.text.lower() in FIRST_OR_SECOND and head.text != "US"


def _weekday(words: str) -> bool:
    """Return whether a time is but a day of the week, which stands behind the verb of saying: "said on Friday he would"."""
    return words.lower().split()[-1] in WEEKDAYS


def _act(hit: Hit) -> bool:
    """Return whether the cue tells an act or a wish rather than what was said: "Kim promised to come", "suggesting"."""
    if hit.cue.kind != "verb" or not hit.content or min(hit.content) < hit.word.index:
        return False
    below = hit.sentence.children(hit.word, "ccomp", "xcomp", "advcl")
    clause = any(t.dep == "ccomp" for t in below)
    infinitive = any(m.lemma.lower() == "to" for t in below for m in hit.sentence.children(t, "mark"))
    finite = hit.word.xpos in ("VBD", "VBZ", "VBP") or bool(hit.sentence.children(hit.word, "aux"))
    told = clause and hit.cue.stance == "says" and hit.word.dep == "advcl" and hit.word.xpos == "VBG"
    judged = hit.cue.stance in ("claims", "denies") and not infinitive
    return hit.cue.stance in ("asks", "promises") or not (finite or told) or not (clause or judged)


def _supposed(hit: Hit) -> bool:
    """Return whether somebody speaks under a condition only: "if the king says yes"."""
    marks = hit.sentence.children(hit.word, "mark")
    return any(t.lemma.lower() in ("if", "unless") for t in marks)


def _unreal(hit: Hit) -> bool:
    """Return whether the cue stands under a modal, in the infinitive or in a condition."""
    above = hit.sentence.children(hit.word, "aux", "mark")
    return any(t.xpos in ("MD", "TO") or t.lemma.lower() in ("to", "if", "whether", "unless") for t in above)

"""Commitments in plain words: what a speaker says that he or his country will do, and what others must do."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.codebook.commitments import Clauses
from dateline.coders._commitment_content import NEGATIONS, infinitive, strip
from dateline.coders._commitment_people import Participants, subject_of
from dateline.model import Actor, Sentence, Span, Statement, Token
from dateline.model.commitment import CommitmentKind

WILL = frozenset({"will", "wo", "'ll", "’ll", "shall"})
WOULD = frozenset({"would", "'d", "’d"})
MAY = frozenset({"may", "could", "might"})
MUST = frozenset({"must", "should"})
FIRST = frozenset({"i", "we"})
GIVING = frozenset({"have", "give", "set", "grant", "allow"})
ENDURED = frozenset({"face", "have", "lose", "need", "suffer"})  # who is warned of these is threatened
QUESTIONS = frozenset({"if", "whether"})
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "PTY", "SPY", "COP", "JUD", "REB", "ELI"})
MOST_WORDS = 60
OPENING = 6  # characters of "that " before the subject of what is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause that commits: its kind, who commits, to whom, its verb and its words."""

    kind: CommitmentKind
    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    verb: Token
    span: Span


class Said:
    """The statements of a document by the place of their contents."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        found = [(span, s) for s in statements for span in s.content]
        self._contents = sorted(found, key=lambda pair: pair[0].start)
        self._starts = [span.start for span, _ in self._contents]

    def around(self, words: Span) -> Statement | None:
        """Return the innermost statement whose content holds some words."""
        upto = bisect.bisect_right(self._starts, words.start)
        fits = [(len(span), s) for span, s in self._contents[max(0, upto - 8) : upto] if words in span]
        return min(fits, key=lambda pair: pair[0])[1] if fits else None


class ClauseReader:
    """Finds the clauses of a sentence that commit."""

    def __init__(self, words: Clauses, people: Participants, said: Said) -> None:
        self._words, self._people, self._said = words, people, said

    def read(self, sentence: Sentence, verb: Token) -> Clause | None:
        """Return what the clause of a verb commits to, None if nothing or nobody commits."""
        if verb.upos != "VERB":
            return None
        if verb.lemma.casefold() in GIVING:
            due = self._ultimatum(sentence, verb)
            if due is not None:
                return due
        if _asked(sentence, verb) or verb.dep == "acl:relcl":
            return None
        modal = next((t for t in sentence.children(verb, "aux") if t.xpos == "MD"), None)
        going = _going_to(sentence, verb)
        if modal is None and going is None:
            return self._obliged(sentence, verb)
        if any(t.lemma.casefold() == "have" for t in sentence.children(verb, "aux")):
            return None
        statement = self._said.around(verb.span)
        if statement is None or statement.speaker is None or statement.stance in ("believes", "denies"):
            return None
        if _counterfactual(sentence, verb, direct=statement.direct is True):
            return None
        word = modal.text.casefold() if modal is not None else "will"
        if word in MUST:
            return self._demand(sentence, verb, statement.speaker, should=word == "should")
        if word in WILL or (word in WOULD and statement.direct is not True) or word in MAY:
            return self._undertaken(sentence, verb, going or verb, statement, may=word in MAY)
        return None

    def _undertaken(
        self, sentence: Sentence, verb: Token, top: Token, statement: Statement, *, may: bool
    ) -> Clause | None:
        """Return the promise or threat in "X said that Y will …"; ``top`` heads the clause, "going" in "is going to"."""
        speaker = statement.speaker
        assert speaker is not None  # the caller looked
        who = self._doers(sentence, top, speaker, statement)
        passive = bool(sentence.children(verb, "aux:pass"))
        own = self._own(sentence, verb, who, speaker)
        kind = self._kind(sentence, verb)
        hostile = kind == "threat"
        conditional = any(
            m.text.casefold() == "if"
            for c in sentence.children(verb, "advcl")
            for m in sentence.children(c, "mark")
        )
        otherwise = sentence.tokens[0].text.casefold() == "otherwise"
        span = self._clause(sentence, top)
        if span is None:
            return None
        if statement.stance == "warns" and _official(speaker):
            if own and verb.lemma.casefold() in self._words.states - ENDURED:
                return None
            if (own and not passive) or (passive and hostile) or (conditional and _all_official(who)):
                return Clause(kind="threat", by=(speaker,), to=_others(who, speaker), verb=verb, span=span)
            return None
        if may:
            fits = own and not passive and (otherwise or (conditional and hostile))
            return Clause(kind="threat", by=(speaker,), to=(), verb=verb, span=span) if fits else None
        if not own or passive or kind is None:
            return None
        kind = "threat" if otherwise else kind
        named = any(a.country or a.kind == "organisation" for a in who)  # not so "the government"
        by = who if named and speaker.id not in {a.id for a in who} else (speaker,)
        return Clause(kind=kind, by=by, to=(), verb=verb, span=span)

    def _kind(self, sentence: Sentence, verb: Token) -> CommitmentKind | None:
        """Return what an act is when somebody announces it as his own, None for no act."""
        lemma = verb.lemma.casefold()
        no = any(t.text.casefold() in NEGATIONS for t in sentence.children(verb, "advmod"))
        if lemma in self._words.states:
            return None
        if no:
            if lemma in self._words.suffered:
                return "threat"
            return (
                "promise"
                if lemma in self._words.spared | self._words.hostile
                else self._sparing(sentence, verb)
            )
        if lemma in self._words.ending:
            return "promise"
        own = sentence.subtree(verb, "advcl", "acl:relcl", "nsubj", "ccomp", "parataxis")
        hostile = any(t.lemma.casefold() in self._words.hostile for t in own if _acts(t))
        return "threat" if hostile or _walks_out(sentence, verb) else "promise"

    def _sparing(self, sentence: Sentence, verb: Token) -> CommitmentKind | None:
        """Return ``promise`` for "will not impose new sanctions"."""
        below = sentence.subtree(verb, "advcl", "acl:relcl", "nsubj")
        return "promise" if any(t.lemma.casefold() in self._words.hostile for t in below) else None

    def _doers(
        self, sentence: Sentence, verb: Token, speaker: Actor, statement: Statement
    ) -> tuple[Actor, ...]:
        """Return who acts; the "it" that opens what a body says is the body itself."""
        subject = subject_of(sentence, verb)
        opens = subject is not None and any(0 <= subject.start - c.start < OPENING for c in statement.content)
        if opens and subject is not None and subject.text.casefold() == "it" and speaker.kind != "person":
            return (speaker,)
        if subject is not None and subject.text.casefold() in FIRST:
            return (speaker,)
        if subject is not None and speaker.sector == "BUS" and subject.lemma.casefold() in self._words.firms:
            return (speaker,)
        return self._people.of_clause(sentence, verb)

    def _own(self, sentence: Sentence, verb: Token, who: tuple[Actor, ...], speaker: Actor) -> bool:
        """Return whether those who will act are the speaker, or the state that he speaks for."""
        if not who:
            return False
        if any(a.id == speaker.id for a in who):
            return _official(speaker) or speaker.kind in ("organisation", "person")
        if speaker.name.split()[-1].casefold() in self._words.documents:
            return _all_official(who)
        if speaker.sector == "BUS" and any(a.kind == "organisation" and a.sector == "BUS" for a in who):
            return True
        if speaker.sector == "LAB" and all(a.kind in ("group", "role") for a in who):
            return True  # a union speaks for its members
        if speaker.sector == "GOV" and any(a.sector == "GOV" and a.country is None for a in who):
            return bool(speaker.country)  # "the government" is that of the minister who speaks
        return bool(speaker.country) and any(
            a.country == speaker.country and a.sector in (None, "GOV", "MIL") and a.kind != "person"
            for a in who
        )

    def _demand(self, sentence: Sentence, verb: Token, speaker: Actor, *, should: bool) -> Clause | None:
        """Return the demand in "X said that Y must …"."""
        who = self._people.of_clause(sentence, verb)
        if not who or any(a.id == speaker.id for a in who) or sentence.children(verb, "nsubj:pass"):
            return None
        if verb.lemma.casefold() in self._words.states or any(
            a.country and a.country == speaker.country for a in who
        ):
            return None
        subject = subject_of(sentence, verb)
        if should and not _all_official(who):
            return None
        if not _all_official(who) and not (
            subject and subject.lemma.casefold() in ("authority", "government")
        ):
            return None
        span = self._clause(sentence, verb)
        return Clause(kind="demand", by=(speaker,), to=who, verb=verb, span=span) if span else None

    def _obliged(self, sentence: Sentence, verb: Token) -> Clause | None:
        """Return the demand in "X said that Y has to …"."""
        above = sentence.head(verb)
        if verb.dep != "xcomp" or above is None or above.lemma.casefold() not in ("have", "need"):
            return None
        if any(t.text.casefold() == "yet" for t in sentence.children(above, "advmod")):
            return None  # it "has yet to" answer
        statement = self._said.around(verb.span)
        going = sentence.head(above) if above.dep == "xcomp" else above
        if statement is None or statement.speaker is None or going is None:
            return None
        who = self._people.of_clause(sentence, going)
        if not _all_official(who) or any(
            a.id == statement.speaker.id or (a.country and a.country == statement.speaker.country)
            for a in who
        ):
            return None
        span = self._clause(sentence, verb)
        if span is None or going.xpos in ("VBD", "VBN"):
            return None
        return Clause(kind="demand", by=(statement.speaker,), to=who, verb=verb, span=span)

    def _ultimatum(self, sentence: Sentence, verb: Token) -> Clause | None:
        """Return the ultimatum in "Iran has until Friday to …", "gave Iran two weeks to …", "set Iran a deadline to …"."""
        to_do = self._term(sentence, verb)
        if to_do is None and not self._until(sentence, verb):
            return None
        statement = self._said.around(verb.span)
        has = verb.lemma.casefold() == "have"
        who = self._people.of_clause(sentence, verb)
        to = who if has else self._people.arguments(sentence, verb, ("iobj", "obj"))
        if not to and to_do is not None:
            to = self._people.of_clause(sentence, to_do)  # "set a deadline for Iran to …"
        speaker = (statement.speaker,) if statement is not None and statement.speaker is not None else ()
        by = speaker if has else who
        span = self._clause(sentence, verb, "conj")
        if not to or not by or span is None:
            return None
        return Clause(kind="ultimatum", by=by, to=to, verb=verb, span=span)

    def _until(self, sentence: Sentence, verb: Token) -> bool:
        """Return whether "until Friday" stands behind "has" or "gave"."""
        return verb.lemma.casefold() in ("have", "give") and any(
            "until" in {t.text.casefold() for t in sentence.children(c, "case")}
            for c in sentence.children(verb, "obl", "nmod")
        )

    def _term(self, sentence: Sentence, verb: Token) -> Token | None:
        """Return what is to be done in a span of time that somebody gives, None if nothing is."""
        if verb.lemma.casefold() == "have" or any(t.xpos == "MD" for t in sentence.children(verb, "aux")):
            return None
        clauses = sentence.children(verb, "advcl", "xcomp")
        terms = [
            t
            for above in (
                verb,
                *clauses,
            )  # "48 hours to leave", where the hours are taken for those of the leaving
            for t in sentence.children(above, "obj", "obl", "obl:unmarked")
            if t.lemma.casefold() in self._words.terms
            and verb.index < t.index
            and (above is verb or t.index < above.index)
        ]
        inside = (t for term in terms for t in sentence.subtree(term) if t.dep in ("acl", "advcl"))
        to_do = (*inside, *(clauses if terms else ()))
        return next((c for c in to_do if infinitive(sentence, c)), None)

    def _clause(self, sentence: Sentence, verb: Token, *without: str) -> Span | None:
        """Return the words of a clause with its subject, without the conjunction before it, and other relations."""
        left_out = ("parataxis", "mark", "cc", *without)
        outside = {t.index for c in sentence.children(verb, *left_out) for t in sentence.subtree(c)}
        words = strip(tuple(t for t in sentence.subtree(verb) if t.index not in outside))
        if not words or len(words) > MOST_WORDS:
            return None
        return sentence.span_of(words)


def _going_to(sentence: Sentence, verb: Token) -> Token | None:
    """Return the "going" of "is going to cut", None for other verbs."""
    above = sentence.head(verb)
    marked = any(t.lemma.casefold() == "to" for t in sentence.children(verb, "mark"))
    future = above is not None and above.lemma.casefold() == "go" and above.xpos == "VBG"
    return above if future and marked and verb.dep == "xcomp" else None


def _asked(sentence: Sentence, verb: Token) -> bool:
    """Return whether the clause is a question: "whether it would …", "how the North would …"."""
    marks = sentence.children(verb, "mark", "advmod", "obj", "nsubj")
    return any(t.text.casefold() in QUESTIONS or t.xpos in ("WRB", "WP") for t in marks)


def _counterfactual(sentence: Sentence, verb: Token, *, direct: bool) -> bool:
    """Return whether a clause says what would be if things were otherwise: "would fire him if he could"."""
    if not any(t.text.casefold() in WOULD for t in sentence.children(verb, "aux")):
        return False
    for clause in sentence.children(verb, "advcl"):
        if not any(t.text.casefold() == "if" for t in sentence.children(clause, "mark")):
            continue
        forms = {t.text.casefold() for t in (clause, *sentence.children(clause, "aux", "cop"))}
        if "could" in forms or (direct and (clause.xpos == "VBD" or forms & {"were", "was", "had"})):
            return True
    return False


def _acts(token: Token) -> bool:
    """Return whether a word that can be hostile is so as it stands: a fire that is set is not."""
    return token.lemma.casefold() != "fire" or token.upos == "VERB"


def _walks_out(sentence: Sentence, verb: Token) -> bool:
    particles = {t.text.casefold() for t in sentence.children(verb, "compound:prt", "advmod")}
    return verb.lemma.casefold() == "walk" and "out" in particles


def _official(actor: Actor) -> bool:
    """Return whether somebody speaks for a state, an army, a party or an alliance."""
    return actor.kind == "state" or (actor.country is not None and actor.sector in OFFICIAL | {None})


def _all_official(actors: tuple[Actor, ...]) -> bool:
    return bool(actors) and all(_official(a) for a in actors)


def _others(actors: tuple[Actor, ...], speaker: Actor) -> tuple[Actor, ...]:
    return tuple(a for a in actors if a.id != speaker.id and a.country != speaker.country)

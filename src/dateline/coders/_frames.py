"""Lays the frames of the codebook on verbs and nouns of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook.events import Condition, EventCodebook, Frame
from dateline.coders._acts import Act
from dateline.coders._clause import Clause, Clauses, conjuncts, gerunds, particle
from dateline.coders._mishaps import of_mishap, struck_by_mishap
from dateline.coders._noun_parties import NounParties, is_subject_of
from dateline.coders._participants import Participants
from dateline.coders._patients import suits
from dateline.coders._status import is_negated
from dateline.model import Sentence, Token

PERSON_CLASSES = frozenset({"captive", "official", "soldiers", "envoy", "people"})
COMPOUNDED = frozenset(
    {
        "aid",
        "arms",
        "missile",
        "drill",
        "nuclear",
        "talks",
        "wmd",
        "teargas",
        "curfew",
        "liftable",
        "emergency",
        "refugees",
        "debt",
        "peacekeepers",
        "ceasefire",
    }
)  # classes that a noun joins through what is compounded with it: "curfew hours", "weapons shipment"
SPOKEN = frozenset({"AGREE", "REQUEST", "THREATEN", "ACCUSE"})  # acts of words
PERSONS = frozenset({"he", "she", "him", "her", "who", "whom"})
THINGS = frozenset({"it", "them", "they"})
STIRRING = frozenset({"raise", "spark", "fuel", "prompt", "draw", "trigger", "provoke", "stir"})
CIVIL_TOO = frozenset({"operation", "campaign", "mission", "offensive"})
SPANS = frozenset({"after", "until"})
IFS = frozenset({"if", "unless", "should", "as"})
ANY_VERB = "*"
NAMING = frozenset({"call", "describe", "term", "label", "brand", "dub", "see", "regard"})
OPENING = frozenset("\"'“‘«„`") | {"``"}
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def only_happens(book: EventCodebook, subjects: tuple[Token, ...]) -> bool:
    """Return whether nobody acts, as far as the subjects tell: "the war offers them an advantage"."""
    return bool(subjects) and all(t.lemma.lower() in book.classes["happening"] for t in subjects)


def _is_plural_noun(token: Token) -> bool:
    """Whether a word that was taken for a verb is the subject: "Talks between the two resumed"."""
    return token.xpos == "VBZ" and token.upos == "VERB" and token.dep in ("nsubj", "nsubj:pass", "obj")


def _is_own_word(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb only says whose word another is: "regret at what it called rude words"."""
    head = sentence.head(verb)
    free = head is not None and head.lemma.lower() == "what" and verb.dep == "acl:relcl"
    return verb.lemma in NAMING and (
        free or any(t.lemma.lower() == "what" for t in sentence.children(verb, "obj"))
    )


def _has_alternative(sentence: Sentence, verb: Token) -> bool:
    """Whether an order says what comes otherwise: "told them to leave or die"."""
    return any(
        cc.lemma.lower() == "or"
        for head in sentence.children(verb, "xcomp", "advcl")
        for other in sentence.children(head, "conj")
        for cc in sentence.children(other, "cc")
    )


def _weight(alternatives: tuple[Condition, ...]) -> float:
    """How much a condition that holds tells: a word of its own more than a slot, its absence little."""
    if alternatives[0].absent:
        return 0.1
    return 1.5 if alternatives[0].words else 0.8


class Frames:
    """Finds acts in one sentence after another."""

    def __init__(
        self,
        codebook: EventCodebook,
        participants: Participants,
        negation: frozenset[str] = frozenset({"not"}),
    ) -> None:
        self._negation = negation
        self._book = codebook
        self._who = participants

    def acts(self, sentence: Sentence, clauses: Clauses) -> dict[int, Act]:
        """Return the best act of each word that names one, by token index."""
        found: dict[int, Act] = {}
        used: set[int] = set()
        for token in sentence.tokens:
            if (
                token.upos == "VERB"
                and not _is_plural_noun(token)
                and (act := self._verb(sentence, clauses.of(token), used))
            ):
                found[token.index] = act
        for token in sentence.tokens:
            named = token.upos == "PROPN" and token.text[:3] == "Mar"
            nominal = token.upos in ("NOUN", "PROPN") or _is_plural_noun(token)
            free = nominal and not named and token.index not in used
            free = free and (token.dep != "compound" or token.upos == "PROPN")
            if free and (act := self._noun(sentence, clauses, token)):
                found[token.index] = act
                if any(c.slot == "of" for a in (act.frame.needs if act.frame else ()) for c in a):
                    used.update(k.index for k in sentence.children(token, "nmod"))
        return found

    def _verb(self, sentence: Sentence, clause: Clause, used: set[int]) -> Act | None:
        best: tuple[float, Frame, tuple[Token, ...]] | None = None
        if _is_own_word(sentence, clause.verb):
            return None
        has_object = bool(clause.objects or clause.indirect)
        for frame, bonus in self._candidates(sentence, clause):
            if frame.transitive and not has_object:
                continue
            fillers = self._fits(sentence, clause, frame.needs)
            if fillers is None:
                continue
            strength = bonus + sum(map(_weight, frame.needs)) - 0.3 * frame.weak
            if best is None or (frame.own, strength) > (best[1].own, best[0]):
                best = strength, frame, fillers
        if best is None:
            best = self._any_verb(sentence, clause)
        if best is None:
            return None
        strength, frame, fillers = best
        if frame.event_type in SPOKEN and frame.actor == "subj" and only_happens(self._book, clause.subjects):
            return None
        if clause.verb.lemma in STIRRING and clause.verb.dep == "advcl" and clause.verb.xpos == "VBG":
            return None  # "rebels advanced, raising concern"
        if frame.event_type in ("ASSAULT", "COERCE") and struck_by_mishap(self._book, sentence, clause):
            return None
        if not suits(self._book, self._who, sentence, clause, frame):
            return None
        crowds: frozenset[str] = frozenset()
        if frame.event_type == "ASSAULT":  # "attacked a rally" tells of both, "launched strikes" of one
            crowds = self._book.classes["protest"] - self._book.classes["attack"]
        used.update(
            t.index for t in fillers if not self._who.is_person(sentence, t) and t.lemma.lower() not in crowds
        )
        recipients, reciprocal = self._recipients(sentence, clause, frame, fillers)
        return Act(
            trigger=clause.verb, frame=frame, event_type=frame.event_type, mode=frame.mode, cameo=frame.cameo,
            actors=self._slot(sentence, clause, frame.actor), recipients=recipients, reciprocal=reciprocal, weak=frame.weak, passive=clause.passive,
            settled=any(c.slot == "neg" for a in frame.needs for c in a), strength=strength,
            reasons=(f"verb {clause.verb.lemma}" + (", passive" if clause.passive else ""),),
        )  # fmt: skip

    def _any_verb(self, sentence: Sentence, clause: Clause) -> tuple[float, Frame, tuple[Token, ...]] | None:
        """The frame for a verb that has none of its own, by what stands beside it: "they mapped the seabed together"."""
        for frame in self._book.verbs.get(ANY_VERB, ()):
            fillers = self._fits(sentence, clause, frame.needs)
            if fillers is not None:
                return 0.0, frame, fillers
        return None

    def _candidates(self, sentence: Sentence, clause: Clause) -> Iterator[tuple[Frame, float]]:
        lemma = self._key(clause.verb)
        own = particle(sentence, clause.verb)
        for word in clause.companions:
            for frame in self._book.verbs.get(f"{lemma}_{word}", ()):
                if word in clause.close or (
                    any(r.removeprefix("+") == word for r in frame.recipients)
                    and self._slot(sentence, clause, word)
                ):
                    yield frame, 2.0
        if own is None or f"{lemma}_{own}" not in self._book.verbs:
            for frame in self._book.verbs.get(lemma, ()):
                yield frame, 0.0 if own is None else -0.5

    def _key(self, verb: Token) -> str:
        """The lemma as the codebook has it; a lemmatiser may lose or add a final e, or leave a consonant doubled."""
        lemma = verb.lemma.lower()
        known = self._book.verbs
        if lemma not in known and lemma[-1:] in (lemma[-2:-1], "e") and lemma[:-1] in known:
            return lemma[:-1]
        return lemma + "e" if lemma not in known and lemma + "e" in known else lemma

    def _fits(
        self, sentence: Sentence, clause: Clause, needs: tuple[tuple[Condition, ...], ...]
    ) -> tuple[Token, ...] | None:
        """Return the words that fill the conditions, None when one stays open."""
        fillers: list[Token] = []
        for alternatives in needs:
            for condition in alternatives:
                filler = self._fills(sentence, clause, condition)
                if (filler is not None) != condition.absent:
                    if filler and condition.slot != "subj":  # a subject may name an act of its own
                        fillers.extend(filler)
                    break
            else:
                return None
        return tuple(fillers)

    def _fills(self, sentence: Sentence, clause: Clause, condition: Condition) -> tuple[Token, ...] | None:
        """Return the words that make a condition hold (none when it is about the verb itself), or None."""
        slot = condition.slot
        if slot == "~":
            return () if clause.companions & self._book.classes[(condition.words or "@")[1:]] else None
        if slot == "neg":
            return () if is_negated(sentence, clause.verb, self._negation) else None
        if slot == "or":
            return () if _has_alternative(sentence, clause.verb) else None
        if slot == "pass":
            return () if clause.passive else None
        if slot == "scare":
            return () if self._in_quotes(sentence, clause.verb) else None
        if slot == "subjs":
            plural = any(
                len(conjuncts(sentence, t)) > 1 or t.xpos in PLURAL_TAGS or t.lemma in ("they", "we", "side")
                for t in clause.subjects
            )
            return () if plural else None
        if slot == "ing":
            return () if condition.words in gerunds(sentence, clause.verb) else None
        if slot == "aim":
            aims = (k for k in sentence.children(clause.verb, "advcl", "xcomp") if k.xpos == "VB")
            known = self._book.classes[(condition.words or "@")[1:]]
            return () if any(k.lemma.lower() in known for k in aims) else None
        if slot in ("xcomp", "ccomp"):
            return () if self._complement(sentence, clause, slot, condition.words) else None
        tokens = self._slot(sentence, clause, slot)
        if condition.words is None:
            return () if tokens else None
        good = tuple(
            t
            for token in tokens
            for t in conjuncts(sentence, token)
            if self._is(sentence, t, condition.words)
        )
        return good or None

    def _in_quotes(self, sentence: Sentence, verb: Token) -> bool:
        """Whether a common noun or adjective that somebody is called stands in marks: called him a "dummy"."""
        return any(
            t.upos in ("NOUN", "ADJ")
            and any(p.text in OPENING for p in sentence.children(t, "punct") if p.index < t.index)
            for t in sentence.children(verb, "xcomp")
        )

    def _complement(self, sentence: Sentence, clause: Clause, slot: str, words: str | None) -> bool:
        """Whether there is a clausal complement, or what is said of the object ("call it X", "as X") has such a word."""
        heads = sentence.children(clause.verb, slot)
        if words is None:
            return bool(heads)
        name = words[1:]
        known = self._book.classes[name]
        if slot == "ccomp":
            if name == "bad" and all(self._is_impersonal(sentence, h) for h in heads):
                return False  # "said that it was dangerous"
            tried = ("conj", "xcomp") if name == "misdeed" else ("conj",)
            told = [h for head in heads for h in (head, *sentence.children(head, *tried))]
            if any(c.lemma.lower() in known for h in told for c in sentence.children(h, "case")):
                return True  # "that Russia was behind the attack"
            return any(h.lemma.lower() in known and (h.upos != "VERB" or name != "bad") for h in told)
        phrases = [*heads, *(t for case, t in clause.obliques if case == "as")]
        return any(
            t.lemma.lower() in known or t.text.lower() in known
            for head in phrases
            for t in sentence.subtree(head, "acl:relcl", "advcl", "obl", "obj", "punct")
        )

    def _is_impersonal(self, sentence: Sentence, head: Token) -> bool:
        """Whether what is said is of nobody in particular: "it is", "that is"."""
        subjects = sentence.children(head, "nsubj", "expl")
        return bool(subjects) and all(t.lemma.lower() in ("it", "this", "that", "there") for t in subjects)

    def _slot(self, sentence: Sentence, clause: Clause, slot: str) -> tuple[Token, ...]:
        match slot:
            case "subj":
                return clause.subjects
            case "obj":
                return clause.objects or clause.indirect
            case "none":
                return ()
            case "iobj":
                return clause.indirect
            case "ccomp" | "if":
                return self._said_of(sentence, clause.verb, slot)
            case _:
                found = clause.at(slot)
                if slot in SPANS:  # "after two days in Japan", "gave them until Friday"
                    return found
                return tuple(t for t in found if not self._who.is_time(sentence, t))

    def _said_of(self, sentence: Sentence, verb: Token, slot: str) -> tuple[Token, ...]:
        """The subject of what is said, or of its condition: "warned that it would strike if the rebels advanced"."""
        heads = sentence.children(verb, "ccomp")
        if slot == "if":
            clauses = [c for h in (verb, *heads) for c in sentence.children(h, "advcl")]
            heads = tuple(
                c
                for c in clauses
                if any(m.lemma.lower() in IFS for m in sentence.children(c, "mark"))
                or any(a.lemma.lower() == "should" for a in sentence.children(c, "aux")[:1])
            )
        return tuple(t for head in heads for t in sentence.children(head, "nsubj"))

    def _is(self, sentence: Sentence, token: Token, words: str) -> bool:
        """Whether a word belongs to a class of nouns, or is the one word asked for."""
        if not words.startswith("@"):
            return token.lemma.lower() == words
        name = words[1:]
        match name:
            case "any":
                return True
            case "person":
                return self._who.is_person(sentence, token)
            case "place":
                return self._who.is_place(sentence, token)
        known = self._book.classes[name]
        if token.lemma.lower() in known or token.text.lower() in known:
            if name == "attack" and self._is_civil(sentence, token):
                return False
            bare = not sentence.children(token, "det", "amod", "compound", "nmod", "nmod:poss", "nummod")
            return not (bare and token.lemma.lower() in self._book.classes["not_bare"])
        if token.lemma.lower() in self._book.classes["quantity"] or token.upos in (
            "NUM",
            "SYM",
            "DET",
            "ADJ",
            "PRON",
        ):
            kids = sentence.children(token, "nmod")
            if any(self._is(sentence, kid, words) for kid in kids if kid.upos in ("NOUN", "PROPN")):
                return True
        if name in ("media", "mediahouse") and token.upos == "PROPN":
            mention = self._who.mention(sentence, token)
            return mention is not None and any(a.sector == "JRN" for a in mention.actors)
        if name in PERSON_CLASSES:
            named = token.upos == "PROPN" or token.text.lower() in PERSONS
            return named and self._who.is_person(sentence, token)
        if token.text.lower() in THINGS and name not in PERSON_CLASSES:
            return self._who.stands_for(sentence, token, known)
        if name in COMPOUNDED:
            kids = sentence.children(token, "compound", "amod", "nmod")
            return any(k.lemma.lower() in known for k in kids if k.dep != "nmod" or name != "talks")
        return False

    def _is_civil(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a word for fighting is one for peaceful work: "the search and rescue operation"."""
        beside = sentence.children(noun, "compound", "amod")
        words = {
            t.lemma.lower() for kid in beside for t in (kid, *sentence.children(kid, "conj", "compound"))
        }
        return noun.lemma.lower() in CIVIL_TOO and bool(words & self._book.classes["civil"])

    def _recipients(
        self, sentence: Sentence, clause: Clause, frame: Frame, fillers: tuple[Token, ...]
    ) -> tuple[tuple[Token, ...], bool]:
        """Return the heads of the recipient's phrase and whether it is one of the parties."""
        fallback: tuple[tuple[Token, ...], bool] | None = None
        somebody: tuple[tuple[Token, ...], bool] | None = None
        for slot in frame.recipients:
            name = slot.removeprefix("+")
            tokens = self._slot(sentence, clause, name)
            if tokens:
                found = tokens, slot.startswith("+")
                named = self._who.actors(sentence, tokens)
                if named and name == "in":  # one's own land is no other party: "shut the embassy in Krakow"
                    own = {a.id for a in self._who.actors(sentence, clause.subjects)}
                    named = tuple(a for a in named if a.id not in own)
                if any(a.country or a.sector for a in named):
                    return found
                somebody = somebody or (found if named else None)
                fallback = fallback or found
        if frame.recipients and fillers:
            things = (
                *fillers,
                *(k for t in fillers if self._measures(t) for k in sentence.children(t, "nmod")),
            )
            owners = tuple(k for t in things for k in sentence.children(t, "nmod:poss", "amod", "compound"))
            owners = tuple(k for k in owners if self._who.actors(sentence, (k,), inside=False))
            if owners and (somebody or fallback is None or frame.recipients[0] in ("of", "in")):
                return owners, frame.recipients[0].startswith("+")
        return somebody or fallback or ((), "subjs" in {c.slot for a in frame.needs for c in a})

    def _measures(self, token: Token) -> bool:
        """Whether a noun only says how much there is of another: "500 tonnes of Cambodian rice"."""
        return token.lemma.lower() in self._book.classes["quantity"] or token.upos in ("NUM", "SYM")

    def _noun(self, sentence: Sentence, clauses: Clauses, token: Token) -> Act | None:
        frame = self._noun_frame(sentence, token)
        if frame is None or self._who.mention(sentence, token) is not None:
            return None
        if frame.event_type == "ASSAULT" and of_mishap(self._book, sentence, token):
            return None
        parties = NounParties(self._book, sentence, clauses, token, frame)
        actors, recipients, reciprocal = parties.read(self._who)
        if parties.noun_of_no_act or self._is_sign(sentence, token):
            return None
        return Act(
            trigger=token, frame=frame, event_type=frame.event_type, mode=frame.mode, cameo=frame.cameo,
            actors=actors, recipients=recipients, reciprocal=reciprocal, weak=frame.weak, strength=float(len(frame.needs)),
            carried=parties.light is not None or any(c.slot == "^" for a in frame.needs for c in a),
            reasons=(f"noun {token.lemma}" + (f", {parties.light}" if parties.light else ""),),
        )  # fmt: skip

    def _is_sign(self, sentence: Sentence, noun: Token) -> bool:
        """Whether the noun says what something stands for: "a sign of protest"."""
        head = sentence.head(noun)
        return noun.dep == "nmod" and head is not None and head.lemma.lower() in self._book.classes["sign"]

    def _noun_frame(self, sentence: Sentence, token: Token) -> Frame | None:
        nouns = self._book.nouns
        beside = sentence.children(token, "compound", "amod", "nmod:poss")
        words = {k.lemma.lower() for k in beside} | {k.text.lower() for k in beside}
        for word in words:
            for key in (f"{word}_{token.lemma.lower()}", f"{word}_{token.text.lower()}"):
                if key in nouns:
                    return nouns[key][0]
        fitting = [
            frame
            for key in dict.fromkeys((token.lemma.lower(), token.text.lower()))
            for frame in nouns.get(key, ())
            if all(
                any(self._beside(sentence, token, words, c) for c in alternatives)
                for alternatives in frame.needs
            )
        ]
        weight = {id(f): len([c for a in f.needs for c in a if not c.absent]) for f in fitting}
        return max(fitting, key=lambda f: (f.own, weight[id(f)]), default=None)

    def _beside(self, sentence: Sentence, noun: Token, words: set[str], condition: Condition) -> bool:
        """Whether a condition on a noun holds: a word beside it, or what stands under its preposition."""
        if condition.slot == "~":
            known = self._book.classes[(condition.words or "@")[1:]]
            return bool(words & known) != condition.absent
        if condition.slot == "state":
            beside = sentence.children(noun, "compound", "amod", "nmod:poss")
            return any(self._who.is_place(sentence, kid) for kid in beside) != condition.absent
        if condition.slot == "^":
            known = self._book.classes[(condition.words or "@")[1:]]
            return is_subject_of(sentence, noun, known) != condition.absent
        under = [
            kid
            for kid in sentence.children(noun, "nmod")
            if any(case.lemma.lower() == condition.slot for case in sentence.children(kid, "case"))
        ]
        return any(self._is(sentence, kid, condition.words or "@any") for kid in under) != condition.absent

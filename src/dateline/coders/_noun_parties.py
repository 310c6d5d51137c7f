"""Who is named around a noun that names an act: owners, what stands under its prepositions, parties of its verb."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.codebook.events import EventCodebook, Frame
from dateline.coders._clause import Clause, Clauses, below
from dateline.coders._participants import Participants, is_powerful
from dateline.model import Sentence, Token

HANDING = frozenset({"give", "grant", "offer", "send", "deal", "pay"})


def is_subject_of(sentence: Sentence, noun: Token, verbs: frozenset[str]) -> bool:
    """Whether the noun, or the phrase that it closes ("a round of talks"), is the subject of one of the verbs."""
    at = noun
    head = sentence.head(at)
    while at.dep == "nmod" and head is not None:
        at, head = head, sentence.head(head)
    return head is not None and at.dep.startswith("nsubj") and head.lemma.lower() in verbs


def _is_helpless(sentence: Sentence, token: Token, who: Participants) -> bool:
    """Whether a compounded word names people to whom it was done rather than who did it: "protester deaths"."""
    return token.dep == "compound" and not any(is_powerful(a) for a in who.actors(sentence, (token,)))


class NounParties:
    """Who is named around a noun, and by the verb that carries it."""

    def __init__(
        self, book: EventCodebook, sentence: Sentence, clauses: Clauses, noun: Token, frame: Frame
    ) -> None:
        self._book, self._sentence, self._clauses = book, sentence, clauses
        self._token, self._frame = noun, frame
        self.light: str | None = None
        self.noun_of_no_act = False
        self._owners: list[Token] = []
        self._recipients: list[Token] = []
        self._parties: list[Token] = []
        self._struck: tuple[Token, ...] = ()

    def read(self, who: Participants) -> tuple[tuple[Token, ...], tuple[Token, ...], bool]:
        """Return actors, recipients, and whether all are parties of one reciprocal act."""
        s, noun, frame = self._sentence, self._token, self._frame
        for kid in s.children(noun, "nmod:poss", "compound", "amod"):
            if who.actors(s, (kid,), inside=False):
                goal = frame.mode == "visit" and kid.dep == "compound" and who.is_place(s, kid)
                (self._recipients if goal else self._owners).append(kid)  # "ends Pyongyang visit"
        for kid in s.children(noun, "nmod", *(("obl",) if noun.upos == "VERB" else ())):
            for case in s.children(kid, "case"):
                self._place(case.lemma.lower(), kid)
            for preposition, deeper in below(s, kid):
                if preposition not in ("of", "in", "at", "from"):
                    self._place(preposition, deeper)
        self._carriers()
        self._engaged()
        if self._struck and frame.actor != "both" and not who.actors(s, self._recipients):
            self._recipients.extend(self._struck)
        if frame.actor == "both":
            parties = (*self._owners, *self._parties, *self._recipients)
            return tuple(parties), (), True
        if frame.actor == "recipient" and self._owners:
            struck = [t for t in self._owners if _is_helpless(s, t, who)]
            if not struck and not self._recipients:
                struck = [t for t in self._owners if t.dep == "nmod:poss"]
            self._owners = [t for t in self._owners if t not in struck]
            self._recipients = struck or self._recipients
        return tuple(self._owners), tuple(self._recipients), False

    def _place(self, preposition: str, noun: Token) -> None:
        frame = self._frame
        slots = {r.removeprefix("+"): r for r in frame.recipients}
        if preposition == "between" and frame.actor == "both":
            self._parties.extend(self._second(noun))
        if (
            preposition == "by"
            or (preposition == "from" and frame.event_type in ("AID", "REQUEST", "ACCUSE"))
            or (preposition == "of" and frame.actor == "actor")
        ):
            self._owners.append(noun)
        elif preposition == "of" and frame.actor == "both":
            self._parties.append(noun)
        elif preposition in slots:
            (self._parties if slots[preposition].startswith("+") else self._recipients).append(noun)

    def _second(self, noun: Token) -> tuple[Token, ...]:
        """The other side of "between", where the parse joins it to a name inside the first: "forces of X and rebels"."""
        s = self._sentence
        if s.children(noun, "conj"):
            return ()
        inside = (t for t in s.subtree(noun) if t.dep == "conj" and t.upos in ("NOUN", "PROPN"))
        return tuple(inside)[:1]

    def _carriers(self) -> None:
        """Parties of the verbs around the noun: held by, imposed on, launched against."""
        s, noun, light = self._sentence, self._token, self._book.light
        for verb in s.children(noun, "acl", "acl:relcl"):
            if verb.lemma in light["do"] or verb.lemma in light["occur"]:
                clause = self._clauses.of(verb)
                self._take(clause, self._passive_agent(clause))
        carrier = s.head(noun)
        if carrier is not None and carrier.lemma == "be" and s.children(carrier, "expl"):
            self.light = "there is it"  # "there were rallies in three towns"
            return
        if carrier is None or carrier.upos != "VERB":
            return
        verb, clause = carrier, self._clauses.of(carrier)
        subject = noun.dep in ("nsubj", "nsubj:pass")
        is_object = noun.dep == "obj" or (noun.dep == "nsubj:pass")
        if is_object and verb.lemma in light["do"]:
            self.light = f"carried by {verb.lemma}"
            self._take(clause, clause.subjects)
        elif is_object and not clause.passive and verb.lemma in light["undergo"]:
            self.light = f"undergone with {verb.lemma}"
            self._recipients.extend(clause.subjects)
            self._owners.extend(clause.at("from"))
        elif subject and verb.lemma in light["occur"]:
            self.light = f"subject of {verb.lemma}"
            self._take(clause, ())
            if self._frame.event_type == "ASSAULT" and verb.lemma in (
                "kill",
                "wound",
                "injure",
                "hit",
                "target",
            ):
                self._recipients.extend(clause.objects)
        elif noun.dep == "obl" and verb.lemma in light["occur"] and self._frame.actor == "both":
            self._of_meeting(clause)
        elif noun.dep in ("obl", "obl:agent") and clause.passive and verb.lemma in light["shake"]:
            self.light = f"{verb.lemma} by it"
            self._struck = clause.objects
        elif subject and verb.lemma in light["shake"]:
            self.light = f"subject of {verb.lemma}"
            self._struck = clause.objects
        elif noun.dep == "obl" and verb.lemma in light["do"] and not clause.objects:
            self._take(clause, clause.subjects)

    def _engaged(self) -> None:
        """Who is said to be in talks or on a visit: the subject of "was in talks with"."""
        s, noun = self._sentence, self._token
        cases = {c.lemma.lower() for c in s.children(noun, "case")}
        if s.children(noun, "cop") and cases & {"in", "on"}:
            self.light = "what somebody is in"
            self._owners.extend(self._clauses.surface(noun))

    def _of_meeting(self, clause: Clause) -> None:
        """Those who met are those who agree or do not: "the talks of A with B ended without an agreement"."""
        for subject in clause.subjects:
            if any(f.actor == "both" for f in self._book.nouns.get(subject.lemma.lower(), ())):
                for kid in self._sentence.children(subject, "nmod"):
                    cases = {c.lemma.lower() for c in self._sentence.children(kid, "case")}
                    if cases & {"between", "with", "of", "among"}:
                        self._parties.append(kid)

    def _passive_agent(self, clause: Clause) -> tuple[Token, ...]:
        return tuple(t for t in clause.subjects if t.index != self._token.index)

    def _take(self, clause: Clause, owners: Iterable[Token]) -> None:
        known = {t.index for t in (*self._owners, *self._recipients, *self._parties, self._token)}
        self._owners.extend(t for t in owners if t.index not in known)
        if not clause.passive and clause.verb.lemma in HANDING:
            self._recipients.extend(clause.indirect)
        for case, token in clause.obliques:
            if token.index not in known and case not in ("of", "by", "from", "in"):
                self._place(case, token)

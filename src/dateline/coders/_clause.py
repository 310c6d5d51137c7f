"""Who stands where around a verb: logical subject, object and prepositions, over passives, control and coordination."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.model import Sentence, Token

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
OBJECT_CONTROL = frozenset(
    [
        "urge",
        "force",
        "order",
        "ask",
        "tell",
        "allow",
        "help",
        "want",
        "press",
        "pressure",
        "persuade",
        "encourage",
        "require",
        "permit",
        "let",
        "make",
        "see",
        "expect",
        "compel",
        "invite",
        "instruct",
        "pressurise",
        "convince",
        "direct",
        "get",
        "enable",
        "cause",
        "push",
        "beg",
        "lead",
        "authorize",
        "send",
    ]
)
PARTICLES = frozenset({"out", "up", "down", "off", "away", "back"})
RANKS = frozenset({"first", "last", "only", "second", "third", "latest"})
PAPERS = frozenset(
    {
        "resolution",
        "video",
        "leaflet",
        "tape",
        "recording",
        "statement",
        "letter",
        "declaration",
        "motion",
        "communique",
        "message",
        "petition",
        "report",
        "note",
        "law",
        "bill",
        "decree",
        "legislation",
        "order",
        "ruling",
        "treaty",
        "agreement",
    }
)
AIMED = frozenset({"at", "on", "upon", "against", "into", "with", "to"})
ASKING = frozenset({"call", "urge", "ask", "demand", "warn", "accuse", "appeal", "condemn", "add", "say"})
HANDING = frozenset(
    {"give", "deny", "grant", "award", "offer", "refuse", "pay", "teach", "hand", "promise", "allow", "tell"}
    | {"lend", "pledge", "sell", "owe", "guarantee", "cede", "bring", "buy", "supply"}
    | {"ask", "order", "send", "show", "sentence", "fine", "charge", "forbid", "spare", "assign", "allot"}
)  # verbs with two objects, one of which stays in the passive: "reporter denied visa"
HOURS = frozenset({"minute", "hour", "day", "week", "month", "year"})
TRYING = frozenset({"try", "attempt", "seek", "struggle", "manage", "begin", "start", "continue", "plan"})
TIMING = frozenset({"before", "after", "since", "while", "when", "upon"})  # "the day before attacking"
DEPTH = 6


def is_rank(sentence: Sentence, noun: Token) -> bool:
    """Return whether a noun names the first, last or only one to do something: "one of the first countries"."""
    below = (noun, *sentence.children(noun, "nmod", "obl"))
    return any(k.lemma.lower() in RANKS for n in below for k in (n, *sentence.children(n, "amod", "nummod")))


def _is_plural(noun: Token) -> bool:
    return noun.xpos in ("NNS", "NNPS")


@dataclass(frozen=True, slots=True)
class Clause:
    """The arguments of one verb, as tokens; several where they are coordinated is left to the participants."""

    verb: Token
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    indirect: tuple[Token, ...] = ()
    obliques: tuple[tuple[str, Token], ...] = ()
    nested: tuple[tuple[str, Token], ...] = ()
    passive: bool = False
    companions: frozenset[str] = field(default_factory=frozenset)
    close: frozenset[str] = field(default_factory=frozenset)

    def at(self, preposition: str) -> tuple[Token, ...]:
        """Return the nouns under a preposition; those that the parse hangs deeper only where there are no others."""
        found = tuple(token for case, token in self.obliques if case == preposition)
        return found or tuple(token for case, token in self.nested if case == preposition)


class Clauses:
    """The clauses of one sentence, worked out when asked for."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._known: dict[int, Clause] = {}

    def of(self, verb: Token) -> Clause:
        """Return the clause of a verb."""
        if verb.index not in self._known:
            self._known[verb.index] = self._build(verb)
        return self._known[verb.index]

    def is_passive(self, verb: Token) -> bool:
        """Return whether the verb is a passive, reduced relatives and headlines included."""
        s = self.sentence
        if s.children(verb, "aux:pass"):
            return True
        if s.children(
            verb, "nsubj:pass"
        ):  # parsers take "police arrested the mayor" for a passive now and then
            return verb.lemma in HANDING or not (s.children(verb, "obj") or self._second_subject(verb))
        if verb.xpos != "VBN" and not (verb.xpos == "VBD" and s.children(verb, "obl:agent")):
            return False
        if s.children(verb, "obj") and verb.dep != "acl":
            return False
        if verb.dep == "conj" and not s.children(verb, "aux", "nsubj"):
            head = s.head(verb)
            return head is not None and (head.xpos == "VBN" and self.is_passive(head))
        return not s.children(verb, "aux")

    def surface(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """Return what stands as subject of the verb, its own or shared."""
        s = self.sentence
        own = s.children(verb, "nsubj", "nsubj:pass")
        if own:
            return tuple(self._relative(verb, token) for token in own[:1])
        for part in s.children(verb, "obl:unmarked", "compound", "obl"):
            if part.index == verb.index - 2 and s.tokens[verb.index - 1].text == "-":
                own = s.children(part, "nsubj")  # "Pyongyang test-fired a missile", cut at the hyphen
                if own:
                    return own[:1]
        head = s.head(verb)
        if head is None or depth > DEPTH:
            return ()
        if verb.dep.startswith("acl"):
            return self._of_modifier(verb, head, depth)
        if verb.dep == "xcomp" or verb.dep == "ccomp":
            objects = s.children(head, "obj", "iobj")
            if verb.dep == "xcomp" and objects and head.lemma in OBJECT_CONTROL:
                return objects[:1]
            seen = s.children(head, "iobj")
            if verb.dep == "ccomp" and verb.xpos == "VBG" and seen:
                return seen[:1]  # "footage shows police beating", which parsers take for giving
            return self.surface(head, depth + 1)
        if verb.dep == "advcl" and verb.xpos == "VBG":
            marks = {m.lemma.lower() for m in s.children(verb, "mark")}
            objects = s.children(head, "obj", "iobj", "nsubj:pass")
            if marks & {"for", "of", "from"} and objects:
                return objects[:1]
        if verb.dep == "conj" and head.dep == "ccomp" and verb.lemma in ASKING and self.is_passive(head):
            above = s.head(head)  # "the office said that they were shot, and urged the police to stop"
            return self.surface(above, depth + 1) if above is not None else ()
        if verb.dep in ("conj", "advcl", "parataxis"):
            if head.upos in ("VERB", "AUX") or s.children(head, "cop", "nsubj"):
                return self.surface(head, depth + 1)
            if head.dep in ("obl", "nmod") or verb.dep == "conj":
                return ()
        return ()

    def _of_modifier(self, verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
        """The subject of a clause that hangs on a noun: the noun, or who has the plan to do it."""
        if any(t.lemma == "to" for t in self.sentence.children(verb, "mark")):
            owners = self.sentence.children(head, "nmod:poss")
            if owners:
                return owners
            ranked = self._ranked(head, depth)
            if ranked:
                return ranked
            above = self.sentence.head(head)
            if above is None and head.upos == "PROPN":
                return (head,)  # headlines: "Seoul, Washington to hold talks"
            if above is not None and above.upos == "VERB" and head.dep in ("obj", "obl"):
                return self.surface(above, depth + 1)
            return ()
        above = self.sentence.head(head)
        if verb.xpos == "VBG" and {m.lemma.lower() for m in self.sentence.children(verb, "mark")} & TIMING:
            while above is not None and above.upos not in ("VERB", "AUX"):
                above = self.sentence.head(above)
            return self.surface(above, depth + 1) if above is not None else ()
        if verb.xpos == "VBG" and head.lemma in PAPERS and head.dep == "obj" and above is not None:
            return self.surface(above, depth + 1)  # "adopted a resolution demanding a ceasefire"
        return (head,)

    def _ranked(self, head: Token, depth: int) -> tuple[Token, ...]:
        """Who was "the first president to visit": the subject of the noun, or of "became"."""
        s = self.sentence
        if not is_rank(s, head):
            return ()
        at, above = head, s.head(head)
        while above is not None and at.dep in ("nmod", "appos"):
            at, above = above, s.head(above)
        own = s.children(at, "nsubj")
        if own:
            return own[:1]
        if at.dep in ("xcomp", "obj") and above is not None and above.upos == "VERB":
            return self.surface(above, depth + 1)
        return (head,)

    def _relative(self, verb: Token, token: Token) -> Token:
        """A relative pronoun stands for the noun that its clause hangs on."""
        if token.lemma.lower() not in RELATIVE or token.upos == "NOUN":
            return token
        at: Token | None = verb
        while at is not None and at.dep in ("conj", "xcomp", "ccomp"):
            at = self.sentence.head(at)
        if at is not None and at.dep.startswith("acl"):
            noun = self.sentence.head(at)
            return self._nearest(noun, verb, token) if noun is not None else token
        return token

    def _nearest(self, noun: Token, verb: Token, pronoun: Token) -> Token:
        """A later noun of the phrase, where only it agrees with the verb: "talks of the minister with rebels, who refuse"."""
        s = self.sentence
        helpers = s.children(verb, "aux", "aux:pass", "cop")
        forms = {t.xpos for t in (verb, *helpers)} | {t.text.lower() for t in helpers}
        singular, plural = bool(forms & {"VBZ", "was"}), bool(forms & {"VBP", "were"})
        joined = s.children(noun, "conj")
        if singular == plural or (singular and not joined and not _is_plural(noun)):
            return noun
        if plural and (_is_plural(noun) or not joined):
            return noun
        later = [t for t in s.subtree(noun, "acl:relcl", "acl") if noun.index < t.index < pronoun.index]
        fits = [t for t in later if t.dep in ("nmod", "conj") and _is_plural(t) == plural]
        return fits[-1] if fits else noun

    def _said_to_be(self, token: Token) -> Token:
        """The noun of "what appeared to be a satellite"."""
        if token.lemma.lower() == "what":
            for clause in self.sentence.children(token, "acl:relcl"):
                for noun in self.sentence.children(clause, "xcomp"):
                    if noun.upos == "NOUN":
                        return noun
        return token

    def _build(self, verb: Token) -> Clause:
        s = self.sentence
        passive = self.is_passive(verb)
        surface = self.surface(verb)
        objects = tuple(self._said_to_be(self._relative(verb, t)) for t in s.children(verb, "obj"))
        indirect = s.children(verb, "iobj")
        if objects and not indirect and not passive:
            indirect, objects = self._two_objects(verb, objects)
        if not objects:
            objects = self._misread(verb)
        if indirect and not objects:  # "gave the rebels one week" looks like a time
            objects = s.children(verb, "obl:unmarked")
        obliques = list(self._prepositional(s.children(verb, "obl", "obl:agent", "nmod")))
        for said in s.children(verb, "ccomp", "xcomp"):  # "said sorry to the victims"
            if said.upos == "ADJ" and not s.children(said, "nsubj"):
                obliques += self._prepositional(s.children(said, "obl"))
        for adverb in s.children(verb, "advmod", "compound:prt"):  # "walked away from", "turned back to"
            obliques += self._prepositional(s.children(adverb, "obl"))
        for kid in s.children(verb, "advcl"):  # "shot at migrants crossing from Yemen"
            marks = [m.lemma.lower() for m in s.children(kid, "mark")]
            if kid.xpos == "VBG" and marks and marks[0] in AIMED:
                obliques += [(marks[0], noun) for noun in s.children(kid, "nsubj")]
        agents = tuple(t for t in s.children(verb, "obl:agent"))
        if not agents and passive:
            agents = tuple(t for case, t in obliques if case == "by") or self._causer(verb)
        subjects: tuple[Token, ...] = surface
        if passive:
            subjects = agents
            if objects:
                indirect = surface
            else:
                objects = surface
        elif verb.dep.startswith("acl:relcl") and not objects and subjects:
            head = s.head(verb)
            if head is not None and head.index != subjects[0].index and not self._has_gap(verb):
                objects = (head,)
        if not objects and not passive:
            objects = tuple(t for case, t in obliques if case == "off") or self._shared_object(verb)
        for noun in (n for o in objects for n in conjuncts(s, o)):
            obliques += self._prepositional(s.children(noun, "nmod"))
        obliques += self._prepositional(s.children(verb, "obj"))  # "landed in Port-au-Prince", misread
        nested = tuple(
            pair
            for _, noun in obliques
            for each in conjuncts(s, noun)
            for pair in below(s, each)
            if pair[0] in ("with", "against", "to", "on", "between", "for", "over")
        )
        return Clause(
            verb,
            subjects,
            objects,
            indirect,
            tuple(obliques),
            nested,
            passive,
            self._companions(verb, obliques),
            self._close(verb),
        )

    def _two_objects(
        self, verb: Token, objects: tuple[Token, ...]
    ) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """To whom and what, where the parse calls both an object: "promised Cairo seven billion euros"."""
        if verb.lemma not in HANDING or objects[0].index < verb.index:
            return (), objects
        if len(objects) > 1:
            return objects[:1], objects[1:]
        times = (t for t in self.sentence.children(verb, "obl:unmarked") if t.index > objects[0].index)
        given = tuple(t for t in times if verb.lemma in ("give", "allow"))[:1]  # "gave the envoy 48 hours"
        return (objects, given) if given and given[0].lemma.lower() in HOURS else ((), objects)

    def _second_subject(self, verb: Token) -> tuple[Token, ...]:
        """What stands as another subject behind a verb that has one before it: its object."""
        subjects = self.sentence.children(verb, "nsubj", "nsubj:pass")
        behind = tuple(t for t in subjects if t.index > verb.index)
        return behind if len(behind) < len(subjects) else ()

    def _misread(self, verb: Token) -> tuple[Token, ...]:
        """Objects that parsers hang elsewhere: as a second subject behind the verb, or on "try" above it."""
        s = self.sentence
        second = self._second_subject(verb)
        if second:
            return second
        head = s.head(verb)
        if verb.dep == "xcomp" and head is not None and head.lemma in TRYING:
            return tuple(self._relative(head, t) for t in s.children(head, "obj"))
        return ()

    def _causer(self, verb: Token) -> tuple[Token, ...]:
        """Who has something done: "prosecutors had the mayor detained"."""
        head = self.sentence.head(verb)
        causes = head is not None and head.lemma in ("have", "get") and verb.dep in ("xcomp", "ccomp")
        if not causes or head is None or self.sentence.children(verb, "aux:pass", "mark"):
            return ()
        return self.surface(head)

    def _has_gap(self, verb: Token) -> bool:
        """Whether the relative clause's missing noun stands under a preposition or adverb."""
        kids = self.sentence.children(verb, "obl", "advmod")
        return any(k.lemma.lower() in RELATIVE or k.lemma in ("where", "when") for k in kids)

    def _shared_object(self, verb: Token) -> tuple[Token, ...]:
        """The object of the last of several coordinated verbs ("condemned and rejected the plan")."""
        if self.sentence.children(verb, "obl", "xcomp", "ccomp"):
            return ()
        for other in self.sentence.children(verb, "conj"):
            direct = other.upos == "VERB" and other.index - verb.index <= 3
            if direct and not self.sentence.children(other, "nsubj", "nsubj:pass", "aux"):
                return self.sentence.children(other, "obj")
        return ()

    def _prepositional(self, nouns: Iterable[Token]) -> Iterable[tuple[str, Token]]:
        for noun in nouns:
            for case in self.sentence.children(noun, "case"):
                if case.lemma.lower() in ("according", "accord", "due", "thanks", "because", "instead"):
                    continue
                yield case.lemma.lower(), noun
                for part in self.sentence.children(case, "fixed"):
                    yield part.lemma.lower(), noun

    def _close(self, verb: Token) -> frozenset[str]:
        """Words that are part of the verb wherever they stand: particles, adverbs, objects, results."""
        kids = self.sentence.children(verb, "compound:prt", "advmod", "obj", "xcomp")
        cases = {
            c.lemma.lower()
            for k in self.sentence.children(verb, "obl")
            for c in self.sentence.children(k, "case")
        }
        return frozenset(
            {k.lemma.lower() for k in kids}
            | {k.text.lower() for k in kids}
            | cases & PARTICLES
            | self._before_number(verb)
        )

    def _before_number(self, verb: Token) -> frozenset[str]:
        """The particle that the parse takes for a part of a number: "handed over 55 boxes"."""
        at = verb.index + 1
        word = self.sentence.tokens[at] if at < len(self.sentence.tokens) else None
        stray = (
            word is not None and word.dep == "advmod" and word.head > at and word.text in (*PARTICLES, "over")
        )
        return frozenset({word.text}) if word is not None and stray else frozenset()

    def _companions(self, verb: Token, obliques: list[tuple[str, Token]]) -> frozenset[str]:
        """Words that may belong to the verb: particles, adverbs, objects, prepositions."""
        kids = self.sentence.children(
            verb, "compound:prt", "advmod", "obj", "xcomp", "obl", "case", "compound"
        )
        words = {k.lemma.lower() for k in kids} | {k.text.lower() for k in kids}
        for noun in self.sentence.children(verb, "obj", "nsubj:pass", "obl"):
            words |= {k.lemma.lower() for k in self.sentence.children(noun, "amod", "compound")}
        return frozenset(words | {case for case, _ in obliques} | self._before_number(verb))


def below(sentence: Sentence, noun: Token, depth: int = 0) -> tuple[tuple[str, Token], ...]:
    """Return the nouns under prepositions below a noun: parsers hang "sanctions of A against B" in a chain."""
    found: list[tuple[str, Token]] = []
    for kid in sentence.children(noun, "nmod"):
        found += [(case.lemma.lower(), kid) for case in sentence.children(kid, "case")]
        if depth < 3:
            found += below(sentence, kid, depth + 1)
    return tuple(found)


def gerunds(sentence: Sentence, verb: Token) -> frozenset[str]:
    """Return the prepositions before the -ing forms under a verb: "from" of "prevented them from leaving"."""
    kids = (k for k in sentence.children(verb, "advcl", "xcomp", "ccomp") if k.xpos == "VBG")
    return frozenset(m.lemma.lower() for kid in kids for m in sentence.children(kid, "mark", "case"))


def particle(sentence: Sentence, verb: Token) -> str | None:
    """Return the verb's particle ("off" of "call off"), None if it has none."""
    found = sentence.children(verb, "compound:prt")
    return found[0].lemma.lower() if found else None


def conjuncts(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """Return the token and the nouns that are coordinated with it."""
    found = [token]
    for other in sentence.children(token, "conj"):
        if other.upos not in ("VERB", "AUX"):
            found.extend(conjuncts(sentence, other))
    return tuple(found)

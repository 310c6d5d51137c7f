"""Words that take an act as their complement: agree to, refuse to, call for, plan to, fail to."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook.events import EventCodebook, Operator
from dateline.coders import _meanings
from dateline.coders._acts import Act
from dateline.coders._clause import Clause, Clauses, below, particle
from dateline.coders._compound_codes import compound
from dateline.coders._frames import only_happens
from dateline.model import Sentence, Token

MODALS = frozenset({"will", "shall", "'ll", "wo"})
SPEECH_FUTURE = frozenset(
    [
        "announce",
        "pledge",
        "say",
        "promise",
        "declare",
        "vow",
        "tell",
        "announcement",
        "confirm",
        "tweet",
        "write",
        "add",
        "state",
    ]
)
EMBEDDING = frozenset({"AGREE", "REJECT", "REQUEST", "CONCEDE"})
GIVING = frozenset(
    {
        "share",
        "hand",
        "return",
        "transfer",
        "send",
        "give",
        "provide",
        "deliver",
        "supply",
        "bring",
        "offer",
        "sell",
        "lend",
        "grant",
        "ship",
        "pay",
    }
)
FIRM = frozenset(
    {"agree", "offer", "promise", "pledge", "commit", "vow", "undertake", "guarantee", "consent"}
)
FAVOURING = frozenset({"support", "favour", "favor", "advocate", "endorse", "back"})
TELLING = frozenset({"tell", "persuade", "convince"})  # "that" behind them is what is so, not what is asked
QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where"})
SEEKING = frozenset({"seek", "push", "press", "lobby", "insist", "require", "order"})


class Operators:
    """Applies the operators of a sentence to its acts, outermost first."""

    def __init__(self, codebook: EventCodebook) -> None:
        self._book = codebook

    def apply(self, sentence: Sentence, clauses: Clauses, acts: dict[int, Act]) -> None:
        """Change the acts of a sentence in place: new ones, new types, status, and which are eaten."""
        for token in _outermost_first(sentence):
            for operator in self._operators(sentence, token):
                heads = tuple(
                    h
                    for h in self._complements(sentence, clauses, token, operator)
                    if h.dep != "obj" or h.index in acts
                )
                inner = [
                    acts[h.index]
                    for h in heads
                    if h.index in acts and acts[h.index].trigger.index != token.index
                ]
                if operator.effect == "say" and _must(clauses, sentence, acts, token, heads):
                    break
                if not heads or (
                    not inner and operator.effect not in ("refuse", "request", "promise", "threat")
                ):
                    continue
                if self._one(sentence, clauses, acts, token, operator, heads, inner):
                    break

    def _operators(self, sentence: Sentence, token: Token) -> tuple[Operator, ...]:
        lemma = token.lemma.lower()
        adjective = token.xpos == "VBN" and bool(sentence.children(token, "aux:pass", "cop"))
        found = (
            self._book.operators.get(token.text.lower(), ()) if adjective else ()
        ) or self._book.operators.get(lemma, ())
        own = particle(sentence, token) if token.upos == "VERB" else None
        found = self._book.operators.get(f"{lemma}_{own}", ()) or found
        if token.upos in ("VERB", "NOUN", "ADJ", "AUX"):
            return found
        return ()

    def _complements(
        self, sentence: Sentence, clauses: Clauses, token: Token, operator: Operator
    ) -> Iterator[Token]:
        """Yield the heads of what stands under the operator, through words such as "begin to"."""
        s = sentence
        for kid in s.children(token, "xcomp", "ccomp", "acl", "advcl", "obl", "nmod", "obj", "parataxis"):
            if kid.dep in ("obl", "nmod"):
                cases = {c.lemma.lower() for c in s.children(kid, "case")}
                if not cases & set(operator.prepositions):
                    continue
            elif kid.dep in ("advcl", "acl"):
                marks = {m.lemma.lower() for m in s.children(kid, "mark")}
                if not marks & {"to", *operator.prepositions} and kid.dep == "advcl":
                    continue
                wanted = operator.effect == "request" and "that" in marks and kid.xpos in ("VB", "VBP", "MD")
                if (
                    kid.dep == "acl"
                    and "to" not in marks
                    and not marks & set(operator.prepositions)
                    and not wanted
                ):
                    continue
            elif operator.effect == "request" and not _asks(sentence, token, kid):
                continue
            elif kid.dep == "obj" and (
                operator.effect in ("say", "aspect", "decide") or token.lemma in FAVOURING
            ):
                continue  # "supported the attack" tells of one, "supported attacking" does not
            yield from self._heads(s, kid, 0)

    def _heads(self, sentence: Sentence, token: Token, depth: int) -> Iterator[Token]:
        yield token
        for other in sentence.children(token, "conj"):
            yield from self._heads(sentence, other, depth + 1)
        lemma = token.lemma.lower()
        transparent = any(o.effect in ("aspect", "try", "plan") for o in self._book.operators.get(lemma, ()))
        if transparent and depth < 3:
            for kid in sentence.children(token, "xcomp"):
                yield from self._heads(sentence, kid, depth + 1)

    def _one(
        self, sentence: Sentence, clauses: Clauses, acts: dict[int, Act], token: Token, operator: Operator,
        heads: tuple[Token, ...], inner: list[Act],
    ) -> bool:  # fmt: skip
        """Apply one operator; return whether it did anything."""
        match operator.effect:
            case "refuse" if token.lemma == "deny" and any(h.dep == "ccomp" for h in heads):
                _meanings.mark(inner, "negated", token)  # what is denied is said not to be so
                for act in inner:
                    act.settled = True
            case "plan" | "decide":
                if any(t.lemma.lower() == "no" for t in sentence.children(token, "det")):
                    return _meanings.unwanted(inner, token)
                if token.upos == "NOUN" and _is_not_made(sentence, token):
                    _meanings.mark(inner, "hypothetical", token)
                    return bool(inner)
                _meanings.mark(inner, "planned", token)
                if operator.effect == "decide":
                    _meanings.announced(inner, token)
                    for act in inner:
                        act.announced = False  # what is decided is done, as far as words do it
            case "wish":
                if clauses.of(token).objects and any(h.dep == "xcomp" for h in heads):
                    return self._embedding(sentence, clauses, acts, token, operator, heads, inner)
                if token.lemma == "able" and any(t.xpos == "VBD" for t in sentence.children(token, "cop")):
                    return bool(inner)  # "were able to seize it" did
                _meanings.mark(inner, "hypothetical", token)
                _meanings.wished(inner, token)
            case "order":
                return _meanings.ordered(
                    clauses, token, [a for a in inner if a.trigger.dep in ("obj", "nsubj:pass", "ccomp")]
                )
            case "allege":
                return _meanings.alleged(clauses, acts, token, inner)
            case "fail":
                _meanings.mark(inner, "negated", token)
            case "try" | "aspect":
                own = acts.get(token.index)
                if own is not None and own.weak and any(a.event_type in _meanings.WRONGS for a in inner):
                    own.eaten = True  # "helped to attack" is no help
                return False
            case "say":
                return _meanings.announced(
                    [a for a in inner if _future_of_own(sentence, clauses, a, token)], token
                )
            case "cease":
                return _meanings.ceased([a for a in inner if a.trigger.dep == "xcomp"], token)
            case _:
                return self._embedding(sentence, clauses, acts, token, operator, heads, inner)
        return bool(inner)

    def _is_told(self, sentence: Sentence, head: Token) -> bool:
        """Whether a verb is one of telling: "declined to comment", "to give his name"."""
        told = self._book.classes["unsaid"]
        given = sentence.children(head, "obj") if head.lemma.lower() in ("give", "provide", "offer") else ()
        return head.lemma.lower() in told or any(t.lemma.lower() in told for t in given)

    def _embedding(
        self, sentence: Sentence, clauses: Clauses, acts: dict[int, Act], token: Token, operator: Operator,
        heads: tuple[Token, ...], inner: list[Act],
    ) -> bool:  # fmt: skip
        clausal = [h for h in heads if h.dep in ("xcomp", "ccomp", "acl", "advcl", "conj")]
        if not inner and not clausal:
            return False
        if operator.word in SEEKING and clausal and not clause_objects(clauses, token):
            return False
        if operator.effect == "refuse" and heads and all(self._is_told(sentence, h) for h in heads):
            acts.pop(token.index, None)  # "declined to comment"
            return False
        if operator.word == "agree" and heads and all(_is_opinion(sentence, h) for h in heads):
            acts.pop(token.index, None)
            return False
        if (
            not inner
            and operator.effect == "request"
            and not sentence.children(token, "xcomp", "ccomp", "obj")
        ):
            return False
        clause = clauses.of(token) if token.upos == "VERB" else None
        actors = clause.subjects if clause else _holders(sentence, clauses, token)
        if clause is not None and clause.passive and not actors and operator.effect == "promise":
            actors = clauses.surface(token)  # "Turkey was prepared to talk"
        if not inner and operator.effect in ("promise", "threat") and only_happens(self._book, actors):
            acts.pop(token.index, None)
            return False
        main = inner[0] if inner else None
        if operator.word == "order" and main is not None and main.event_type in ("COERCE", "SANCTION"):
            asked = clause.objects if clause else ()
            main.actors, main.recipients = actors, asked or main.recipients
            main.reasons += ("ordered",)
            return True
        event_type, mode = _meanings.meaning(operator, main)
        recipients, reciprocal = _to_whom(sentence, clauses, token, operator, clause, main, heads, actors)
        own = acts.get(token.index)
        if (
            own is not None
            and own.frame is not None
            and any(a[0].words and not a[0].absent for a in own.frame.needs)
            and not inner
        ):
            return False
        swallowed = any(
            h.index == token.index and a.event_type in EMBEDDING for a in acts.values() for h in a.embedded
        )
        for act in inner:
            act.eaten = True
        kind = main.event_type if main and event_type == "AGREE" else None
        acts[token.index] = Act(
            trigger=token, frame=own.frame if own and not inner else None, event_type=event_type, mode=mode,
            cameo=compound(event_type, main.cameo if main else None, operator.word)
            or _meanings.CAMEO.get((event_type, kind or mode)) or _meanings.CAMEO.get((event_type, None)), actors=actors,
            recipients=recipients or (own.recipients if own else ()), reciprocal=reciprocal, weak=not inner and operator.effect not in ("refuse", "threat") and not (clausal and operator.word in FIRM),
            status=own.status if own else None,
            eaten=swallowed, announced=event_type == "CONCEDE", embedded=heads, strength=3.0 if inner else 1.5,
            reasons=(f"{operator.effect} {token.lemma}" + (f" of {main.event_type}" if main else ""),),
        )  # fmt: skip
        return True


def _is_not_made(sentence: Sentence, noun: Token) -> bool:
    """Whether a decision or plan is one that has not been made: "had not made a decision on recognising it"."""
    verb = sentence.head(noun)
    return (
        verb is not None
        and noun.dep == "obj"
        and any(t.lemma.lower() in ("not", "never", "n't") for t in sentence.children(verb, "advmod"))
    )


def _is_opinion(sentence: Sentence, head: Token) -> bool:
    """Whether somebody only shares a view: "agree that prices have risen", not "agree that troops will leave"."""
    return head.dep == "ccomp" and not any(t.xpos == "MD" for t in sentence.children(head, "aux"))


def clause_objects(clauses: Clauses, token: Token) -> tuple[Token, ...]:
    """Return the objects of a verb, none for other words."""
    return clauses.of(token).objects if token.upos == "VERB" else ()


def _asks(sentence: Sentence, token: Token, kid: Token) -> bool:
    """Whether a complement is what is asked for: told to act, not told that; no name that somebody is called."""
    if kid.dep == "parataxis" or (kid.dep == "xcomp" and kid.upos in ("NOUN", "PROPN", "ADJ")):
        return False
    if token.lemma == "call":
        return kid.dep != "ccomp" and not (token.upos == "VERB" and sentence.children(token, "obj"))
    if token.lemma == "ask" and any(
        t.lemma.lower() in QUESTIONS for t in sentence.children(kid, "mark", "advmod", "obj", "nsubj")
    ):
        return False  # "asked whether there were rebels"
    return token.lemma not in TELLING or kid.dep == "xcomp"


def _must(
    clauses: Clauses, sentence: Sentence, acts: dict[int, Act], token: Token, heads: tuple[Token, ...]
) -> bool:
    """What one says that another must do is a request."""
    if token.upos != "VERB":
        return False
    for head in heads:
        aux = {t.lemma.lower() for t in sentence.children(head, "aux")}
        duty = head if aux & {"must", "should", "ought"} else None
        if head.lemma in ("have", "need") and sentence.children(head, "xcomp"):
            duty = sentence.children(head, "xcomp")[0]
        subjects, speakers = clauses.surface(head), clauses.of(token).subjects
        if duty is not None and head.lemma == "have" and head.xpos == "VBD":
            continue  # "had to" tells what was done, not what is asked
        if duty is None or not subjects or not speakers or subjects[0].upos == "PRON":
            continue
        inner = acts.get(duty.index)
        to = clauses.of(duty).subjects if clauses.is_passive(duty) else subjects
        mode = _meanings.REQUEST_MODES.get(inner.event_type) if inner else None
        for act in (acts.get(t.index) for t in (duty, *sentence.children(duty, "conj"))):
            if act is not None:
                act.eaten = True
        acts[duty.index] = Act(
            trigger=duty, event_type="REQUEST", mode=mode, cameo=compound("REQUEST", inner.cameo if inner else None, "must") or _meanings.CAMEO["REQUEST", mode], actors=speakers,
            recipients=to, status="actual", weak=inner is None, strength=2.0, settled=True,
            reasons=(f"{token.lemma} that it must {duty.lemma}",),
        )  # fmt: skip
        return True
    return False


def _outermost_first(sentence: Sentence) -> Iterator[Token]:
    root = sentence.root()
    todo = [root] if root else []
    while todo:
        token = todo.pop(0)
        yield token
        todo.extend(sentence.children(token))


def _future_of_own(sentence: Sentence, clauses: Clauses, act: Act, speech: Token) -> bool:
    """Whether an act under a verb of speech is the speaker's own, and still to come."""
    if speech.lemma not in SPEECH_FUTURE or act.noun:
        return False
    if not any(
        t.lemma.lower() in MODALS or t.text.lower() in ("will", "would")
        for t in sentence.children(act.trigger, "aux")
    ):
        return act.trigger.dep == "obj"
    subjects = sentence.children(act.trigger, "nsubj")
    if not subjects or subjects[0].upos == "PRON":
        return True
    speakers = clauses.of(speech).subjects
    return any(s.lemma == t.lemma for s in speakers for t in subjects)


def _holders(sentence: Sentence, clauses: Clauses, noun: Token) -> tuple[Token, ...]:
    """Who has the plan, is willing, makes the offer."""
    if noun.upos == "ADJ" or sentence.children(noun, "cop"):
        return clauses.surface(noun) or sentence.children(noun, "nsubj")
    owners = tuple(sentence.children(noun, "nmod:poss"))
    if owners:
        return owners
    named = tuple(
        k
        for k in sentence.children(noun, "nmod")
        if any(c.lemma.lower() in ("of", "by", "from") for c in sentence.children(k, "case"))
    )
    head = sentence.head(noun)
    if named or head is None or head.upos != "VERB":
        return named + sentence.children(noun, "amod", "compound")
    return clauses.of(head).subjects if noun.dep == "obj" else ()


def _to_whom(
    sentence: Sentence, clauses: Clauses, token: Token, operator: Operator, clause: Clause | None, main: Act | None,
    heads: tuple[Token, ...], actors: tuple[Token, ...],
) -> tuple[tuple[Token, ...], bool]:  # fmt: skip
    """Recipients of the operator's act: whom it is said to, else those of the act that it takes."""
    asked: tuple[Token, ...] = ()
    content = (main.trigger,) if operator.effect == "request" and main is not None else heads
    if clause is None and operator.effect == "request":
        asked = tuple(
            t for case, t in below(sentence, token) if case in ("to", "on", "from") and t not in content
        )
    if clause is not None:
        asked = tuple(t for t in (*clause.indirect, *clause.objects) if t not in heads)
        if not asked:
            asked = tuple(
                t for p in ("on", "to", "upon", "from", "with") for t in clause.at(p) if t not in content
            )
    if operator.effect in ("request", "wish"):
        if asked:
            return asked, False
        for head in heads:
            if head.dep == "ccomp" or (
                head.dep in ("xcomp", "acl", "advcl") and sentence.children(head, "nsubj")
            ):
                subject = clauses.surface(head)
                if subject:
                    return subject, False
    if main is not None:
        same = {t.index for t in actors}
        others = tuple(t for t in main.recipients if t.index not in same)
        if others:
            return others, False
        if operator.effect == "request" and main.actors:
            return tuple(t for t in main.actors if t.index not in same), False
        return asked, main.reciprocal and operator.effect == "promise"
    if asked:
        return asked, False
    if operator.effect == "promise" and any(sentence.children(t, "conj") for t in actors):
        return (), True
    for head in heads:
        if head.upos == "VERB":
            inner = clauses.of(head)
            to = tuple(t for _, t in inner.obliques)
            given = (inner.indirect or to) if head.lemma in GIVING else ()
            found = given or inner.objects or inner.indirect or to
            if found:
                return tuple(t for t in found if t not in actors), False
    return (), False

"""Whether an act happened: actual, planned, hypothetical or negated, and on what condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.codebook.files import find, read_yaml
from dateline.coders._acts import Act
from dateline.coders._clause import is_rank
from dateline.coders._compound_codes import compound
from dateline.coders._meanings import CAMEO, REQUEST_MODES
from dateline.model import Sentence, Token
from dateline.model.event import Certainty, Status

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
UNREAL = frozenset({"would", "could", "might", "'d", "’d"})
MAYBE = frozenset({"might", "may"})  # "might have cut": nobody knows
WOULD = frozenset({"would", "'d", "’d"})
PRESENT = frozenset({"VBZ", "VBP"})
FULL_STOPS = frozenset({".", '"', "”", "''", "’", "!", "?"})
ASKING = frozenset(
    {"ask", "demand", "urge", "request", "insist", "recommend", "propose", "suggest", "require", "appeal"}
)
SIGNS = frozenset({"sign", "indication", "evidence", "proof", "hint", "suggestion"})
SHARING = frozenset({"succeed", "fail", "persist", "keep", "start", "begin", "continue", "resume", "stop"})
CHARGED = "charged with it"  # among the reasons of a deed whose doer is whoever stands accused
FINITE = frozenset({"VBD", "VBZ", "VBP"})
INVERTING = frozenset({"should", "had", "were"})
INSTEAD = frozenset({"instead", "rather"})
FUTURE_IS_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
HOSTILE = frozenset({"SANCTION", "COERCE", "MOBILIZE", "PROTEST"})
REFUSABLE = FUTURE_IS_AGREE | {"AGREE", "RETREAT", "CONCEDE"}


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words of ``lexicons/en/status.yaml``."""

    negation: frozenset[str]
    future: frozenset[str]
    possible: frozenset[str]
    conditional_marks: frozenset[str]
    awaiting_marks: frozenset[str]
    planned_words: frozenset[str]
    hypothetical_words: frozenset[str]
    unconfirmed_words: frozenset[str]
    disputed_words: frozenset[str]
    unconfirmed_verbs: frozenset[str]
    disputed_verbs: frozenset[str]


@cache
def load(overlay: Path | None = None) -> StatusWords:
    """Return the status words, the overlay's added."""
    found: dict[str, set[str]] = {name: set() for name in StatusWords.__slots__}
    for path in find("lexicons/en/status.yaml", overlay):
        raw = read_yaml(path)
        for name in found:
            found[name] |= {str(word) for word in raw.get(name, ())}
    return StatusWords(**{name: frozenset(words) for name, words in found.items()})


def settle(sentence: Sentence, act: Act, words: StatusWords, carriers: frozenset[str]) -> None:
    """Set the status of an act from grammar, and follow PLOVER's tense rules for its type."""
    seen: Status | None = None
    negated = future = False
    below: Token | None = None
    for token in _governors(sentence, act, carriers):
        aux = {t.text.lower() for t in sentence.children(token, "aux")}
        aux |= {t.lemma.lower() for t in sentence.children(token, "aux")}
        own_tense = below is not None and below.dep == "conj" and below.xpos in FINITE
        below = token
        negated = negated or (not own_tense and is_negated(sentence, token, words.negation))
        future = future or bool(aux & words.future) or _is_to_be(sentence, token, act)
        unreal = bool(aux & UNREAL) and "have" in aux
        if (unreal or aux & MAYBE) and is_negated(sentence, token, words.negation):
            act.status = "hypothetical"  # "might not be able to help" tells of no refusal
            return
        if unreal:
            negated = not aux & MAYBE or negated  # "would have cut" tells what was not done
        elif aux & words.possible:
            reported = token.dep == "ccomp" and not aux & words.possible - WOULD
            future = future or reported
            seen = seen if reported else (seen or "hypothetical")
        conditional = is_condition(sentence, token, words) or _is_awaited(sentence, token, words)
        if conditional or _is_weighed(sentence, token):
            seen = "hypothetical"
        if token.index in (act.trigger.index, act.trigger.head) and _is_wanted(sentence, token):
            seen = seen or "hypothetical"
        negated = negated or _is_unseen(sentence, token)
        if token.dep == "advcl" and _is_purpose(sentence, token):
            act.eaten = (
                act.event_type != "PROTEST" or act.trigger is not token
            )  # "shut their shops to protest"
        if token.dep == "acl" and _is_purpose(sentence, token) and not _may_be(sentence, token, act):
            seen = seen or "hypothetical"
    if act.noun:
        seen = seen or _led_to(sentence, act.trigger, words, carriers)
    beside = (
        {t.lemma.lower() for t in sentence.children(act.trigger, "amod", "advmod", "det")}
        if act.noun
        else set()
    )
    if beside & words.planned_words or (act.noun and _is_expected(sentence, act.trigger, words)):
        future = True
    if beside & words.hypothetical_words:
        seen = seen or "hypothetical"
    _decide(act, negated, future, seen)


def is_condition(sentence: Sentence, token: Token, words: StatusWords) -> bool:
    """Return whether a clause is a condition: by its first word, or its verb before the subject ("should China refuse")."""
    if {t.lemma.lower() for t in sentence.children(token, "mark", "advmod")} & words.conditional_marks:
        return True
    first = next(iter(sentence.children(token, "aux", "cop")), None)
    subject = next(iter(sentence.children(token, "nsubj", "nsubj:pass")), None)
    if first is None or subject is None or token.dep != "advcl":
        return False
    return first.index < subject.index and first.text.lower() in INVERTING


def _is_awaited(sentence: Sentence, token: Token, words: StatusWords) -> bool:
    """Whether a clause tells what must come first: "will leave once Peru opens the port". Headlines tell what has come."""
    head = sentence.head(token)
    marks = {m.lemma.lower() for m in sentence.children(token, "mark", "advmod")}
    if head is None or token.dep != "advcl" or not marks & words.awaiting_marks:
        return False
    finite = next(iter(sentence.children(token, "aux", "aux:pass", "cop")), token)
    return (
        finite.xpos in PRESENT and sentence.tokens[-1].text in FULL_STOPS and _is_ahead(sentence, head, words)
    )


def _is_ahead(sentence: Sentence, token: Token, words: StatusWords) -> bool:
    """Whether a verb tells of what is to come: "will leave", "promised to leave"."""
    aux = {t.text.lower() for t in sentence.children(token, "aux")}
    return bool(aux & (words.future | WOULD)) or (token.dep != "root" and _is_purpose(sentence, token))


def _is_weighed(sentence: Sentence, token: Token) -> bool:
    """Whether an act is only talked about as the subject of what it would do or is: "bombing Iran is no solution"."""
    head = sentence.head(token)
    if head is None or token.dep != "csubj" or token.xpos != "VBG":
        return False
    verbs = (head, *sentence.children(head, "aux", "cop"))
    return not any(t.xpos == "VBD" or (t.lemma == "have" and t.dep == "aux") for t in verbs)


def _is_wanted(sentence: Sentence, token: Token) -> bool:
    """Whether a that-clause tells what is asked for: "demanded that the rally take place", "demands that they halt it"."""
    head = sentence.head(token)
    if head is None or token.dep not in ("ccomp", "acl") or token.xpos not in ("VB", "VBP"):
        return False
    return head.lemma.lower() in ASKING and not sentence.children(token, "aux", "cop")


def _is_unseen(sentence: Sentence, token: Token) -> bool:
    """Whether nothing shows that it was so: "gave no sign that she was intimidated"."""
    head = sentence.head(token)
    if head is None or token.dep not in ("ccomp", "acl") or head.lemma.lower() not in SIGNS:
        return False
    return any(t.lemma.lower() == "no" for t in sentence.children(head, "det"))


def _decide(act: Act, negated: bool, future: bool, seen: Status | None) -> None:
    if negated and (future or seen == "hypothetical" or act.announced) and act.event_type in REFUSABLE:
        act.announced = False
        act.reasons += (f"refusal of {act.event_type}",)
        mode = REQUEST_MODES.get(act.event_type) if act.event_type not in ("AGREE", "SUPPORT") else None
        act.cameo = compound("REJECT", act.cameo) or CAMEO["REJECT", mode]
        act.event_type, act.mode, act.status = "REJECT", mode, "actual"
        act.reciprocal = act.reciprocal and not (act.actors and act.recipients)
    elif negated and act.status == "planned" and act.event_type in HOSTILE and act.actors:
        act.reasons += (f"promise of no {act.event_type}",)
        act.event_type, act.mode, act.cameo, act.status = "CONCEDE", None, "080", "actual"
    elif negated:
        act.status = "actual" if act.status == "negated" else "negated"
    elif act.status is not None:
        if act.status == "actual" and seen == "hypothetical" and not act.announced:
            act.status = "hypothetical"
    elif seen == "hypothetical":
        act.status = "hypothetical"
    elif future or seen == "planned":
        act.status = "planned"
        if future and act.event_type in FUTURE_IS_AGREE:
            act.reasons += (f"future {act.event_type}",)
            act.cameo = compound("AGREE", act.cameo) or "030"
            act.event_type, act.mode = "AGREE", None
    else:
        act.status = "actual"


def _governors(sentence: Sentence, act: Act, carriers: frozenset[str]) -> Iterator[Token]:
    """Yield the trigger and the words above it that share its tense and mood, up to the next clause of its own."""
    at: Token | None = act.trigger
    for _ in range(6):
        if at is None:
            return
        yield at
        head = sentence.head(at)
        if head is not None and at.dep == "conj" and at.xpos == "VBG" and _is_purpose(sentence, head):
            head = sentence.head(head)  # "using gas to disperse the crowd and beating people"
        if head is None:
            return
        if at is act.trigger and at.upos in ("NOUN", "PROPN"):
            other_clause = head.upos == "VERB" and head.lemma not in carriers
            if other_clause or (head.upos != "VERB" and at.dep == "nsubj"):
                return
        carried = at.dep in ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj", "appos") and at.upos in (
            "NOUN",
            "PROPN",
        )
        goes_on = at.dep == "advcl" and at.xpos == "VBG" and head.lemma in SHARING
        shared = (
            goes_on
            or at.dep == "xcomp"
            or (at.dep == "conj" and not sentence.children(at, "nsubj", "aux", "nsubj:pass"))
        )
        in_condition = at.dep in ("advcl", "acl") or (at.dep == "ccomp" and not sentence.children(at, "aux"))
        if not (carried or shared):
            if at.dep == "advcl" and _is_purpose(sentence, at):
                return
            if not in_condition or at.dep != "ccomp" or at.xpos == "VBD":
                return
            if head.lemma in (
                "say",
                "report",
                "announce",
                "claim",
                "tell",
                "add",
                "state",
                "believe",
                "declare",
                "know",
            ):
                return
        at = head


def is_negated(sentence: Sentence, token: Token, negation: frozenset[str]) -> bool:
    """Return whether a word of negation hangs on the token, on an adverb of it ("never again") or on its object ("no deal")."""
    kids = sentence.children(token, "advmod", "det", "cc", "case", "mark", "cc:preconj")
    if any(k.lemma.lower() in INSTEAD for k in kids if k.dep in ("case", "mark", "cc")):
        return True
    deeper = (d for k in kids if k.dep == "advmod" for d in sentence.children(k, "advmod"))
    objects = (d for k in sentence.children(token, "obj", "nsubj:pass") for d in sentence.children(k, "det"))
    return any(k.lemma.lower() in negation or k.text.lower() in negation for k in (*kids, *deeper, *objects))


def _led_to(sentence: Sentence, noun: Token, words: StatusWords, carriers: frozenset[str]) -> Status | None:
    """What the verb makes of an act that it only may bring about: "could lead to talks", "would allow a withdrawal"."""
    head = sentence.head(noun)
    if head is None or head.upos != "VERB" or head.lemma in carriers or noun.dep not in ("obj", "obl"):
        return None
    aux = {t.text.lower() for t in sentence.children(head, "aux")}
    known = any(t.lemma.lower() in DEFINITE for t in sentence.children(noun, "det", "nmod:poss"))
    later = any(t.lemma.lower() in words.planned_words for t in sentence.children(noun, "amod"))
    return "hypothetical" if aux & words.possible and (later or not known) else None


def _is_expected(sentence: Sentence, noun: Token, words: StatusWords) -> bool:
    """Whether what a noun names is still to come, as its verb says: "talks are expected to resume"."""
    head = sentence.head(noun)
    return (
        head is not None
        and noun.dep in ("nsubj", "nsubj:pass")
        and head.lemma.lower() in words.planned_words
        and bool(sentence.children(head, "aux:pass", "cop"))
    )


def is_ranked(sentence: Sentence, token: Token) -> bool:
    """Whether an infinitive tells what was done: "the first president to visit", "one of the last states to sign"."""
    head = sentence.head(token)
    return head is not None and is_rank(sentence, head)


def _may_be(sentence: Sentence, token: Token, act: Act) -> bool:
    return is_ranked(sentence, token) or _is_to_be(sentence, token, act)


def _is_purpose(sentence: Sentence, token: Token) -> bool:
    return token.xpos == "VB" and any(m.lemma.lower() == "to" for m in sentence.children(token, "mark"))


def _is_to_be(sentence: Sentence, token: Token, act: Act) -> bool:
    """Headlines: "Leaders to meet in May" stands for the future; so does "is to meet"."""
    due = [t for t in sentence.children(token, "advmod") if t.lemma.lower() == "due"]
    if token.xpos == "VB" and any(sentence.children(t, "fixed") for t in due):
        return True  # "was due to meet"
    if token.xpos != "VB" or not any(
        t.lemma.lower() == "to" for t in sentence.children(token, "mark", "aux")
    ):
        return False
    head = sentence.head(token)
    headline = token.dep == "acl" and head is not None and head.dep == "root" and head.upos == "PROPN"
    return token.dep == "root" or headline or any(t.lemma == "be" for t in sentence.children(token, "aux"))


def condition(text: str, sentence: Sentence, act: Act, words: StatusWords) -> str | None:
    """Return the words of the condition on which an act hangs, None if it has none."""
    around = [act.trigger, *act.embedded]
    for token in around:
        for kid in sentence.children(token, "advcl"):
            marks = {m.lemma.lower() for m in sentence.children(kid, "mark")}
            if marks & words.conditional_marks:
                return sentence.span_of(sentence.subtree(kid)).of(text).strip(" ,.;")
        for kid in sentence.children(token, "obl"):
            head = [c.lemma.lower() for c in sentence.children(kid, "case")]
            if kid.lemma.lower() in ("exchange", "return", "condition") and head[:1] in (["in"], ["on"]):
                return sentence.span_of(sentence.subtree(kid)).of(text).strip(" ,.;")
    return None


def certainty(sentence: Sentence, act: Act, words: StatusWords) -> Certainty:
    """Return what the sentence itself makes of the act: asserted, unconfirmed or disputed."""
    near = [act.trigger]
    if CHARGED in act.reasons:
        return "disputed"
    head = sentence.head(act.trigger)
    if head is not None and act.trigger.dep in ("advcl", "xcomp") and head.lemma in words.disputed_verbs:
        return "disputed"  # "is accused of bombing"
    if head is not None and act.trigger.dep in ("xcomp", "obj", "nsubj", "nsubj:pass", "conj"):
        near.append(head)
    for token in near:
        kids = sentence.children(token, "advmod", "amod")
        lemmas = {k.lemma.lower() for k in kids} | {k.text.lower() for k in kids}
        if lemmas & words.disputed_words:
            return "disputed"
        if lemmas & words.unconfirmed_words or (
            token is not act.trigger and token.lemma in words.unconfirmed_verbs
        ):
            return "unconfirmed"
    return "asserted"

"""What an operator makes of the act under it: types, modes and codes."""

from __future__ import annotations

from dateline.codebook.events import Operator
from dateline.coders._acts import Act
from dateline.coders._clause import Clauses
from dateline.coders._compound_codes import compound
from dateline.model import Token

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"RETREAT", "CONCEDE"})
WRONGS = frozenset({"ASSAULT", "COERCE", "THREATEN", "MOBILIZE", "SANCTION", "PROTEST"})
VOWS = frozenset({"vow", "promise", "pledge", "swear"})
REQUEST_MODES = {
    "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONSULT": "meet", "AGREE": "meet",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
THREAT_MODES = {
    ("COERCE", "arrest"): "arrest", ("COERCE", None): "restrict", ("SANCTION", "expel"): "expel",
    ("SANCTION", None): "relations", ("ASSAULT", None): "violence", ("MOBILIZE", None): "violence",
    ("PROTEST", None): "restrict", ("REJECT", None): "relations",
}  # fmt: skip
CAMEO = {
    ("AGREE", "CONSULT"): "036", ("AGREE", "AID"): "033", ("AGREE", "COOPERATE"): "031", ("AGREE", "SUPPORT"): "032",
    ("AGREE", "RETREAT"): "035", ("AGREE", "CONCEDE"): "035", ("AGREE", None): "030",
    ("CONCEDE", None): "080",
    ("REJECT", "assist"): "121", ("REJECT", "change"): "123", ("REJECT", "yield"): "124", ("REJECT", "meet"): "125",
    ("REJECT", None): "120",
    ("REQUEST", "assist"): "102", ("REQUEST", "change"): "104", ("REQUEST", "yield"): "105", ("REQUEST", "meet"): "106",
    ("REQUEST", None): "100",
    ("THREATEN", "violence"): "138", ("THREATEN", "relations"): "131", ("THREATEN", "restrict"): "132",
    ("THREATEN", "arrest"): "132", ("THREATEN", "expel"): "136", ("THREATEN", None): "130",
}  # fmt: skip


def mark(acts: list[Act], status: str, token: Token) -> None:
    """Set the status of acts under an operator."""
    for act in acts:
        act.status = status  # type: ignore[assignment]
        act.reasons += (f"{status} by {token.lemma}",)


def announced(acts: list[Act], token: Token) -> bool:
    """Turn announced acts into what the announcement is: AGREE, CONCEDE, THREATEN; else planned."""
    for act in acts:
        if act.settled:  # "will not accept": refused here and now
            continue
        if act.event_type in COOPERATIVE:
            own = CAMEO["AGREE", act.event_type if act.event_type != "AGREE" else None]
            act.cameo = compound("AGREE", act.cameo) or own
            act.event_type, act.mode, act.status, act.announced = "AGREE", None, "actual", True
            act.reciprocal = act.reciprocal and not (act.actors and act.recipients)
        elif act.event_type in YIELDING:
            act.event_type, act.mode, act.cameo, act.status = "CONCEDE", None, "080", "actual"
            act.announced = True
        elif act.event_type == "ASSAULT":
            act.event_type, act.mode, act.cameo, act.status = "THREATEN", "violence", "138", "actual"
        else:
            act.status = "planned"
        act.reasons += (f"announced by {token.lemma}",)
    return bool(acts)


def ceased(acts: list[Act], token: Token) -> bool:
    """Turn acts that somebody stops into what the stop is: aid into SANCTION, force into RETREAT."""
    for act in acts:
        act.reasons += (f"ended: {token.lemma}",)
        if act.event_type in ("AID", "COOPERATE", "CONSULT"):
            act.event_type, act.mode, act.cameo = "SANCTION", "discontinue", "160"
        elif act.event_type in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION"):
            act.event_type, act.mode, act.cameo = "RETREAT", None, "080"
        elif act.event_type == "PROTEST":
            act.event_type, act.mode, act.cameo = "CONCEDE", None, "080"
        else:
            act.status = "negated"
    return bool(acts)


def unwanted(acts: list[Act], token: Token) -> bool:
    """What somebody has no intention to do for another he refuses; what he has no plan to do is not done."""
    for act in acts:
        act.reasons += (f"no {token.lemma}",)
        if (
            token.lemma in ("intention", "intent", "desire", "wish")
            and act.event_type in COOPERATIVE | YIELDING
        ):
            act.event_type, act.mode, act.cameo, act.status = "REJECT", None, "120", "actual"
            act.reciprocal = False
        else:
            act.status = "negated"
        act.settled = True
    return bool(acts)


WANTING = frozenset(
    {
        "want",
        "hope",
        "wish",
        "like",
        "seek",
        "desire",
        "aspire",
        "eager",
        "keen",
        "determined",
        "bid",
        "support",
        "favour",
    }
    | {"favor", "advocate", "endorse", "back", "suggest", "proposal"}
)  # whoever only considers, or is able to, agrees to nothing


def wished(acts: list[Act], token: Token) -> None:
    """What somebody wants to do for another is AGREE, to come; the violence that he wants to do is a threat."""
    for act in acts:
        if (
            act.event_type == "ASSAULT"
            and token.lemma == "want"
            and act.trigger.dep == "xcomp"
            and not act.noun
        ):
            act.event_type, act.mode, act.cameo, act.status = "THREATEN", "violence", "138", "actual"
            act.announced = True
        if act.event_type in COOPERATIVE and not act.noun and token.lemma in WANTING:
            own = CAMEO["AGREE", act.event_type if act.event_type != "AGREE" else None]
            act.cameo = compound("AGREE", act.cameo) or own
            act.event_type, act.mode = "AGREE", None


def alleged(clauses: Clauses, acts: dict[int, Act], token: Token, inner: list[Act]) -> bool:
    """What one party says that another did wrong is an accusation; the deed stands beside it."""
    speakers = clauses.of(token).subjects
    wrongs = [a for a in inner if a.event_type in WRONGS and a.actors and a.actors[0] not in speakers]
    if not wrongs or not speakers or wrongs[0].actors[0].upos == "PRON":
        return False
    acts[token.index] = Act(
        trigger=token, event_type="ACCUSE", mode="allege", cameo="112", actors=speakers, recipients=wrongs[0].actors,
        embedded=tuple(a.trigger for a in wrongs), strength=3.0, reasons=(f"{token.lemma} that {wrongs[0].event_type}",),
    )  # fmt: skip
    return True


def ordered(clauses: Clauses, token: Token, acts: list[Act]) -> bool:
    """What an authority orders or approves is its own act."""
    for act in acts:
        act.recipients = act.recipients or (act.actors if act.event_type in ("RETREAT", "COERCE") else ())
        act.actors = clauses.of(token).subjects if token.upos == "VERB" else act.actors
        act.reasons += (f"ordered by {token.lemma}",)
    return bool(acts)


def meaning(operator: Operator, main: Act | None) -> tuple[str, str | None]:
    """Type and mode of the operator over the act it takes."""
    inner = main.event_type if main else None
    match operator.effect:
        case "promise":
            harm = inner == "ASSAULT" or (inner in ("COERCE", "SANCTION") and operator.word in VOWS)
            if harm and main is not None and operator.word in {*VOWS, "ready", "prepared"}:
                return "THREATEN", THREAT_MODES.get((main.event_type, main.mode)) or THREAT_MODES[
                    main.event_type, None
                ]
            return ("CONCEDE" if inner in YIELDING else "AGREE"), None
        case "threat":
            mode = main.mode if main else None
            return "THREATEN", THREAT_MODES.get((inner or "", mode)) or THREAT_MODES.get((inner or "", None))
        case "refuse":
            return "REJECT", REQUEST_MODES.get(inner or "")
        case _:
            return "REQUEST", REQUEST_MODES.get(inner or "")

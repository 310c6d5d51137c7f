"""Events: who did what to whom, from the parse and the codebook."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.codebook import events as codebook
from dateline.codebook import gazetteer as gazetteers
from dateline.coders import _event_score, _status
from dateline.coders._acts import Act
from dateline.coders._clause import Clauses, conjuncts
from dateline.coders._event_score import Told
from dateline.coders._event_sources import EventSources, inside, overall, place_of
from dateline.coders._frames import Frames
from dateline.coders._learned_acts import LearnedActs
from dateline.coders._meanings import THREAT_MODES, WRONGS
from dateline.coders._offices import then
from dateline.coders._operators import Operators
from dateline.coders._participants import Participants, is_political, is_powerful
from dateline.coders._relation import Relation
from dateline.coders._relations import Learned, Relations
from dateline.coders._status import CHARGED
from dateline.coders._told_before import SpokenOn, inherit
from dateline.coders._topics import is_of_disaster, is_off_topic
from dateline.coders._victims import Victims
from dateline.coders.event_dates import EventDates
from dateline.model import (
    Actor,
    Annotations,
    Attribution,
    Document,
    Event,
    Place,
    PlaceMention,
    Sentence,
    Span,
    Statement,
    Token,
    Trigger,
)

FORCE_ON_ANYBODY = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "SANCTION"})
HELP = frozenset({"AID", "COOPERATE"})  # people of one country do these to those of another
THREATS = frozenset({"COERCE", "SANCTION", "REJECT"})
OF_ARMED = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"}
)  # firms do these to somebody, or not at all
JUDGEMENTS = frozenset({"ACCUSE", "SUPPORT"})
NAMED_AGAIN = frozenset(
    {"RETREAT", "SANCTION", "COERCE"}
)  # "the release": told before, unless somebody does it
TALKS_FAILED = frozenset({"125", "164", "165", "1246"})
CHARGING = frozenset({"charge", "accuse", "suspect", "convict", "indict", "acquit", "find"})
OWNING_UP = frozenset({"plead", "confess"})
COUNTS = frozenset({"charge", "count", "suspicion"})
LOCAL = frozenset({"PROTEST", "ASSAULT"})  # people without a country do these where they are at home
DECIDED = frozenset({"COERCE", "SANCTION", "CONCEDE", "RETREAT", "AGREE"})
FUTURE = frozenset({"will", "would", "shall"})
OFFICES = frozenset({"GOV", "MIL", "COP", "JUD"})
FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my"})


class Events:
    """Codes acts of the PLOVER types.

    Each sentence goes through the same steps: frames of verbs and nouns find acts, operators (agree to, refuse to)
    take acts as complements, status and tense rules settle what happened, then parties, date, place and sources are
    filled in from the layers.

    Source: PLOVER manual, draft 0.8.
    """

    def __init__(self, overlay: Path | None = None, model: Callable[[], Learned] | None = None) -> None:
        self.codebook = codebook.load(overlay)
        self.gazetteer = gazetteers.load(overlay)
        self._relations = Relations(self.codebook, model)
        self._status = _status.load(overlay)
        self.score = _event_score.load(overlay)
        self._operators = Operators(self.codebook)
        self._learned = LearnedActs(self.codebook, self._status, lambda: self._relations.model)
        self.carriers = frozenset().union(*self.codebook.light.values())

    def code(
        self, document: Document, annotations: Annotations, statements: tuple[Statement, ...] = ()
    ) -> tuple[Event, ...]:
        """Return the events of a document in text order."""
        sentences = annotations.sentences or ()
        if is_off_topic(sentences, self.codebook):
            return ()
        scribe = _Scribe(self, document, annotations, statements)
        told = (event for sentence in sentences for event in scribe.events(sentence))
        disaster = is_of_disaster(sentences, self.codebook)
        events = tuple(event for event in told if not (disaster and _is_nobodys(event)))
        return inherit(events, scribe.spoken(sentences), document.published)

    def relate(self, document: Document, annotations: Annotations, actor: Span, recipient: Span) -> Relation:
        """Return what the one span does to the other; its type is None where nothing is found."""
        participants = Participants(document, annotations, self.codebook.agents)
        sentences = [
            (sentence, self.acts(sentence, participants))
            for sentence in annotations.sentences or ()
            if sentence.span.overlap(actor) or sentence.span.overlap(recipient)
        ]
        return self._relations.between(document.text, sentences, actor, recipient)

    def acts(self, sentence: Sentence, participants: Participants, text: str | None = None) -> dict[int, Act]:
        """Return the acts of one sentence with status and type settled, by the index of their trigger.

        Args:
            sentence: the sentence.
            participants: the actors of its document.
            text: of the document; with it the learned model is asked about verbs that the codebook does not know.
        """
        clauses = Clauses(sentence)
        found = Frames(self.codebook, participants, self._status.negation).acts(sentence, clauses)
        self._operators.apply(sentence, clauses, found)
        if text is not None:
            self._learned.add(text, sentence, clauses, found, participants)
        for act in found.values():
            if act.eaten:
                continue
            if not act.settled:
                _status.settle(sentence, act, self._status, self.carriers)
            elif act.status is None and _status.is_condition(sentence, act.trigger, self._status):
                act.status = "hypothetical"  # "unless they do not accept it"
        _drop_echoes(sentence, found)
        _captors(sentence, found)
        _accused(sentence, clauses, found)
        _announcers(sentence, clauses, found)
        return found


def _drop_echoes(sentence: Sentence, acts: dict[int, Act]) -> None:
    """Eat acts that only spell out another of the same type: "attacked the village, killing ten"."""
    for act in acts.values():
        head = sentence.head(act.trigger)
        above = acts.get(head.index) if head is not None else None
        if above is not None and not above.eaten and above.event_type == act.event_type:
            result = act.trigger.dep in ("advcl", "acl") and act.trigger.xpos in ("VBG", "VB")
            result = result and not sentence.children(act.trigger, "cc")
            inside = act.noun and act.trigger.dep in ("obj", "obl", "nmod", "nsubj")
            act.eaten = act.eaten or result or inside


def _captors(sentence: Sentence, acts: dict[int, Act]) -> None:
    """Those who held captives released them, where nobody else is named: "hostages held by the rebels were freed"."""
    for act in acts.values():
        if act.event_type == "RETREAT" and act.passive and not act.actors:
            for noun in act.recipients:
                for kid in sentence.children(noun, "acl", "acl:relcl"):
                    capture = acts.get(kid.index)
                    if capture is not None and capture.event_type in ("COERCE", "ASSAULT"):
                        act.actors = act.actors or capture.actors


def _accused(sentence: Sentence, clauses: Clauses, acts: dict[int, Act]) -> None:
    """Who is charged with a deed did it, as far as anybody says: "was charged with the murder of the minister"."""
    for act in acts.values():
        verb = _charge(sentence, act.trigger)
        if verb is None or not act.noun or act.actors or act.event_type not in FORCE_ON_ANYBODY:
            continue
        clause = clauses.of(verb)
        act.actors = clause.subjects if verb.lemma in OWNING_UP else clause.objects
        act.status = "actual" if act.status == "negated" else act.status  # "pleaded not guilty to" it
        act.reasons += ("found guilty",) if verb.lemma in ("convict", "find", "confess") else (CHARGED,)


def _announcers(sentence: Sentence, clauses: Clauses, acts: dict[int, Act]) -> None:
    """Several who say that there are talks hold them: "Kenya and Uganda said that talks would resume"."""
    for act in acts.values():
        verb = sentence.head(act.trigger)
        if (
            verb is None
            or not act.noun
            or act.event_type not in ("CONSULT", "AGREE")
            or act.trigger.dep != "nsubj"
        ):
            continue
        speech = sentence.head(verb) if verb.dep == "ccomp" else None
        if speech is None or act.actors or act.recipients or speech.upos != "VERB":
            continue
        subjects = clauses.of(speech).subjects
        if any(len(conjuncts(sentence, t)) > 1 for t in subjects):
            act.actors, act.reciprocal = subjects, True
            act.reasons += (f"{speech.lemma} so together",)


def _charge(sentence: Sentence, deed: Token) -> Token | None:
    """Return the verb that lays a deed to somebody, over "charges of" and "counts, including"."""
    at = sentence.head(deed) if deed.dep in ("obl", "nmod", "obj", "conj") else None
    if at is not None and at.upos == "NOUN" and at.lemma.lower() in COUNTS:
        at = sentence.head(at)
    if at is not None and at.upos == "ADJ" and at.lemma.lower() == "guilty":
        at = sentence.head(at)
    return at if at is not None and at.lemma in CHARGING | OWNING_UP else None


class _Scribe:
    """Writes acts of one document down as Events."""

    def __init__(
        self, coder: Events, document: Document, annotations: Annotations, statements: tuple[Statement, ...]
    ) -> None:
        self._coder, self._document = coder, document
        self._who = Participants(document, annotations, coder.codebook.agents)
        book = coder.codebook
        self._dates = EventDates(document, annotations, frozenset(book.nouns), coder.carriers)
        self._statements = statements
        self._sources = EventSources(statements)
        self._places = annotations.places or ()
        self._victims = Victims(self._who, self._places, coder.gazetteer, book.classes["protest"])
        self._told: list[Event] = []

    def events(self, sentence: Sentence) -> Iterator[Event]:
        """Yield the events of one sentence."""
        acts = self._coder.acts(sentence, self._who, self._document.text)
        places = tuple(p for p in self._places if p.span in sentence.span)
        seen: set[tuple[object, ...]] = set()
        for _, act in sorted(acts.items()):
            if act.eaten:
                continue
            event = self._event(sentence, act, places)
            if event is None:
                continue
            key = event.event_type, event.mode, event.status, event.actors, event.recipients
            if key not in seen or len(event.actors) + len(event.recipients) < 2:
                seen.add(key)
                self._told.append(event)
                yield event

    def spoken(self, sentences: tuple[Sentence, ...]) -> Iterator[SpokenOn]:
        """Yield the days on which speakers spoke, as far as the sentences of their statements name them."""
        starts = [s.span.start for s in sentences]
        for statement in self._statements:
            if statement.speaker is None or not statement.content:
                continue
            sentence = sentences[max(0, bisect_right(starts, statement.evidence.start) - 1)]
            for verb in sentence.tokens:
                if verb.upos == "VERB" and verb.text in statement.cue.split():
                    day = self._dates.own(sentence, verb)
                    if day is not None:
                        yield SpokenOn(statement.speaker.id, verb.start, day)

    def _event(self, sentence: Sentence, act: Act, places: tuple[PlaceMention, ...]) -> Event | None:
        actors, recipients = self._parties(sentence, act)
        chain = self._sources.of(act.trigger.span)
        if not actors and act.passive and act.event_type in DECIDED and _is_to_come(sentence, act):
            actors = _deciders(chain)
        if act.event_type in JUDGEMENTS and actors and not recipients:
            recipients = self._doers(sentence, act, {a.country for a in actors})
        if not _counts(act, actors, recipients):
            before = self._met_before(sentence, act)
            if before is None:
                return None
            actors, recipients = _parties_of(before), ()
        else:
            before = None
        ontology = self._coder.codebook.ontology
        self._threat(sentence, act, actors, chain)
        if not recipients and len(actors) == 1:
            recipients = self._other_side(sentence, act, actors[0])
        date = self._dates.of(sentence, act)
        if before is not None and before.date is not None and (date is None or date.basis == "published"):
            date = dataclasses.replace(before.date, basis="inferred")
        place = place_of(sentence, act, places)
        if act.event_type in LOCAL:
            ground = place or inside(sentence, act, places)
            actors = tuple(_local(a, ground) for a in actors)
        actors, recipients = (then(p, date, self._coder.gazetteer) for p in (actors, recipients))
        words = self._coder._status
        mode = act.mode if ontology.has(act.event_type, act.mode) else None
        code = ontology.cameo.get(act.cameo or "")
        status = self._dates.status(act, date)
        certainty = overall(_status.certainty(sentence, act, words), chain)
        told = Told(sentence=sentence, act=act, status=status, date=date, certainty=certainty)
        return Event(
            event_type=act.event_type,
            mode=mode,
            contexts=code.contexts if code else (),
            cameo=act.cameo,
            quad=ontology.quad(act.event_type),
            intensity=ontology.intensity(act.event_type, mode),
            actors=actors,
            recipients=recipients,
            status=status,
            date=date,
            place=place,
            attribution=chain,
            certainty=certainty,
            trigger=Trigger(start=act.trigger.start, end=act.trigger.end, text=act.trigger.text),
            evidence=self._document.evidence(sentence.span),
            condition=_status.condition(self._document.text, sentence, act, words),
            score=self._coder.score(told),
            reasons=act.reasons + (("reciprocal",) if act.reciprocal else ()),
        )

    def _doers(self, sentence: Sentence, act: Act, own: set[str | None]) -> tuple[Actor, ...]:
        """Whoever did what somebody condemns or praises: the actors of the last act of that kind told before."""
        book = self._coder.codebook.nouns
        said = (s for c in sentence.children(act.trigger, "ccomp") for s in sentence.children(c, "nsubj"))
        for noun in (*sentence.children(act.trigger, "obj"), *said):
            if sentence.children(noun, "nmod:poss", "compound", "amod"):
                continue
            kinds = {
                f.event_type for key in (noun.lemma.lower(), noun.text.lower()) for f in book.get(key, ())
            }
            kinds &= WRONGS if act.event_type == "ACCUSE" else kinds
            kinds |= {"MOBILIZE"} if noun.lemma.lower() in ("launch", "test") else set()
            for event in reversed(self._told):
                if event.event_type in kinds and event.actors and event.status in ("actual", "historical"):
                    doers = tuple(a for a in event.actors if a.country is not None and a.country not in own)
                    return tuple(dataclasses.replace(a, mention=None, reason="did it") for a in doers)
        return ()

    def _met_before(self, sentence: Sentence, act: Act) -> Event | None:
        """Return the last meeting told, which "the talks" or "the summit" is that fails or has a date of its own."""
        failed = act.cameo in TALKS_FAILED or (act.event_type, act.mode) == ("REJECT", "meet")
        if not failed and act.event_type != "CONSULT":
            return None
        nouns = (act.trigger,) if act.noun else sentence.children(act.trigger, "nsubj", "nsubj:pass", "obj")
        talks = self._coder.codebook.classes["talks"]
        for noun in nouns:
            definite = any(
                d.lemma.lower() in ("the", "this", "these") for d in sentence.children(noun, "det")
            )
            if noun.lemma.lower() in talks and definite and (failed or self._dates.named(sentence, noun)):
                met = (e for e in reversed(self._told) if e.event_type == "CONSULT")
                return next((e for e in met if len(e.actors) + len(e.recipients) > 1), None)
        return None

    def _other_side(self, sentence: Sentence, act: Act, actor: Actor) -> tuple[Actor, ...]:
        """Who else met or agreed, as told before, where one side breaks off or cancels "the talks"."""
        if act.event_type not in ("REJECT", "SANCTION") or act.noun:
            return ()
        talks = self._coder.codebook.classes["talks"] | self._coder.codebook.classes["deal"]
        for noun in sentence.children(act.trigger, "obj", "nsubj:pass", "obl"):
            known = {d.lemma.lower() for d in sentence.children(noun, "det")} & {"the", "this", "these"}
            if noun.lemma.lower() in talks and known:
                met = (e for e in reversed(self._told) if e.event_type in ("CONSULT", "AGREE", "SUPPORT"))
                parties = next((_parties_of(e) for e in met if len(e.actors) + len(e.recipients) > 1), ())
                others = tuple(p for p in parties if p.country != actor.country)
                return others if 0 < len(others) < len(parties) else ()
        return ()

    def _threat(
        self, sentence: Sentence, act: Act, actors: tuple[Actor, ...], chain: tuple[Attribution, ...]
    ) -> None:
        """What one says oneself that one may do to another is a threat: "the North may close the office, she said"."""
        own = {a.country for a in actors} - {None}
        said = {link.speaker.country for link in chain[-1:] if link.speaker is not None}
        if (
            act.event_type in THREATS and act.status != "hypothetical"
        ):  # "will expel the envoy"; "will not accept" refuses
            wrong = act.event_type != "REJECT" and _is_to_come(sentence, act)
        else:
            wrong = act.event_type in ("ASSAULT", *THREATS)
        if not act.noun and act.status in ("planned", "hypothetical") and wrong and own and own == said:
            mode = THREAT_MODES.get((act.event_type, act.mode)) or THREAT_MODES.get((act.event_type, None))
            act.reasons += (f"own word of {act.event_type}",)
            act.event_type, act.mode, act.cameo, act.status = "THREATEN", mode, "130", "actual"
            act.announced = True

    def _named(self, sentence: Sentence, tokens: tuple[Token, ...]) -> tuple[Actor, ...]:
        """The actors of these heads; "we" and "I" in what somebody says are the speaker."""
        found = self._who.actors(sentence, tokens)
        if found or not any(t.text.lower() in FIRST_PERSON for t in tokens):
            return found
        token = next(t for t in tokens if t.text.lower() in FIRST_PERSON)
        speaker = self._sources.speaker(token.span)
        return (
            (dataclasses.replace(speaker, mention=token.span, reason=f"{token.text} in a statement"),)
            if speaker
            else ()
        )

    def _parties(self, sentence: Sentence, act: Act) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """The actors and recipients; in a reciprocal act all parties are actors."""
        actors = self._named(sentence, act.actors)
        recipients = self._victims.holders(sentence, act) or self._named(sentence, act.recipients)
        if actors and not any(is_political(r) for r in recipients):
            recipients = self._victims.others(sentence, act, actors) or recipients
        known = {a.id for a in actors}
        own = {a.country for a in actors} - {None}
        left = act.event_type == "RETREAT"  # "from their base in Syria"
        if (act.event_type, act.mode) == ("CONSULT", "visit") and own:  # nobody visits his own country
            recipients = tuple(r for r in recipients if r.kind != "state" or r.country not in own)
        if left and own and recipients and all(r.country in own for r in recipients):
            others = self._who.actors(sentence, act.recipients, but=frozenset(r.id for r in recipients))
            recipients = others or recipients
        recipients = tuple(r for r in recipients if r.id not in known)
        if act.reciprocal and (actors or recipients):
            return actors + recipients, ()
        return actors, recipients


def _is_nobodys(event: Event) -> bool:
    """Whether harm has no doer, as in reports of disasters: "houses were destroyed"."""
    return event.event_type == "ASSAULT" and not event.actors


def _stands_alone(act: Act) -> bool:
    """Whether a verb names an act of politics though nobody is named: "a missile was launched on Thursday"."""
    return act.frame is not None and act.frame.bare and act.passive and not act.actors


def _is_to_come(sentence: Sentence, act: Act) -> bool:
    """Whether the verb tells what will be done: "the curfew will be lifted"."""
    return any(a.text.lower() in FUTURE for a in sentence.children(act.trigger, "aux"))


def _deciders(chain: tuple[Attribution, ...]) -> tuple[Actor, ...]:
    """Who says so, if they hold office: they will do it."""
    speaker = chain[-1].speaker if chain else None
    return (
        (dataclasses.replace(speaker, mention=None, reason="says so"),)
        if speaker and speaker.sector in OFFICES
        else ()
    )


def _local(actor: Actor, place: Place | None) -> Actor:
    """Protesters and fighters whom nothing else places belong where they are."""
    if actor.kind != "role" or actor.country is not None or place is None or place.country is None:
        return actor
    return dataclasses.replace(actor, country=place.country, reason=f"{actor.reason}; in {place.name}")


def _parties_of(event: Event) -> tuple[Actor, ...]:
    parties = (*event.actors, *event.recipients)
    return tuple(dataclasses.replace(a, mention=None, reason="met before") for a in parties)


def _counts(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether the parties make this an act of politics."""
    political = [a for a in (*actors, *recipients) if is_political(a)]
    if act.noun and act.frame is not None and act.frame.bare and not political:
        return act.status == "actual" and act.carried
    if act.noun and not actors and act.event_type in NAMED_AGAIN:
        return False
    if not political:
        return _stands_alone(act)
    alone = act.event_type == "PROTEST" or (act.event_type in OF_ARMED and political == [*actors])
    named = all(a.kind == "organisation" for a in actors) or act.event_type == "ASSAULT"
    if alone and actors and named and all(a.sector == "BUS" for a in actors):
        return False  # "the firm launched a campaign", "captured some of the leaking oil"
    if act.event_type not in FORCE_ON_ANYBODY and not any(is_powerful(a) for a in political):
        homes = [{a.country for a in side} - {None} for side in (actors, recipients)]
        if not (act.event_type in HELP and all(homes) and homes[0].isdisjoint(homes[1])):
            return False
    if act.event_type == "REJECT" and act.status == "negated" and act.trigger.lemma == "rule":
        return False  # "did not rule it out"
    if act.weak and act.passive and not actors:
        return any(is_political(r) for r in recipients)
    if act.weak and act.reciprocal:
        return sum(map(is_powerful, actors)) > 1
    if act.weak:
        return bool(actors) and bool(recipients) and any(is_political(a) for a in actors)
    if act.reciprocal and act.noun:
        return len(actors) > 1
    return True

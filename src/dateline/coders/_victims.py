"""Who is struck where the object of an attack names nobody: who holds the place, whose land it is, who protests."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook.gazetteer import Gazetteer
from dateline.coders._acts import Act
from dateline.coders._event_sources import place_of
from dateline.coders._participants import Participants
from dateline.model import Actor, Place, PlaceMention, Sentence, Token

FORCE = frozenset({"ASSAULT", "COERCE"})
MOVES = frozenset({("RETREAT", "withdraw"), ("MOBILIZE", "troops"), ("MOBILIZE", "weapons")})
HOLD = frozenset({"hold", "control", "run", "occupy", "govern", "rule", "seize", "capture", "defend"})
HANDS = {"hand": "in", "control": "under", "rule": "under"}


class Victims:
    """Finds who is struck, for acts of force in one document."""

    def __init__(
        self,
        who: Participants,
        places: tuple[PlaceMention, ...],
        gazetteer: Gazetteer,
        crowds: frozenset[str],
    ) -> None:
        self._who, self._gazetteer, self._crowds = who, gazetteer, crowds
        self._named = who.countries()
        self._places = tuple(p for p in places if p.place is not None and p.place.country is not None)

    def holders(self, sentence: Sentence, act: Act) -> tuple[Actor, ...]:
        """Who holds what is attacked: "the port, once in the hands of rebel forces", "a town held by the army"."""
        if act.event_type != "ASSAULT" or act.noun:
            return ()
        own = {t.index for t in act.actors}
        for noun in act.recipients:
            for holder in self._holding(sentence, noun):
                found = () if holder.index in own else self._who.actors(sentence, (holder,))
                if found:
                    return found
        return ()

    def others(self, sentence: Sentence, act: Act, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Who is struck, where no phrase of the act names anybody."""
        if act.event_type == "AID" and not act.noun:
            return self._land(sentence, act, actors)
        if (act.event_type, act.mode) in MOVES and act.recipients:
            return self._land(sentence, act, actors)
        if act.event_type not in FORCE:
            return ()
        crowd = self._crowd(sentence, act.recipients, actors)
        if crowd:
            return crowd
        if not act.noun:
            for kid in sentence.children(act.trigger, "advcl", "xcomp"):
                if kid.xpos == "VB":  # "fired tear gas to disperse the protesters"
                    objects = sentence.children(kid, "obj")
                    found = self._who.actors(sentence, objects) or self._crowd(sentence, objects, actors)
                    if found:
                        return tuple(a for a in found if a.id not in {b.id for b in actors})
        return self._land(sentence, act, actors) if not act.noun else ()

    def _holding(self, sentence: Sentence, noun: Token) -> Iterator[Token]:
        """The words below a noun that name who holds it."""
        for token in (*sentence.subtree(noun), *self._late(sentence, noun)):
            lemma = token.lemma.lower()
            if lemma in HOLD and token.xpos == "VBN":
                yield from sentence.children(token, "obl:agent")
                if token.dep == "amod":
                    yield from sentence.children(token, "compound", "obl", "obl:unmarked", "obl:npmod")
            if lemma in HANDS and HANDS[lemma] in {c.lemma.lower() for c in sentence.children(token, "case")}:
                yield from sentence.children(token, "nmod", "nmod:poss", "compound", "amod")

    def _late(self, sentence: Sentence, noun: Token) -> Iterator[Token]:
        """A remark behind a comma that the parse hangs on the verb: "hit the port, once in the hands of the army"."""
        verb = sentence.head(noun)
        if verb is None:
            return
        for kid in sentence.children(verb, "obl", "advcl"):
            first = next(iter(sentence.subtree(kid)))
            if kid.index > noun.index and (first.text == "," or kid.lemma.lower() in HANDS):
                yield from sentence.subtree(kid)

    def _crowd(
        self, sentence: Sentence, nouns: tuple[Token, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Those who are in a protest that is put down: people of the country whose police do it."""
        for noun in nouns:
            if noun.lemma.lower() in self._crowds and noun.upos == "NOUN":
                country = next((a.country for a in actors if a.country), None)
                return (
                    Actor(
                        id=f"role:{country or '---'}:protester",
                        name=noun.text,
                        kind="role",
                        country=country,
                        sector="CVL",
                        mention=noun.span,
                        reason=f"those in the {noun.text}",
                    ),
                )
        return ()

    def _land(self, sentence: Sentence, act: Act, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The state on whose land the place lies that another state's forces struck."""
        own = {a.country for a in actors} - {None}
        others = self._named - own  # a place in a country that the text never names may be a namesake
        if not own:
            return ()
        for place in self._where(sentence, act):
            if place.country in own or (others and place.country not in others):
                continue
            state = self._gazetteer.by_id.get(str(place.country))
            if state is not None:
                return (
                    Actor(
                        id=state.id,
                        name=state.name,
                        kind="state",
                        country=place.country,
                        mention=place.span,
                        reason=f"{place.name} lies in {state.name}",
                    ),
                )
        return ()

    def _where(self, sentence: Sentence, act: Act) -> Iterator[Place]:
        """The places under what is struck, then the place of the act."""
        for noun in act.recipients:
            words = sentence.span_of(sentence.subtree(noun))
            yield from (m.place for m in self._places if m.place is not None and m.span in words)
        here = place_of(sentence, act, self._places)
        if here is not None:
            yield here

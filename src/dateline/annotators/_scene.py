"""One sentence as the resolvers of mentions see it: its phrases, what has been named, and what stands beside what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.annotators._memory import Memory
from dateline.annotators._phrases import Phrase, Piece
from dateline.annotators._references import References
from dateline.codebook.gazetteer import Entry, Gazetteer, Role
from dateline.codebook.places import Places
from dateline.codebook.places import key as place_key
from dateline.model import Actor, Sentence, Token

OF_WORDS = ("of", "in", "from", "for", "at", "with", "within")
INSIDE_WORDS = ("at", "with")  # after another of-phrase too: "head of research at Oxfam"
TO_WORDS = ("to", "for", "at", "with")
PLACE_WORDS = ("in", "at", "near", "across", "inside", "outside", "around", "into", "throughout")
OBJECTS = ("obj", "iobj", "obl", "obl:agent")
ACTING = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nmod:poss", "root")
SUBJECTS = ("nsubj", "nsubj:pass")
PREPOSITIONS = ("of", "in", "for", "to")
DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her", "our")
PLURAL = ("NNS", "NNPS")
PEOPLES = ("ethnic", "religious")  # kinds of groups that are no bodies
BODIES = ("organisation", "group")
OFFICIAL = (None, "GOV", "LEG", "JUD", "SPY")
DEPTH = 2  # of-phrases in of-phrases


@dataclass(slots=True, kw_only=True)
class Scene:
    """A sentence being read.

    Attributes:
        sentence: the sentence.
        named: its names, in order.
        memory: what the document has named before.
        day: day on which offices are read, None if unknown.
        gazetteer: the world's actors.
        references: words of reference.
        places: the world's places.
        by_head: actors of the phrases read so far, by the index of their head.
        phrase_at: all phrases of the sentence, by the index of their head.
    """

    sentence: Sentence
    named: tuple[Piece, ...]
    memory: Memory
    day: str | None
    gazetteer: Gazetteer
    references: References
    places: Places
    by_head: dict[int, tuple[Actor, ...]] = field(default_factory=dict)
    phrase_at: dict[int, Phrase] = field(default_factory=dict)
    _placed: bool = False
    _place: str | None = None

    def text(self, piece: Piece) -> str:
        """Return the words of a name."""
        return " ".join(t.text for t in self.sentence.tokens[piece.start : piece.end]).replace(" - ", "-")

    def piece_at(self, index: int) -> Piece | None:
        """Return the name that a token is part of."""
        return next((p for p in self.named if p.start <= index < p.end), None)

    def definite(self, phrase: Phrase) -> bool:
        """Return whether a phrase has an article, a demonstrative or a possessor that makes it definite."""
        owned = bool(self.sentence.children(phrase.head, "nmod:poss"))
        return owned or any(t.text.casefold() in DEFINITE for t in phrase.base)

    def located(self, phrase: Phrase) -> bool:
        """Return whether a phrase only says where: "in Singapore"."""
        return any(c.text.casefold() in PLACE_WORDS for c in self.sentence.children(phrase.head, "case"))

    def acts(self, phrase: Phrase) -> bool:
        """Return whether a phrase stands where somebody acts, suffers or owns, not where something lies."""
        head = phrase.head
        while head.dep in ("conj", "appos") and (above := self.sentence.head(head)) is not None:
            head = above
        return head.dep in ACTING or any(
            c.text.casefold() in ("by", "with", "against", "between")
            for c in self.sentence.children(head, "case")
        )

    def plural(self, phrase: Phrase) -> bool:
        """Return whether the head of a phrase is a plural noun."""
        return phrase.head.xpos in PLURAL

    def former(self, phrase: Phrase) -> bool:
        """Return whether a phrase says that an office is no longer held."""
        words = {w.casefold() for t in phrase.base for w in (t.lemma, t.text)}
        return bool(words & self.references.former)

    def role(self, tokens: tuple[Token, ...], head: Token) -> tuple[int, Role] | None:
        """Return the role phrase that ends with ``head``, with its number of words."""
        kept = [t for t in tokens if t.index <= head.index and t.text not in "-–,"]
        spelt = self.references.abbreviations.get(kept[-1].text.casefold().rstrip(".")) if kept else None
        if spelt is not None and kept[-1].text[:1].isupper():
            role = self.gazetteer.roles.get(spelt)
            return (1, role) if role else None
        after = self.sentence.tokens[head.index + 1 : head.index + 6]
        if len(after) > 1 and after[0].text == "-":
            joined = self.gazetteer.roles.get(f"{head.text} {after[1].text}".casefold())
            if joined is not None:
                return 1, joined  # "secretary-general"
        if after and after[0].text in PREPOSITIONS:
            whole = self.gazetteer.long_role([t.text.casefold() for t in (head, *after)])
            if whole is not None:
                return 1, whole
        lemmas = [t.lemma.casefold() for t in kept]
        return self.gazetteer.role(lemmas) or self.gazetteer.role([t.text.casefold() for t in kept])

    def apposed(self, head: Token) -> tuple[Token, ...]:
        """Return the heads of the phrases in apposition to a head, on either side."""
        above = self.sentence.head(head)
        up = (above,) if head.dep == "appos" and above is not None else ()
        own = self.sentence.children(head, "appos")
        return (*own, *up, *self._shared(head, above))

    def _shared(self, head: Token, above: Token | None) -> Iterator[Token]:
        """Yield the plural appositions of names that a name is coordinated with: "Ana Lau and Ben Ost, both teachers"."""
        first = above if head.dep == "conj" and above is not None else head
        for other in (first, *self.sentence.children(first, "conj")):
            if other is not head:
                yield from (t for t in self.sentence.children(other, "appos") if t.xpos in PLURAL)

    def attached(self, head: Token, cases: tuple[str, ...]) -> Iterator[Token]:
        """Yield the heads of the of-phrases of a head."""
        for other in self.sentence.children(head, "nmod"):
            if any(c.text.casefold() in cases for c in self.sentence.children(other, "case")):
                yield other

    def entry(self, piece: Piece, countries: tuple[str, ...] = ()) -> Entry | None:
        """Return the entry that a name means: of its country if one is beside it, then one that is live, then the first."""
        if piece.match is None or piece.label is not None:
            return None
        entries = piece.match.entries
        if len(entries) == 1:
            return entries[0]

        def fit(entry: Entry) -> tuple[bool, bool, int]:
            term = entry.term(self.day)
            country = term.country if term else None
            live = entry.live(self.day)
            return country in countries, live, self.memory.weight(country) if country is not None else 0

        return max(entries, key=fit)

    def country_of(self, piece: Piece) -> str | None:
        """Return the country of a name: a state's, a body's, a person's, or that of a place that is no state."""
        if piece.match is not None:
            entry = self.entry(piece) or piece.match.entries[0]
            term = entry.term(self.day)
            return term.country if term else None
        known = self.memory.short_name(self.text(piece))
        if known is not None and known.country:
            return known.country
        return self.place_country(self.text(piece)) if piece.label == "LOC" else None

    def place_country(self, words: str) -> str | None:
        """Return the country of the likeliest place of a name; one that the article names goes before others."""
        spots = [s for s in self.places.find(place_key(words)) if s.country]
        if not spots:
            return None
        best = max(spots, key=lambda s: s.weight + (1.5 if self.memory.knows(s.country or "") else 0))
        return best.country

    def countries(self, phrase: Phrase, skip: Piece | None = None, depth: int = 0) -> tuple[str, ...]:
        """Return the countries that a phrase names beside its head, by the first of these that names one.

        Adjectives and names before the head, possessor, of-phrase, apposition. Coordinated ones are several:
        "Russian and Belarusian troops".
        """
        return next(filter(None, self._countries(phrase, skip, depth)), ())

    def _countries(self, phrase: Phrase, skip: Piece | None, depth: int) -> Iterator[tuple[str, ...]]:
        for piece in phrase.pieces:
            if piece is skip or self._is_topic(piece, phrase.head):
                continue
            if found := self.country_of(piece):
                yield self._with_conjuncts(piece, found, phrase.head)
        yield self._compass(phrase)
        for possessor in self.sentence.children(phrase.head, "nmod:poss"):
            yield self._of_head(possessor, depth)
        cases: tuple[str, ...] = OF_WORDS
        if phrase.head.lemma.casefold() in self.references.envoys:
            cases = tuple(c for c in cases if c not in TO_WORDS)
        elif phrase.head.lemma.casefold() in self.references.serving:
            cases = (*cases, "to")
        for other in self.attached(phrase.head, cases):
            yield self._of_head(other, depth)
        for token in self.devoted_to(phrase.head):
            yield self._of_head(token, depth)
        yield self._one_by_one(phrase)
        if skip is not None:
            for other in self.apposed(phrase.head):
                beside = self.phrase_at.get(other.index)
                if beside is not None:
                    yield self.countries(beside, depth=depth)

    def _one_by_one(self, phrase: Phrase) -> tuple[str, ...]:
        """Return whose people are listed behind a noun: "two hostages, an American and an Australian"."""
        found: dict[str, None] = {}
        for first in self.sentence.children(phrase.head, "appos", "amod"):
            listed = first.index > phrase.head.index and self.sentence.children(first, "det")
            for each in (first, *self.sentence.children(first, "conj")) if listed else ():
                piece = self.piece_at(each.index)
                if piece is not None and piece.match is not None and piece.match.adjective:
                    found.update(dict.fromkeys(filter(None, [self.country_of(piece)])))
        return tuple(found)

    def devoted_to(self, head: Token) -> Iterator[Token]:
        """Yield the heads of those whom somebody serves: "armed men loyal to the old king"."""
        for word in self.sentence.children(head, "amod", "acl"):
            if word.index > head.index and word.lemma.casefold() in self.references.devoted:
                yield from self.sentence.children(word, "obl", "nmod")

    def _is_topic(self, piece: Piece, head: Token) -> bool:
        """Return whether a country is what somebody studies: "a China scholar" is no Chinese one."""
        if (
            head.lemma.casefold() not in self.references.students
            or piece.match is None
            or piece.match.adjective
        ):
            return False
        return any(t.head == head.index and t.dep == "compound" for t in self.tokens(piece))

    def subjects(self, token: Token) -> frozenset[str]:
        """Return the ids of the subjects of the verb whose object a word is: "Kim met him" is not Kim."""
        part_of = self.sentence.head(token) if token.dep == "nmod" else None
        if part_of is not None and part_of.upos == "NUM":
            token = part_of  # "freed 38 of them"
        if token.dep not in OBJECTS:
            return frozenset()
        verb = self.sentence.head(token)
        found = self.sentence.children(verb, *SUBJECTS) if verb is not None else ()
        return frozenset(a.id for s in found for a in self.by_head.get(s.index, ()))

    def _compass(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the state that "northern" means in an article about one of two, or both that "Korean" does."""
        for token in phrase.base:
            word = token.text.casefold()
            for code in self.references.compass.get(word, ()):
                if self.memory.hinted(code):
                    return (code,)
            both = self.references.shared_adjectives.get(word)
            if both is not None and self.plural(phrase):
                return both
        return ()

    def is_religious(self, phrase: Phrase) -> bool:
        """Return whether a phrase names a religion before its head: "Jewish community leaders"."""
        entries = (self.entry(p) for p in phrase.pieces)
        return any(t.office == "religious" for e in entries if e is not None for t in e.terms)

    def is_pair(self, phrase: Phrase) -> bool:
        """Return whether a phrase is "the two leaders", "both sides" or the like."""
        known = phrase.head.lemma.casefold() in self.references.pairs
        return known and bool({t.lemma.casefold() for t in phrase.base} & self.references.pair_words)

    def contextual(self, phrase: Phrase) -> Entry | None:
        """Return the state that "the North" means in this article, None for other phrases."""
        word = phrase.head.text.casefold()
        codes = self.references.contextual.get(word, ())
        if not phrase.head.text[:1].isupper() or {t.text.casefold() for t in phrase.base} - {word} != {"the"}:
            return None
        known = (self.gazetteer.by_id.get(code) for code in codes if self.memory.hinted(code))
        return next(known, None)

    def _with_conjuncts(self, piece: Piece, country: str, head: Token) -> tuple[str, ...]:
        """Return a country with those coordinated with it before the same head."""
        found = {country: None}
        for token in self.sentence.tokens[piece.start : piece.end]:
            for other in self.sentence.children(token, "conj"):
                beside = self.piece_at(other.index)
                if beside is not None and other.index < head.index and (more := self.country_of(beside)):
                    found[more] = None
        return tuple(found)

    def _of_head(self, token: Token, depth: int) -> tuple[str, ...]:
        """Return the countries of a possessor or of-phrase and of those coordinated with it."""
        found: dict[str, None] = {}
        for each in (token, *self.sentence.children(token, "conj")):
            actors = self.by_head.get(each.index)
            piece = self.piece_at(each.index)
            phrase = self.phrase_at.get(each.index)
            plural = self.references.plural_states.get(each.text.casefold())
            if plural is not None:
                found.update(dict.fromkeys(plural))
            elif phrase is not None and (state := self.contextual(phrase)):
                found[state.id] = None
            elif phrase is not None and self.is_pair(phrase):
                found.update((a.country, None) for a in self.memory.last(2, ("state",)) if a.country)
            elif actors:
                found.update((a.country, None) for a in actors if a.country)
            elif piece is not None:
                country = self.country_of(piece)
                found.update({country: None} if country else {})
            elif phrase is not None and depth < DEPTH:
                found.update(dict.fromkeys(self.countries(phrase, depth=depth + 1)))
        return tuple(found)

    def body(self, phrase: Phrase) -> Entry | None:
        """Return the body of the gazetteer that a phrase names beside its head: "CIA officials", "the head of Hamas"."""
        for piece in phrase.pieces:
            if not piece.start <= phrase.head.index < piece.end and (entry := self._body(piece)):
                return entry
        heads = (
            *self.sentence.children(phrase.head, "nmod:poss"),
            *self.attached(phrase.head, (*OF_WORDS, "to")),
        )
        heads = (*heads, *(t for h in heads for t in self.attached(h, INSIDE_WORDS)))
        envoy = phrase.head.lemma.casefold() in self.references.envoys
        for token in heads:
            name = self.piece_at(token.index)
            if name is None and token.upos == "PRON" and (known := self._body_of(token)):
                return known
            cases = {c.text.casefold() for c in self.sentence.children(token, "case")}
            if name is not None and not (envoy and cases & set(TO_WORDS)) and (entry := self._body(name)):
                return entry
        return None

    def _body_of(self, token: Token) -> Entry | None:
        """Return the body that a possessive leads back to: "its members"."""
        actors = self.by_head.get(token.index, ())
        return self._as_body(self.gazetteer.by_id.get(actors[0].id)) if len(actors) == 1 else None

    def _body(self, piece: Piece) -> Entry | None:
        return self._as_body(self.entry(piece))

    def _as_body(self, entry: Entry | None) -> Entry | None:
        if entry is None or entry.kind not in BODIES or any(t.office in PEOPLES for t in entry.terms):
            return None
        return entry

    def known_home(self, entry: Entry) -> str | None:
        """Return the country of a body if the article names it."""
        term = entry.term(self.day)
        return term.country if term and term.country and self.memory.knows(term.country) else None

    def stands_alone(self, phrase: Phrase, length: int) -> bool:
        """Return whether a phrase is only "the", a state and a role of ``length`` words: "the Indonesian president"."""
        states = {i for p in phrase.pieces if self._is_state(p) for i in range(p.start, p.end)}
        rest = [t for t in phrase.base if t.upos != "PUNCT" and t.index not in states][:-length]
        if len(rest) == 2 and rest[1].lemma.casefold() in ("regional", "world", "global"):
            rest = rest[:1]
        if not rest:
            return any(t.upos == "PROPN" for t in self.sentence.children(phrase.head, "nmod:poss"))
        return len(rest) == 1 and rest[0].text.casefold() in ("the", "this", "that")

    def _is_state(self, piece: Piece) -> bool:
        return piece.match is not None and piece.match.entries[0].kind == "state"

    def home(self, phrase: Phrase | None = None, sector: str | None = None) -> str | None:
        """Return the country that an unnamed official of this sentence belongs to.

        It is the one of the kind that the article names which such words fit ("the federal judge"), that of the rebels
        named before, the one where the sentence says that it happens ("In Beijing, the foreign ministry"), else the one
        that the article is about.
        """
        words = {t.lemma.casefold() for t in phrase.base} if phrase is not None else set()
        for word, states in self.references.institutions.items():
            if word in words and (named := self.memory.most_named(states)) is not None:
                return named
        return (
            self.memory.home_of(sector)
            or self.place()
            or self.memory.near_country(self.sentence.index, official=sector in OFFICIAL)
        )

    def place(self) -> str | None:
        """Return the country where the sentence says that it happens, None if it does not or says several."""
        if not self._placed:
            self._placed = True
            found = set()
            for piece in self.named:
                head = next((t for t in self.tokens(piece) if not piece.start <= t.head < piece.end), None)
                if head is not None and head.dep == "nmod":
                    head = self.sentence.head(head)  # "in the heart of Cairo"
                cases = self.sentence.children(head, "case") if head is not None else ()
                where = any(c.text.casefold() in PLACE_WORDS for c in cases)
                if where and head is not None and head.dep != "nmod" and (country := self._place_of(piece)):
                    found.add(country)
            self._place = found.pop() if len(found) == 1 else None
        return self._place

    def _place_of(self, piece: Piece) -> str | None:
        """Return the country of a name of a state or place."""
        if piece.match is not None:
            return self.country_of(piece) if piece.match.entries[0].kind == "state" else None
        return self.place_country(self.text(piece)) if piece.label == "LOC" else None

    def tokens(self, piece: Piece) -> tuple[Token, ...]:
        """Return the tokens of a name."""
        return self.sentence.tokens[piece.start : piece.end]

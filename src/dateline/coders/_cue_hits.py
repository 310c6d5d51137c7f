"""Where a sentence attributes: its cue words with the words of content, speaker and hearer."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from dateline.codebook.cues import Cue, Cues
from dateline.coders import _content, _speaker
from dateline.coders._joined import joined, leads_to_quotation
from dateline.model import Sentence, Span, Token

_ACCORDING = Cue(
    lemma="according to",
    kind="verb",
    frames=frozenset({"clause"}),
    example="It rained, according to the king.",
)
_COLON = Cue(lemma=":", kind="verb", frames=frozenset({"quote"}), example="The king: “No.”")
_ISSUE = frozenset(
    {"issue", "release", "publish", "send", "post", "make", "write", "circulate", "sign", "tweet"}
)
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_DENIABLE = frozenset({"says", "claims", "warns", "promises", "asks"})
MAX_LABEL = 12  # words before the colon of "Name, Office: …"
MAX_TITLE = 5  # words before the name in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One cue word at work.

    Attributes:
        sentence: where it stands.
        cue: the entry of the lexicon.
        word: the cue word.
        cue_words: the cue with its auxiliaries and particle.
        content: indices of the words of content, empty when only a quotation can be it.
        speaker: indices of the words that name the speaker.
        head: head word of the speaker, None when hidden.
        hearer: indices of the words that name the hearer.
        who: the relative pronoun that stands for the speaker.
        quote: the quotation that is the content, where that is known.
    """

    sentence: Sentence
    cue: Cue
    word: Token
    cue_words: tuple[Token, ...]
    content: frozenset[int] = frozenset()
    speaker: frozenset[int] = frozenset()
    head: Token | None = None
    hearer: frozenset[int] = frozenset()
    who: Token | None = None
    quote: Span | None = None


def hits(sentence: Sentence, cues: Cues, people: Container[int] | None = None) -> Iterator[Hit]:
    """Yield the cues of a sentence in text order; ``people`` are the first characters of words that can speak."""
    quoted = {t.index for t in sentence.tokens if _quoting(sentence, t) is not None}
    going_on = joined(sentence, cues, people)
    for word in sentence.tokens:
        lemma = word.lemma.lower()
        if word.index in quoted:
            continue
        if word.text.lower() == "according":
            yield from _according(sentence, word, cues)
        elif word.upos == "VERB":
            yield from _verb(sentence, word, cues.verb(lemma), cues, people, going_on)
        elif word.upos == "NOUN":
            yield from _noun(sentence, word, cues.nouns.get(lemma, ()))
        elif word.upos == "ADJ":
            yield from _adjective(sentence, word, cues.adjectives.get(lemma, ()))


def label(sentence: Sentence) -> Hit | None:
    """Return the hit of "Name: …" at the start of a block, None if there is no such label."""
    for token in sentence.tokens[1 : MAX_LABEL + 1]:
        if token.text == ":":
            words = sentence.tokens[: token.index]
            if not _names_only(sentence, words) and not _name_and_office(sentence, words):
                return None
            content = frozenset(range(token.index + 1, len(sentence.tokens)))
            head = next((e for e in sentence.entities if e.label in ("PER", "ORG")), None)
            if not content or head is None or head.end > token.index:
                return None
            return Hit(
                sentence=sentence,
                cue=_COLON,
                word=token,
                cue_words=(token,),
                content=content,
                speaker=frozenset(range(token.index)),
                head=sentence.tokens[head.end - 1],
            )
    return None


def labelled(sentence: Sentence, name: Span, words: Span) -> Hit | None:
    """Return the hit of the label of a turn of a transcript, None if the sentence ends before it does.

    Args:
        sentence: the first one of the turn.
        name: where it names the speaker.
        words: all of the label.
    """
    speaker = [t for t in sentence.tokens if t.end <= words.end]
    colon = next((t for t in sentence.tokens if t.end > words.end), None)
    heads = [t for t in speaker if t.span in name]
    if colon is None or not heads:
        return None
    return Hit(
        sentence=sentence,
        cue=_COLON,
        word=colon,
        cue_words=(colon,),
        speaker=frozenset(t.index for t in speaker),
        head=heads[-1],
    )


def _names_only(sentence: Sentence, words: tuple[Token, ...]) -> bool:
    """Return whether some words are a name with its titles: "Minister Ana Ruiz"."""
    plain = all(t.upos in ("PROPN", "PUNCT", "ADJ", "NOUN") for t in words) and words[-1].upos == "PROPN"
    return plain and any(e.start < len(words) for e in sentence.entities)


def _name_and_office(sentence: Sentence, words: tuple[Token, ...]) -> bool:
    """Return whether some words are a person, his office behind him: "Ana Ruiz, head of the union", "Ana Ruiz (Oslo)"."""
    person = next((e for e in sentence.entities if e.label == "PER" and e.end <= len(words)), None)
    if person is None or any(t.upos in ("VERB", "AUX", "PRON", "SCONJ") for t in words):
        return False
    before = all(t.upos in ("PROPN", "NOUN", "ADJ") for t in words[: person.start])
    apart = person.end == len(words) or words[person.end].text in (",", "(")
    return before and apart and person.start < MAX_TITLE


def _verb(
    sentence: Sentence,
    word: Token,
    entries: tuple[Cue, ...],
    cues: Cues,
    people: Container[int] | None,
    going_on: Mapping[int, Token],
) -> Iterator[Hit]:
    if not entries or word.dep in ("amod", "compound", "case", "mark", "fixed"):
        return
    particles = {t.lemma.lower() for t in sentence.children(word, "compound:prt", "advmod")}
    for cue in entries:
        if cue.particle and cue.particle not in particles:
            continue
        passive = _speaker.is_passive(sentence, word)
        if cue.stance in _DENIABLE and _unsaid(sentence, word):
            continue
        content = _content.of_verb(sentence, word, cue, passive)
        for index in (i for i, matrix in going_on.items() if matrix is word):
            content -= {t.index for t in sentence.subtree(sentence.tokens[index])}
            if leads_to_quotation(sentence, sentence.tokens[index]):
                content = frozenset(i for i in content if i < index)
        quotes = bool(cue.frames & {"clause", "quote"})
        if not content and not quotes:
            continue
        speaker = _speaker.of_verb(sentence, going_on.get(word.index, word), passive, people)
        quoted = _quoted(sentence, word)
        if quoted is not None:
            content = _content.clauses(sentence, word) or _content.of_verb(
                sentence, quoted[0], cue, passive=False
            )
            speaker = quoted[1] or speaker
        if speaker is not None and speaker.index in content and quoted is None:
            speaker = None
        shown, speaker = _issuer(sentence, word, speaker, cues)
        hearer = _content.hearer(sentence, word, cue)
        named = _speaker.phrase(sentence, shown, without=content) if shown else frozenset()
        yield Hit(
            sentence=sentence,
            cue=cue,
            word=word,
            cue_words=_cue_words(sentence, word, quoted[0] if quoted else None),
            content=content - named,
            speaker=named,
            head=speaker,
            hearer=hearer,
            who=_speaker.relative(sentence, word),
        )
        return


def _unsaid(sentence: Sentence, word: Token) -> bool:
    """Return whether the text tells that somebody did not say it: "has not said whether", "without saying"."""
    if any(t.text.lower() in _NEGATIONS for t in sentence.children(word, "advmod", "cc")):
        return True
    if any(t.text.lower() == "without" for t in sentence.children(word, "mark")):
        return True
    return any(
        t.text.lower() in _NOBODY or any(d.text.lower() == "no" for d in sentence.children(t, "det"))
        for t in sentence.children(word, "nsubj")
    )


def _quoting(sentence: Sentence, word: Token) -> Token | None:
    """Return the "saying" of "was quoted as saying" for the verb that quotes, else None."""
    if word.lemma.lower() not in ("quote", "cite") or word.upos != "VERB":
        return None
    for child in sentence.children(word, "xcomp", "advcl", "ccomp", "obl"):
        if child.xpos == "VBG" and any(
            t.lemma.lower() == "as" for t in sentence.children(child, "mark", "case")
        ):
            return child
    return None


def _quoted(sentence: Sentence, word: Token) -> tuple[Token, Token | None] | None:
    """Return the verb that quotes and whom, if ``word`` is its "saying"."""
    above = sentence.head(word)
    if above is None or _quoting(sentence, above) != word:
        return None
    people = sentence.children(above, "nsubj:pass") or sentence.children(above, "obj", "iobj")
    return above, people[0] if people else None


def _issuer(
    sentence: Sentence, word: Token, speaker: Token | None, cues: Cues
) -> tuple[Token | None, Token | None]:
    """Return the word that stands for the source, and the one that names who speaks.

    They differ where a document speaks: behind "the report by KCNA said" stands KCNA. In "issued a statement
    saying" the issuer is both.
    """
    if speaker is None or speaker.lemma.lower() not in cues.documents:
        return speaker, speaker
    owner = _speaker.owner(sentence, speaker)
    if word.dep not in ("acl", "acl:relcl"):
        return speaker, owner or speaker
    governor = sentence.head(speaker)
    if owner is None and governor is not None and governor.lemma.lower() in _ISSUE:
        owner = _speaker.of_verb(sentence, governor, _speaker.is_passive(sentence, governor))
    return owner or speaker, owner or speaker


def _cue_words(sentence: Sentence, word: Token, quoting: Token | None) -> tuple[Token, ...]:
    """Return the verb with its auxiliaries and particle; with "quoted as" before it if that is so."""
    if quoting is not None and quoting.index < word.index:
        first = min((t.index for t in sentence.children(quoting, "aux:pass")), default=quoting.index)
        return sentence.tokens[min(first, quoting.index) : word.index + 1]
    beside = sentence.children(word, "aux", "aux:pass", "compound:prt")
    return tuple(sorted((word, *beside), key=lambda t: t.index))


def _noun(sentence: Sentence, word: Token, entries: tuple[Cue, ...]) -> Iterator[Hit]:
    yield from _with_content(sentence, word, entries, lambda: _speaker.of_noun(sentence, word))


def _adjective(sentence: Sentence, word: Token, entries: tuple[Cue, ...]) -> Iterator[Hit]:
    yield from _with_content(sentence, word, entries, lambda: _speaker.of_verb(sentence, word, False))


def _with_content(
    sentence: Sentence, word: Token, entries: tuple[Cue, ...], speaker_of: Callable[[], Token | None]
) -> Iterator[Hit]:
    """Yield the hit of the first cue whose content and speaker both stand beside a noun or adjective."""
    for cue in entries:
        content = _content.of_noun(sentence, word, cue)
        speaker = speaker_of() if content else None
        if not content or speaker is None:
            continue
        named = _speaker.phrase(sentence, speaker, without=content)
        yield Hit(
            sentence=sentence,
            cue=cue,
            word=word,
            cue_words=(word,),
            content=content - named,
            speaker=named,
            head=speaker,
        )
        return


def _according(sentence: Sentence, word: Token, cues: Cues) -> Iterator[Hit]:
    """Yield the hit of "according to X"."""
    tokens = sentence.tokens
    if word.index + 2 >= len(tokens) or tokens[word.index + 1].text.lower() != "to":
        return
    to = tokens[word.index + 1]
    head = sentence.head(word) if word.dep == "case" or to.dep == "fixed" else sentence.head(to)
    top = head if word.dep == "case" else word
    if head is None or head.index <= to.index or top is None:
        return
    phrase = {t.index for t in sentence.subtree(top)}
    content = _content.around(sentence, top, phrase)
    named = _speaker.phrase(sentence, head, without=content) - {word.index, to.index}
    if content and named:
        yield Hit(
            sentence=sentence,
            cue=_ACCORDING,
            word=word,
            cue_words=(word, to),
            content=content,
            speaker=named,
            head=(_speaker.owner(sentence, head) if head.lemma.lower() in cues.documents else None) or head,
        )

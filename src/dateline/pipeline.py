"""Joins the stages: bytes to Documents to Annotations to coded Articles.

Sources, store and views are not here: this file reads and codes one item, and does no input or output.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from dateline import readers
from dateline.annotators._pipelines import check
from dateline.annotators._standalone import resolved, standalone
from dateline.annotators.mentions import Mentions
from dateline.annotators.places import Places
from dateline.annotators.publication import Publication
from dateline.annotators.quantities import Quantities
from dateline.annotators.quotations import Quotations
from dateline.annotators.sentences import Sentences
from dateline.annotators.times import Times
from dateline.codebook import files, user
from dateline.coders._relation import Relation
from dateline.coders._relations import Learned, learned
from dateline.coders.commitments import Commitments
from dateline.coders.events import Events
from dateline.coders.indicators import Indicators
from dateline.coders.statements import Statements
from dateline.config import VERSION, Config
from dateline.errors import CodingError, ConfigError, DatelineError, DocumentError, UnknownName
from dateline.model import (
    Actor,
    Annotations,
    Article,
    Document,
    Issue,
    RawDocument,
    Run,
    Sentence,
    Span,
    TimeExpression,
    When,
)

FAILURES = (
    DatelineError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)

RELATIONS = ("model", "off")


class Annotator(Protocol):
    """What every member of ``annotators`` is."""

    name: str
    requires: tuple[str, ...]
    provides: tuple[str, ...]

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with one more layer."""


def check_order(annotators: Sequence[Annotator]) -> None:
    """Check that each annotator's layers are there before it runs.

    Raises:
        ConfigError: one stands before the annotator that provides what it requires.
    """
    ready: set[str] = set()
    for annotator in annotators:
        missing = set(annotator.requires) - ready
        if missing:
            raise ConfigError(
                f"annotator {annotator.name!r} needs the layer {sorted(missing)[0]!r} before it"
            )
        ready |= set(annotator.provides)


class Coder:
    """Reads and codes articles; build it once, use it for many.

    Example:
        >>> coder = Coder()  # doctest: +SKIP
        >>> article = coder.read("Kim met Moon on Friday.", published="2018-04-27")  # doctest: +SKIP
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        overlay = user.laid_over(self.config.codebook, self.config.overlay)
        self.annotators = _annotators(self.config, overlay)
        check_order(self.annotators)
        self.time_reader: Any = self.annotators[1]  # Times, with the user's own rules
        self._publication = Publication(overlay)
        self._statements, self._events = Statements(overlay), Events(overlay, _relation_model(self.config))
        self._indicators, self._commitments = Indicators(overlay), Commitments(overlay)
        sentences: Any = self.annotators[0]
        self.run = Run(
            version=VERSION,
            pipeline=self.config.pipeline,
            model_digest=sentences.digest,
            codebook_digest=files.digest(overlay),
        )

    def read(
        self,
        text_or_html: str | bytes,
        *,
        published: str | datetime.date | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        source_id: str | None = None,
        media_type: str | None = None,
    ) -> Article:
        """Return one article, read and coded.

        Args:
            text_or_html: plain text or a web page; a page is recognised by its markup.
            published: day of publication, ISO 8601.
            title: its headline.
            url: its address.
            publisher: its outlet.
            source_id: an id of your own, kept.
            media_type: ``text/plain`` or ``text/html`` where guessing is not wanted.

        Raises:
            DocumentError: it is empty, binary, too large, or not English.
        """
        raw = RawDocument(
            content=text_or_html.encode("utf-8", "surrogatepass")
            if isinstance(text_or_html, str)
            else text_or_html,
            where=url or source_id or "text",
            media_type=media_type,
            url=url,
            published=datetime.date.fromisoformat(published) if isinstance(published, str) else published,
            publisher=publisher,
            title=title,
            source_id=source_id,
            encoding="utf-8" if isinstance(text_or_html, str) else None,
        )
        documents = self.documents(raw)
        if not documents:
            raise DocumentError("no article in it", where=raw.where, reason="empty")
        return self.code(documents[0])

    def documents(self, raw: RawDocument) -> tuple[Document, ...]:
        """Return the documents in one raw item.

        Raises:
            DocumentError: there is no article in it, or one that is too long to be an article.
        """
        found = readers.read(raw, max_bytes=self.config.max_document_bytes)
        most = self.config.max_body_characters
        if any(sum(len(block.span) for block in document.body()) > most for document in found):
            raise DocumentError(
                f"body of more than {most} characters: split it", where=raw.where, reason="too-large"
            )
        return found

    def plain(self, text: str, *, published: datetime.date | None = None) -> Document:
        """Return a document of a text exactly as given, in blocks, without guessing anything about it."""
        return readers.text.document(text, published=published)

    def times(self, document: Document) -> tuple[TimeExpression, ...]:
        """Return the time expressions of a document without parsing it; tense is then guessed from the words."""
        found: Annotations = self.time_reader.annotate(document, Annotations())
        return found.times or ()

    def sentences(self, document: Document) -> tuple[Sentence, ...]:
        """Return the parsed sentences of a document."""
        return self.annotators[0].annotate(document, Annotations()).sentences or ()

    def inferred(self, document: Document) -> When | None:
        """Return the interval in which a document was published as its text alone tells it, whatever else is known."""
        undated = replace(document, published=None)
        return self._publication.infer(undated, self._layers(undated, Annotations()))

    def annotate(self, document: Document) -> Annotations:
        """Return all layers over a document."""
        return self._annotate(document)[1]

    def _annotate(self, document: Document) -> tuple[Document, Annotations]:
        """Return a document and its layers; one without a date gets the interval that its text allows.

        The interval needs names and dates, and these need the interval: all but the parse is done twice then.
        """
        annotations = self._layers(document, Annotations())
        if document.published is None:
            published = self._publication.infer(document, annotations)
            if published is not None:
                document = replace(document, published=published)
                annotations = self._layers(document, Annotations(sentences=annotations.sentences))
        return document, annotations

    def _layers(self, document: Document, annotations: Annotations) -> Annotations:
        for annotator in self.annotators:
            if any(getattr(annotations, layer) is None for layer in annotator.provides):
                annotations = annotator.annotate(document, annotations)
        return annotations

    def code(self, document: Document) -> Article:
        """Return a document with all that the coders find in it.

        A coder that fails leaves an Issue; what the others found stands.
        """
        document, annotations = self._annotate(document)
        issues: list[Issue] = []

        def attempt(name: str, coder: Any, *given: Any) -> tuple[Any, ...]:
            try:
                return tuple(coder.code(document, annotations, *given))
            except FAILURES as error:
                where = document.where or document.id
                failure = CodingError(f"{type(error).__name__}: {error}", stage=name, where=where)
                issues.append(Issue(stage=name, where=where, code=failure.code, message=failure.message))
                return ()

        statements = attempt("statements", self._statements)
        events = attempt("events", self._events, statements)
        indicators = attempt("indicators", self._indicators, statements)
        commitments = attempt("commitments", self._commitments, statements, events)
        return Article(
            document=document,
            annotations=annotations,
            events=events,
            statements=statements,
            indicators=indicators,
            commitments=commitments,
            issues=tuple(issues),
        )

    def resolve(self, name: str, context: str = "", date: datetime.date | None = None) -> Actor | None:
        """Return the actor that a name or phrase stands for, None if it stands for nobody known.

        Args:
            name: "the Saudi National Guard", "President Moon", "Minsk police".
            context: text that stands before it; it tells which country a bare name belongs to.
            date: day at which offices are read; without it, what holds today as far as the gazetteers know.
        """
        document = standalone(name, context, date)
        return resolved(document, self._layers(document, Annotations()))

    def relate(
        self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> tuple[str | None, str | None, float]:
        """Return type, mode and score of what one stretch of a text does to another.

        The score is a probability, as long as ``Config.relation`` leaves the learned model on.

        Args:
            text: one sentence or more.
            actor: (start, end) of the one who acts, in code points.
            recipient: (start, end) of the other.
        """
        found = self.relation(text, actor=actor, recipient=recipient)
        return found.event_type, found.mode, found.score

    def relation(self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation:
        """Return the same as ``relate``, with the CAMEO code of the act that it rests on."""
        document = self.plain(text)
        return self._events.relate(document, self.annotate(document), Span(*actor), Span(*recipient))


def _relation_model(config: Config) -> Callable[[], Learned] | None:
    """Return what loads the learned relation model, None where it is off.

    Raises:
        UnknownName: ``relation`` is neither ``model`` nor ``off``.
    """
    if config.relation not in RELATIONS:
        raise UnknownName("relation", config.relation, RELATIONS)
    if config.relation == "off":
        return None
    root = files.KNOWLEDGE / "pipelines"

    def load() -> Learned:
        check(root, "relation")
        return learned(root / "relation", root / "minilm" / "tokenizer.json", config.threads)

    return load


def _annotators(config: Config, overlay: Path | None) -> tuple[Annotator, ...]:
    """Return the annotators in the order in which they run."""
    return (
        Sentences(files.KNOWLEDGE / "pipelines", config.pipeline, config.threads),
        Times(overlay),
        Mentions(overlay),
        Quotations(),
        Quantities(overlay),
        Places(overlay),
    )

"""Every error of dateline.

::

    DatelineError(message, where)            code
    ├── ConfigError                          config
    │   ├── UnknownName                      unknown-name
    │   └── MissingExtra                     missing-extra
    ├── CodebookError                        codebook
    ├── SourceError                          source
    ├── DocumentError                        document
    ├── EvidenceError                        evidence
    ├── CodingError                          coding
    ├── StoreError                           store
    │   ├── NotFound                         not-found
    │   ├── StoreBusy                        store-busy
    │   └── SchemaVersionError               schema-version
    ├── FormatError                          format
    └── Refused                              refused

A message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class DatelineError(Exception):
    """Root of all errors; ``code`` is stable and machine-readable."""

    code = "error"

    def __init__(self, message: str, *, where: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class ConfigError(DatelineError):
    """A setting or option that cannot be used."""

    code = "config"


class UnknownName(ConfigError):  # noqa: N818 - the field's house name
    """A name that no member of a folder has; lists the known ones and the nearest."""

    code = "unknown-name"

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(f"no {kind} {name!r}{hint} (known: {', '.join(names)})")
        self.kind, self.name, self.known = kind, name, tuple(names)


class MissingExtra(ConfigError):  # noqa: N818
    """A feature whose optional packages are not installed."""

    code = "missing-extra"

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs optional packages; run: pip install 'dateline[{extra}]'")
        self.feature, self.extra = feature, extra


class CodebookError(DatelineError):
    """A knowledge file that does not pass its checks; names file, line and key."""

    code = "codebook"

    def __init__(self, message: str, *, file: str, line: int | None = None, key: str | None = None) -> None:
        where = file + (f":{line}" if line is not None else "") + (f" [{key}]" if key else "")
        super().__init__(message, where=where)
        self.file, self.line, self.key = file, line, key


class SourceError(DatelineError):
    """A path or URL that cannot be fetched."""

    code = "source"

    def __init__(
        self, message: str, *, where: str | None = None, retry: bool = False, after: float | None = None
    ) -> None:
        super().__init__(message, where=where)
        self.retry, self.after = retry, after


class DocumentError(DatelineError):
    """An item that holds no readable article (binary, empty, too large, not English)."""

    code = "document"

    def __init__(self, message: str, *, where: str | None = None, reason: str = "unreadable") -> None:
        super().__init__(message, where=where)
        self.reason = reason


class EvidenceError(DatelineError):
    """A span and its text disagree: a bug of ours, never of the input."""

    code = "evidence"


class CodingError(DatelineError):
    """A stage failed on one document; the others go on."""

    code = "coding"

    def __init__(self, message: str, *, stage: str, where: str | None = None) -> None:
        super().__init__(message, where=where)
        self.stage = stage


class StoreError(DatelineError):
    """The database cannot do what was asked."""

    code = "store"


class NotFound(StoreError):  # noqa: N818
    """Nothing in the store has this id."""

    code = "not-found"


class StoreBusy(StoreError):  # noqa: N818
    """Another process holds the database."""

    code = "store-busy"


class SchemaVersionError(StoreError):
    """The database was written by a newer dateline."""

    code = "schema-version"


class FormatError(DatelineError):
    """Input or output that does not have the promised form."""

    code = "format"


class Refused(DatelineError):  # noqa: N818
    """A request to the server that only an editor may make, or that another site made."""

    code = "refused"

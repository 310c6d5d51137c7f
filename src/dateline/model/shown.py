"""Values as notebooks show them, and as tables of pandas and polars.

How they look is the business of ``dateline.formats``, which knows the model and not the other way round: the two modules there are
named by their path and imported when a notebook asks.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Generic, Literal, SupportsIndex, TypeVar, overload

T = TypeVar("T")
Library = Literal["pandas", "polars"]


class Shown:
    """What a notebook shows as a piece of HTML, all text escaped and no script, and IPython's console as lines."""

    __slots__ = ()

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)
        cls._repr_pretty_ = Shown._repr_pretty_  # type: ignore[method-assign] # IPython looks at the class itself

    def _repr_html_(self) -> str:
        found: str = import_module("dateline.formats.notebook").html(self)
        return found

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(import_module("dateline.formats.notebook").text(self))


class Framed(Shown):
    """What is also a table."""

    __slots__ = ()

    def to_frame(self, library: Library = "pandas") -> Any:
        """Return a data frame: days are dates, numbers are numbers, unknown is null.

        Args:
            library: ``pandas`` or ``polars``.

        Raises:
            UnknownName: it is another one.
            MissingExtra: the library is not installed.
        """
        return import_module("dateline.formats.frames").frame(self, library)


class Results(tuple[T, ...], Framed, Generic[T]):
    """What a question to the record found: a tuple, with a table for notebooks and ``to_frame()``."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Results[T]: ...

    def __getitem__(self, index: SupportsIndex | slice) -> T | Results[T]:
        if isinstance(index, slice):
            return Results(tuple.__getitem__(self, index))
        return tuple.__getitem__(self, index)

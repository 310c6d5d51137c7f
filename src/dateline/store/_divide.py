"""Records where people have judged: their judgements hold, the resolver's placements hold as far as they allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.model.ruling import Ruling


def divide(
    machine: Mapping[str, str], rulings: Sequence[Ruling], likeness: Callable[[str, str], float]
) -> dict[str, str]:
    """Return the record of each report.

    Reports that people call the same are joined first. Then those that the resolver has in one record come together,
    the judged ones in the order in which they were judged, the others where they are most alike; never two that people call different.

    Args:
        machine: the record into which the resolver put each report.
        rulings: those that hold, oldest first; no chain of "same" joins two that are "different".
        likeness: how alike two reports are; asked only where a record is divided.
    """
    parts = _Parts(rulings)
    for ruling in rulings:
        if ruling.same:
            parts.join(ruling.left, ruling.right)
    judged = [r for ruling in rulings for r in (ruling.left, ruling.right)]
    ordered = list(dict.fromkeys([r for r in judged if r in machine] + sorted(machine)))
    together: dict[str, list[str]] = defaultdict(list)
    for report in ordered:
        together[machine[report]].append(report)
    for reports in together.values():
        _gather(reports, parts, likeness)
    members: dict[str, list[str]] = defaultdict(list)
    for report in ordered:
        members[parts.of(report)].append(report)
    named = {part: _name(reports, machine) for part, reports in members.items()}
    return {report: named[parts.of(report)] for report in machine}


def bound(rulings: Sequence[Ruling], left: str, right: str) -> tuple[Ruling, ...]:
    """Return the rulings by which two reports are one, through a chain of others or directly; empty if they are not."""
    chains: dict[str, tuple[Ruling, ...]] = {left: ()}
    waiting = [left]
    for report in waiting:
        for ruling in rulings:
            if ruling.same and report in (ruling.left, ruling.right):
                other = ruling.right if report == ruling.left else ruling.left
                if other not in chains:
                    chains[other] = (*chains[report], ruling)
                    waiting.append(other)
    return chains.get(right, ())


def _gather(reports: Iterable[str], parts: _Parts, likeness: Callable[[str, str], float]) -> None:
    """Bring the reports of one record together as far as people allow it."""
    found: list[list[str]] = []
    for report in reports:
        home = next((part for part in found if parts.of(part[0]) == parts.of(report)), None)
        if home is not None:
            home.append(report)
            continue
        open_to = [part for part in found if parts.may_join(part[0], report)]
        if not open_to:
            found.append([report])
            continue
        best = open_to[0] if len(found) == 1 else max(open_to, key=lambda p: _nearest(p, report, likeness))
        parts.join(best[0], report)
        best.append(report)


def _nearest(part: Iterable[str], report: str, likeness: Callable[[str, str], float]) -> float:
    return max(likeness(other, report) for other in part)


def _name(reports: Sequence[str], machine: Mapping[str, str]) -> str:
    """Return the name of a part: that of the record that began with one of its reports, else a name after the first judged."""
    records = {machine[report] for report in reports}
    begun = {founded(report) for report in reports} & records
    return min(begun) if begun else founded(reports[0])


def founded(report: str) -> str:
    """Return the record that begins with a report."""
    return "record1:" + report.partition(":")[2]


class _Parts:
    """Reports in parts, with those that must stay apart."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._above: dict[str, str] = {}
        self._apart = [(r.left, r.right) for r in rulings if not r.same]

    def of(self, report: str) -> str:
        """Return what stands for the report's part."""
        while report in self._above:
            report = self._above[report]
        return report

    def join(self, left: str, right: str) -> None:
        """Make two parts one."""
        a, b = self.of(left), self.of(right)
        if a != b:
            self._above[b] = a

    def may_join(self, left: str, right: str) -> bool:
        """Return whether no two reports of the two parts are judged different."""
        pair = {self.of(left), self.of(right)}
        return not any({self.of(a), self.of(b)} == pair for a, b in self._apart)

"""False alarms: events coded in ordinary prose, where nothing is an act of politics."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import SourceError
from dateline.model import Event
from dateline.pipeline import Coder

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
DAY = datetime.date(2023, 3, 1)  # any day: the texts name none


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """What was coded.

    Attributes:
        texts: how many there are.
        words: of all texts.
        events: name of the text and the event in words, for each.
    """

    texts: int
    words: int
    events: tuple[tuple[str, str], ...]

    @property
    def rate(self) -> float:
        """Events per 1,000 words."""
        return 1000 * len(self.events) / self.words if self.words else 0.0


def alarms(folder: Path, coder: Coder) -> Alarms:
    """Return the events in the texts (``*.txt``) of a folder.

    Raises:
        SourceError: it holds none.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise SourceError("no text (*.txt) in this folder", where=str(folder))
    words, found = 0, []
    for path in paths:
        text = path.read_text("utf-8")
        words += len(WORD.findall(text))
        document = coder.plain(text, published=DAY)
        found += [(path.stem, _words(event)) for event in coder.code(document).events]
    return Alarms(texts=len(paths), words=words, events=tuple(found))


def _words(event: Event) -> str:
    names = [", ".join(a.name for a in side) or "nobody" for side in (event.actors, event.recipients)]
    sentence, trigger = event.evidence.exact, event.trigger.text
    return f"{event.event_type} by {names[0]} of {names[1]}: {sentence.replace(trigger, f'**{trigger}**', 1)}"

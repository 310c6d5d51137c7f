"""Evidence as W3C Web Annotations (JSON-LD): one annotation for each report, pointing at its exact words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.formats import Item, _pieces, _words
from dateline.model import Record, Report


class WebAnnotation:
    """A page of annotations; each has a position selector (code points of the document's text) and a quote selector.

    Loss: the record stands in the body as words and id; conflicts and counts of sources are left out.

    Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
    """

    media_type = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the JSON."""
        found = (
            _annotation(record, report)
            for record in items
            if isinstance(record, Record)
            for report in record.reports
        )
        page = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:dateline:annotations",
            "type": "AnnotationPage",
        }
        yield from _pieces.json_list(page, "items", found)
        yield "\n"


def _annotation(record: Record, report: Report) -> dict[str, Any]:
    evidence = report.evidence
    shown, label = _words.head(record.value)
    return {
        "id": f"urn:dateline:{record.record_id}:{report.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "value": f"{shown}, {label}: {_words.line(record.value)}",
            },
            {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": f"urn:dateline:{record.record_id}",
            },
        ],
        "target": {
            "source": report.url or f"urn:dateline:{report.document}",
            "selector": [
                {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": evidence.exact,
                    "prefix": evidence.prefix,
                    "suffix": evidence.suffix,
                },
            ],
        },
    }

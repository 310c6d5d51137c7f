"""What must hold of any bytes at all: reader and coder refuse them by DocumentError, or quote exactly."""

from __future__ import annotations

import dateline
import dateline.pipeline
from dateline.errors import DocumentError
from dateline.formats.article import article_json
from dateline.model import RawDocument

LONGEST = 4000
coder = dateline.load("fast")


def one(data: bytes) -> None:
    """Read and code one input; its first byte says how."""
    if len(data) < 2:
        return
    kind = (None, "text/plain", "text/html")[data[0] % 3]
    encoding = (None, "utf-8", "cp1252")[data[0] // 3 % 3]
    raw = RawDocument(content=data[1:LONGEST], where="fuzz", media_type=kind, encoding=encoding)
    try:
        documents = coder.documents(raw)
    except DocumentError:
        return
    for document in documents:
        article = coder.code(document)
        assert article.issues == (), article.issues
        line = article_json(article)
        for name in ("events", "statements", "indicators", "commitments"):
            for value in line[name]:
                evidence = value["evidence"]
                assert line["text"][evidence["start"] : evidence["end"]] == evidence["exact"]

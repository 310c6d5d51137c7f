"""Runs: which coders and codebooks made which records."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The recipe of a coding: the same recipe has the same id, a newer coder is a new run beside the old one.

    Attributes:
        version: version of dateline.
        pipeline: name of the English pipeline.
        model_digest: hash of its weights.
        codebook_digest: hash of all knowledge files in use.
    """

    version: str
    pipeline: str
    model_digest: str
    codebook_digest: str

    @property
    def id(self) -> str:
        """Content id of the recipe."""
        return content_id("run1", self.version, self.pipeline, self.model_digest, self.codebook_digest)

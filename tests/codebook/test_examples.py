"""Examples of a codebook, through the real pipeline."""

from __future__ import annotations

from pathlib import Path

from dateline.codebook.examples import count, failures
from dateline.codebook.user import load
from dateline.config import Config
from dateline.pipeline import Coder

CODEBOOK = """\
about: {source: our desk, licence: CC0-1.0}
event_types:
  COERCE:
    modes:
      seize-vessel:
        score: -6
        definition: A ship is taken or held in port.
        example: Iceland seized a Danish trawler.
  HINDER: {quad: 4, score: -3, definition: Ships are kept from work., example: Iceland seized a Danish trawler.}
classes: {hulls: [trawler, longliner]}
verbs:
  - verbs: [seize, impound]
    needs: obj:@hulls
    type: COERCE
    mode: seize-vessel
    example: [Iceland seized a Danish trawler., Iceland sold a Danish trawler.]
    not: [Iceland seized a Danish bank., Iceland seized a Danish longliner.]
actors:
  - name: Skarvik Patrol
    kind: organisation
    country: NOR
    sector: COP
    example: The Skarvik Patrol met Danish officials.
    not: The Skarvik Patrol met Danish officials.
roles:
  - noun: quota keeper
    plural: quota keepers
    sector: GOV
    example: Norwegian quota keepers met Danish officials.
    not: Norwegian quota keepers met Danish officials.
"""


def test_examples_that_fail_are_told(tmp_path: Path) -> None:
    """Each sentence that is not coded as its row says, or is though it should not be, is told with its line; no other."""
    path = tmp_path / "own.yaml"
    path.write_text(CODEBOOK, "utf-8")
    book, coder = load(path), Coder(Config(pipeline="fast", codebook=path))
    found = list(failures(book, lambda text: coder.code(coder.plain(text))))
    assert [(f.line, f.key, f.sentence) for f in found] == [
        (9, "event_types.HINDER.example", "Iceland seized a Danish trawler."),
        (16, "verbs[0].example", "Iceland sold a Danish trawler."),
        (17, "verbs[0].not", "Iceland seized a Danish longliner."),
        (24, "actors[0].not", "The Skarvik Patrol met Danish officials."),
        (30, "roles[0].not", "Norwegian quota keepers met Danish officials."),
    ]
    assert found[0].found == "COERCE/seize-vessel"
    assert found[2].wanted == "no COERCE/seize-vessel"
    assert "Skarvik Patrol (NORCOP)" in found[3].found
    assert count(book) == 10


def test_the_run_names_the_codebook(tmp_path: Path) -> None:
    """A coder with a codebook is another run than one without; the config keeps the path as given."""
    path = tmp_path / "own.yaml"
    path.write_text(CODEBOOK, "utf-8")
    own, plain = (Coder(Config(pipeline="fast", codebook=given)) for given in (path, None))
    assert own.run.codebook_digest != plain.run.codebook_digest
    assert (own.config.codebook, own.config.overlay) == (path, None)

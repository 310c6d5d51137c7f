"""Set evaluation/floors.json from a measurement on the built-in articles; a floor is only lowered with --lower-floor REASON."""

from __future__ import annotations

import argparse
import json

from write_accuracy import ROOT, builtin

from dateline.evaluation import gate
from dateline.pipeline import Coder

SLACK = 0.02
NAMES = (
    "events.detect.f1",
    "events.www_country.f1",
    "events.actors",
    "events.status",
    "events.nonactual_safe",
    "events.attribution",
    "events.date_equal",
    "statements.f1",
    "indicators.f1",
    "commitments.f1",
    "furniture.f1",
)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower-floor", metavar="REASON")
    reason = parser.parse_args().lower_floor
    figures = builtin(Coder())
    old = (
        json.loads(gate.FLOORS.read_text("utf-8")) if gate.FLOORS.is_file() else {"floors": {}, "lowered": []}
    )
    floors = {}
    for name in NAMES:
        value = round(gate._dig(figures, name) - SLACK, 3)
        before = old["floors"].get(name, 0.0)
        floors[name] = value if reason else max(value, before)
        print(f"{name:28} {before:.3f} -> {floors[name]:.3f}")
    corpus = gate.digest(ROOT / "tests/cases/korea", ROOT / "src/dateline/knowledge/samples/korea")
    lowered = [*old.get("lowered", []), *([reason] if reason else [])]
    gate.FLOORS.write_text(
        json.dumps({"corpus": corpus, "floors": floors, "lowered": lowered}, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()

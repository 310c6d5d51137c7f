"""Tension as a picture."""

from __future__ import annotations

import io
from typing import Literal

from dateline.errors import MissingExtra
from dateline.model.tension import Tension

SIZE = (10.0, 5.0)  # inches
CONFLICT, COOPERATION, CURVE = "#b2182b", "#2166ac", "#222222"
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


def plot(found: Tension, form: Literal["svg", "png"]) -> bytes:
    """Return a picture: bars for the sum of intensity of each period, the smoothed curve, and lines where the level jumps.

    The same data gives the same bytes.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise MissingExtra("a picture of tension", "tension") from error
    with matplotlib.rc_context(
        {"svg.hashsalt": "dateline", "svg.fonttype": "none", "text.parse_math": False}
    ):
        figure = Figure(figsize=SIZE, layout="constrained")
        FigureCanvasAgg(figure)
        _draw(figure, found)
        stream = io.BytesIO()
        figure.savefig(stream, format=form, dpi=150, metadata={"Date": None} if form == "svg" else None)
    return stream.getvalue()


def _draw(figure: object, found: Tension) -> None:
    axes = figure.subplots()  # type: ignore[attr-defined]
    days = [p.start for p in found.periods]
    sums = [p.intensity for p in found.periods]
    colours = [COOPERATION if value >= 0 else CONFLICT for value in sums]
    width = 0.8 * DAYS[found.by]
    axes.bar(days, sums, width=width, align="edge", color=colours, alpha=0.6, label=f"sum per {found.by}")
    middle = [p.start + (p.end - p.start) / 2 for p in found.periods]
    axes.plot(middle, [p.smooth for p in found.periods], color=CURVE, linewidth=1.5, label="smoothed")
    for jump in found.jumps or ():
        axes.axvline(jump.start, color=CURVE, linestyle="--", linewidth=0.8)
        top = axes.get_xaxis_transform()
        axes.text(
            jump.start, 1.0, f" {jump.label}", transform=top, rotation=90, va="top", ha="right", fontsize=8
        )
    axes.axhline(0, color=CURVE, linewidth=0.6)
    axes.set_xlabel(f"date ({found.by} by {found.by})")
    axes.set_ylabel("intensity (conflict below 0, cooperation above)")
    axes.set_title(f"{_plain(found.left)} and {_plain(found.right)}")
    if found.periods:
        axes.legend(loc="best", frameon=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable())

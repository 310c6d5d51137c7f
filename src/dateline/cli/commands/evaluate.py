"""dateline evaluate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from dateline.cli import _options
from dateline.cli._progress import shown


@click.command("evaluate")
@click.argument("task")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--predictions", type=click.Path(dir_okay=False), required=True, help="Write the predictions there."
)
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
@_options.pipeline
def command(task: str, gold: Path, predictions: str, as_json: bool, pipeline: str) -> None:
    """Predict on the data of a task, and score where gold is given.

    The predictions come from the same code as those of `code` and `read`, and never look at gold.
    """
    import dateline
    from dateline.cli._output import opened
    from dateline.errors import UnknownName
    from dateline.evaluation import TASKS
    from dateline.evaluation import gold as files

    if task not in TASKS:
        raise UnknownName("task", task, TASKS)
    member = import_module(TASKS[task])
    found: list[dict[str, Any]] = []
    with opened(predictions) as stream:
        for prediction in shown(member.predict(gold, dateline.load(pipeline)), "predicting"):
            stream.write(json.dumps(prediction, ensure_ascii=False) + "\n")
            found.append(prediction)
    scores: dict[str, Any] = {}
    if files.is_given(task, gold):
        scores = member.score(gold, found)
    else:
        click.echo(f"{gold}: no gold in it, so nothing is scored", err=True)
    if as_json:
        click.echo(json.dumps(scores, ensure_ascii=False, indent=1))
        return
    click.echo(f"{task}: {len(found)} predictions")
    _show(scores, "  ")


def _show(scores: Mapping[str, Any], indent: str) -> None:
    for name, value in scores.items():
        if isinstance(value, Mapping):
            click.echo(f"{indent}{name}")
            _show(value, indent + "  ")
        else:
            click.echo(
                f"{indent}{name}: {value:.4f}" if isinstance(value, float) else f"{indent}{name}: {value}"
            )

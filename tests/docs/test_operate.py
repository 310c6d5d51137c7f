"""The files of "Look after a store for years" are sound, and what they run is there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import examples
import pytest

from dateline.cli.main import dateline as group

PAGE = (examples.ROOT / "docs" / "how-to" / "operate.md").read_text("utf-8")
UNITS = {
    re.findall(r"/([\w.-]+)$", text.splitlines()[0])[0]: text
    for text in re.findall(r"```ini\n(.*?)```", PAGE, re.DOTALL)
}
IMAGE = re.findall(r"```dockerfile\n(.*?)```", PAGE, re.DOTALL)[0]
PROGRAM = "/opt/dateline/bin/dateline"
RUN = [
    *(line.split("=", 1)[1] for unit in UNITS.values() for line in unit.splitlines() if "ExecStart=" in line),
    *re.findall(r"podman run .* (dateline \w+ .*)$", PAGE, re.MULTILINE),
    shlex.join(json.loads(re.findall(r"CMD (\[.*\])", IMAGE)[0])),
]


def parsed(arguments: list[str]) -> str:
    """Return the command that some arguments ask for, which must be one that takes them."""
    name, command, rest = group.resolve_command(click.Context(group), arguments)
    assert command is not None
    command.make_context(name, rest, resilient_parsing=False)
    return str(name)


def test_commands_in_the_files_are_ours() -> None:
    """Each is parsed by our command line, with all its options."""
    found = [parsed(shlex.split(line)[1:]) for line in RUN]
    assert found == ["serve", "watch", "read", "serve", "doctor"]
    assert {shlex.split(line)[0] for line in RUN} == {PROGRAM, "dateline"}


def test_an_option_that_is_gone_would_be_seen() -> None:
    """The check above is one."""
    with pytest.raises(click.NoSuchOption):
        parsed(["serve", "--gone"])


def test_units_are_sound(tmp_path: Path) -> None:
    """Systemd itself finds nothing wrong with them."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    assert sorted(UNITS) == ["dateline-read.service", "dateline-read.timer", "dateline.service"]
    for name, text in UNITS.items():
        (tmp_path / name).write_text(text.replace(PROGRAM, shutil.which("true") or "/bin/true"))
    places = [str(tmp_path / name) for name in UNITS]
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *places]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_has_known_steps_and_extras() -> None:
    """Steps are words of container files, the user owns the folder of the data, and the extras are there."""
    lines = [line for line in IMAGE.splitlines() if line]
    steps = [line.split()[0] for line in lines]
    known = {"FROM", "COPY", "RUN", "USER", "WORKDIR", "ENV", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"}
    assert steps[0] == "FROM"
    assert set(steps) <= known
    assert steps.index("USER") < steps.index("VOLUME")
    assert IMAGE.index("install -d -o dateline /data") < IMAGE.index("VOLUME /data")
    project = tomllib.loads((examples.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (extras,) = re.findall(r"\$wheel\[([\w,]+)\]", IMAGE)
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
    for line in (line.removeprefix("RUN ") for line in lines if line.startswith("RUN ")):
        assert subprocess.run(["sh", "-n", "-c", line], check=False).returncode == 0

"""``dateline serve`` listens on this machine only, unless told otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner
from fastapi.testclient import TestClient

import dateline
from dateline.cli.main import dateline as command


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the server would have been run with."""
    found: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda made, **settings: found.update(settings, made=made))
    return found


@pytest.fixture
def db(tmp_path: Path) -> str:
    """An empty archive."""
    path = str(tmp_path / "a.db")
    dateline.open(path).close()
    return path


def test_it_is_bound_to_this_machine_and_prints_a_token(db: str, ran: dict[str, Any]) -> None:
    """The address and a new token are printed; the token opens the editor's page."""
    result = CliRunner().invoke(command, ["serve", "--db", db])
    assert result.exit_code == 0, result.output
    assert (ran["host"], ran["port"], ran["server_header"]) == ("127.0.0.1", 8010, False)
    assert "http://127.0.0.1:8010/" in result.output
    token = result.output.partition("token, for /edit: ")[2].strip()
    assert len(token) >= 32
    assert ran["made"].state.editors.is_token(token)


def test_a_given_token_is_not_printed(db: str, ran: dict[str, Any]) -> None:
    """A token of one's own stays secret, and travels by HTTPS only if asked."""
    result = CliRunner().invoke(command, ["serve", "--db", db, "--editor-token", "hush-hush", "--secure"])
    assert "hush" not in result.output
    assert ran["made"].state.editors.is_token("hush-hush")
    assert ran["made"].state.editors.secure


def test_other_addresses_need_a_name(db: str, ran: dict[str, Any]) -> None:
    """Whoever opens the server says by which names it may be called; others are refused."""
    args = ["serve", "--db", db, "--host", "0.0.0.0"]
    assert CliRunner().invoke(command, args).exit_code == 2
    assert not ran
    assert CliRunner().invoke(command, [*args, "--name", "record.example"]).exit_code == 0
    with TestClient(ran["made"], base_url="http://record.example") as client:
        assert client.get("/api").status_code == 200
        assert client.get("/api", headers={"host": "other.example"}).status_code == 400


def test_there_must_be_a_database(tmp_path: Path, ran: dict[str, Any]) -> None:
    """Nothing is served from a database that is not there."""
    result = CliRunner().invoke(command, ["serve", "--db", str(tmp_path / "none.db")])
    assert result.exit_code == 2
    assert not ran

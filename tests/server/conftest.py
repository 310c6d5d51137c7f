"""A small archive behind the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from browsing import CHROMIUM
from dateline.pipeline import Coder
from dateline.server import app
from served import TOKEN, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the articles; not to be changed."""
    path = tmp_path_factory.mktemp("server") / "filled.db"
    fill(path)
    return path


@pytest.fixture(scope="session")
def served(filled: Path, coder: Coder) -> FastAPI:
    """The application over the database."""
    return app(filled, editor_token=TOKEN, coder=lambda: coder)


@pytest.fixture(scope="session")
def client(served: FastAPI) -> Iterator[TestClient]:
    """A reader's browser without scripts."""
    with TestClient(served) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()

"""Takes the pictures of the pages for the documentation, from the sample articles; needs Chromium.

python tools/screenshots.py        (make pictures)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from dateline.config import Config
from dateline.pipeline import Coder
from dateline.server import app

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SAMPLES = ROOT / "src" / "dateline" / "knowledge" / "samples" / "korea"
PAGES = {
    "overview": "/", "timeline": "/timeline?actor=PRK&since=2018&until=2018", "pair": "/pair?left=PRK&right=USA",
    "actor": "/actors?name=Kim+Jong+Un", "contradictions": "/conflicts", "commitments": "/commitments?status=refused",
    "figures": "/indicators?q=fever", "map": "/map", "ask": "/ask?question=What+did+North+Korea+promise+the+United+States%3F",
    "runs": "/runs",
}  # fmt: skip
SIZE, PHONE = {"width": 960, "height": 620}, {"width": 390, "height": 780}
LARGEST = 150_000  # bytes


def main() -> None:
    """Read the samples, serve them, take the pictures."""
    chromium = next(
        (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
    )
    if chromium is None:
        print("no Chromium: the pictures stay as they are")
        return
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "demo.db"
        subprocess.run(
            [sys.executable, "-m", "dateline", "read", str(SAMPLES), "--db", str(database)], check=True
        )
        server = uvicorn.Server(
            uvicorn.Config(app(database, coder=lambda: Coder(Config())), port=0, log_level="error")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            thread.join(0.05)
        (socket,) = (s for made in server.servers for s in made.sockets)
        try:
            take(chromium, f"http://127.0.0.1:{socket.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()


def take(chromium: str, address: str) -> None:
    """Write one picture a page, and two of a phone in the dark."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, base_url=address, color_scheme="light")
        records = page.request.get("/api/records?limit=200").json()["items"]
        most = max(records, key=lambda r: (len(r["reports"]), r["record_id"]))
        article = page.request.get("/api/documents?q=tonnes+of+rice").json()["items"][0]
        paths = PAGES | {"record": f"/records/{most['record_id']}", "article": f"/documents/{article['id']}"}
        for name, path in paths.items():
            shoot(page, path, IMAGES / f"{name}.png")
        phone = browser.new_page(viewport=PHONE, base_url=address, color_scheme="dark")
        for name in ("timeline", "article"):
            shoot(phone, paths[name], IMAGES / f"{name}-phone.png")
        browser.close()


def shoot(page: Page, path: str, target: Path) -> None:
    """Write the picture of what one sees first."""
    page.goto(path)
    page.screenshot(path=target)
    size = target.stat().st_size
    print(f"{target.name}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"{target.name} is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()

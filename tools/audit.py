"""Asks for known weaknesses of the installed packages: make audit.

python tools/audit.py
python tools/audit.py --strict

With --strict a database that cannot be asked is a failure; without it is said and passed over, so that checks work where there is no
network. A weakness that was found is a failure always.
"""

from __future__ import annotations

import argparse
import http.client
import importlib.metadata
import json
import subprocess
import sys
import urllib.error
import urllib.request
from typing import Any

PROBE = f"https://pypi.org/pypi/click/{importlib.metadata.version('click')}/json"  # what pip-audit asks by default
SECONDS = 10
LONGEST = 300


def unreachable() -> str | None:
    """Return why the database cannot be asked, None if it can."""
    try:
        with urllib.request.urlopen(PROBE, timeout=SECONDS) as answer:
            return None if "vulnerabilities" in json.load(answer) else "its answer names no weaknesses"
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


def found() -> list[dict[str, Any]]:
    """Return what pip-audit says about each package.

    Raises:
        subprocess.TimeoutExpired: it takes too long.
        ValueError: it answered nothing; it has said why.
    """
    command = (
        sys.executable,
        "-m",
        "pip_audit",
        "--skip-editable",
        "--progress-spinner",
        "off",
        "--format",
        "json",
    )
    done = subprocess.run(
        [*command, "--timeout", str(SECONDS)], check=False, timeout=LONGEST, stdout=subprocess.PIPE, text=True
    )
    told: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    return told


def audited() -> str | None:
    """Print the weaknesses that are known and leave with 1 if there are any; return why nothing could be said, if so."""
    if reason := unreachable():
        return f"{PROBE}: {reason}"
    try:
        told = found()
    except (subprocess.TimeoutExpired, ValueError) as error:
        return f"pip-audit: {error}"
    known = [each for each in told if "skip_reason" not in each]
    for each in known:
        for weakness in each["vulns"]:
            fixed = ", ".join(weakness["fix_versions"]) or "nowhere yet"
            print(f"audit: {each['name']} {each['version']}: {weakness['id']}, mended in {fixed}")
    print(f"audit: {len(known)} of {len(told)} packages are known to the database")
    if any(each["vulns"] for each in known):
        sys.exit(1)
    return None if known else "no package is known to the database"


def main() -> None:
    """Exit with 1 when something was found, or with --strict when nobody could be asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--strict", action="store_true", help="fail when the database cannot be asked")
    strict = arguments.parse_args().strict
    if reason := audited():
        print(f"audit: SKIPPED ({reason})")
        sys.exit(strict)


if __name__ == "__main__":
    main()

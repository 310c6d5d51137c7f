#!/usr/bin/env python3
"""Feeds random bytes to the reader and the coder, guided by what they reach: make fuzz.

Anything but a DocumentError is a finding, as is a quotation that does not stand where it says. Inputs that reach something new are
kept in the corpus.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["dateline"]):
    from reading import one

if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()

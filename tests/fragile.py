"""Coders by hand that fail in many ways, made where the work is done."""

from __future__ import annotations

import os
import signal
import time

from dateline.config import Config
from dateline.model import Article, Document
from handmade import HandCoder


class Fragile(HandCoder):
    """Dies, hangs, grows and is slow where a text says so."""

    def code(self, told: Document) -> Article:
        """Return the meeting, if it comes so far."""
        if "dies" in told.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "hangs" in told.text:
            time.sleep(1000)
        if "grows" in told.text:
            bytearray(10**11)
        if "slow" in told.text:
            time.sleep(0.3)
        return super().code(told)


def fragile(_config: Config) -> Fragile:
    """Return the coder of a configuration."""
    return Fragile()


def stillborn(_config: Config) -> Fragile:
    """Die before there is a coder."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError

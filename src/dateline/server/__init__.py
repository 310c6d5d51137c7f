"""Web pages and an HTTP API over one archive; reading for everybody who reaches it, judging for who has the token."""

from dateline.server._app import app
from dateline.server._garbage import settle

__all__ = ["app", "settle"]

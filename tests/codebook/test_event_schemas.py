"""Knowledge files of the event codebook and their JSON Schemas."""

from __future__ import annotations

import json

import jsonschema
import pytest

from dateline.codebook.files import KNOWLEDGE, read_yaml

FILES = {
    "events": "lexicons/en/events.yaml",
    "status": "lexicons/en/status.yaml",
    "plover": "ontologies/plover.yaml",
}


@pytest.mark.parametrize("name", FILES)
def test_event_files_follow_their_schema(name: str) -> None:
    """Each file has the shape that its schema asks for; repeated words are refused."""
    schema = json.loads((KNOWLEDGE / "schemas" / f"{name}.json").read_text("utf-8"))
    content = json.loads(json.dumps(read_yaml(KNOWLEDGE / FILES[name]), default=str))
    jsonschema.Draft202012Validator(schema).validate(content)

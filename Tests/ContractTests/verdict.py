"""What was found wrong, and the validator that finds it."""

from jsonschema import Draft202012Validator

problems = []


def complain(text):
    problems.append(text)


def validator(schema):
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def validate(schema, value, where):
    for error in validator(schema).iter_errors(value):
        complain(f"{where}: {error.json_path}: {error.message[:200]}")

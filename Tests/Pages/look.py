"""Which views and sizes there are, how a page comes to one of them, and what axe-core says of it."""

import importlib.util
import pathlib

SIZES = {"phone": (390, 844), "desk": (1280, 800), "wall": (2560, 1440)}
VIEWS = {"floor": "Floor", "trends": "Trends", "flow": "Flow", "people": "Calibrate", "sensors": "Sensors",
         "configuration": "Configuration", "log": "Log", "editor": "Plan editor"}


def axe_source():
    package = importlib.util.find_spec("axe_playwright_python")
    return (pathlib.Path(package.submodule_search_locations[0]) / "axe.min.js").read_text()


def violations(page):
    """What axe-core finds wrong. The script comes in from the test's side, past the policy of the page."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(axe_source())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def visit(page, view):
    page.evaluate(f"location.hash = '{view}'")
    page.locator("main h1", has_text=VIEWS[view]).wait_for()
    page.wait_for_timeout(250)


def live(page):
    page.locator("#link", has_text="live").wait_for()

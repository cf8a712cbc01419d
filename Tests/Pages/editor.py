"""The plan editor, by pointer and by keyboard: what each check proves is its name."""

import json
import struct
import subprocess
import zlib

from look import live, violations, visit
from stage import eventually


def spot(page, x, y):
    """Where a place of the plan is on the screen."""
    return page.evaluate("""([x, y]) => { const point = new DOMPoint(x, -y).matrixTransform(
        document.querySelector('svg.edit').getScreenCTM()); return [point.x, point.y]; }""", [x, y])


def drag(page, start, end, meanwhile=lambda: None):
    page.mouse.move(*spot(page, *start))
    page.mouse.down()
    page.mouse.move(*spot(page, *end), steps=4)
    meanwhile()
    page.mouse.up()


def png(width, height):
    """A grey image."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\x80" * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class EditorChecks:
    """Each method is a check, of a dashboard at `url` on a `stage`."""

    def a_plan_that_is_drawn_passes_footfall_check(self):
        page = self.editor()
        page.get_by_role("button", name="Remove fitting-rooms").click()
        page.get_by_text("Draw zone").click()
        for x, y in ((1, 14), (9, 14), (9, 19), (1, 19)):
            page.mouse.click(*spot(page, x, y))
        page.get_by_role("button", name="Close the outline").click()
        self.check_saved(page, zones=7)
        page.context.close()

    def corners_and_sensors_follow_the_pointer(self):
        errors = []
        page = self.editor(errors=errors)
        drag(page, (2, 1), (5, 3))
        drag(page, (32, 14), (30, 13), meanwhile=lambda: page.locator(".edit .zone polygon[points*='30,-13']").wait_for())
        # What stays where it was, because no handle is there, or because another tool is in the hand.
        drag(page, (16, 5), (12, 5))
        page.get_by_text("Draw zone").click()
        drag(page, (20, 1), (21, 4))
        page.get_by_role("button", name="Take the last corner back").click()
        plan = self.check_saved(page)
        places = {sensor["id"]: (sensor["x"], sensor["y"]) for sensor in plan["sensors"]}
        assert places["door"] == (5, 3) and places["window"] == (20, 1), places
        zones = {zone["id"]: zone["outline"] for zone in plan["zones"]}
        assert [30, 13] in zones["cafe"] and zones["fashion"] == [[10, 0], [22, 0], [22, 10], [10, 10]], zones
        assert not errors, errors
        page.context.close()

    def an_image_lies_under_the_floor_and_one_that_is_none_is_told(self):
        errors = []
        page = self.editor(errors=errors, bypass_csp=True)
        picture, text = self.stage.path / "floor.png", self.stage.path / "floor.txt"
        picture.write_bytes(png(40, 25))
        text.write_text("no image")
        page.get_by_label("Image under the floor").set_input_files(text)
        page.locator(".wrong", has_text="floor.txt is no image").wait_for()
        page.get_by_label("Image under the floor").set_input_files(picture)
        image = page.locator("svg.edit image")
        image.wait_for()
        # The floor and its zones let it through.
        assert page.locator("svg.edit .outline").get_attribute("fill-opacity") == "0"
        # As wide as the floor is, from its lower left corner.
        assert [image.get_attribute(name) for name in ("x", "y", "width", "height")] == ["0", "-20", "32", "20"]
        page.get_by_label("floor.png is wide (m)").fill("24")
        page.get_by_label("floor.png is wide (m)").press("Tab")
        page.locator("svg.edit image[width='24'][height='15']").wait_for()
        assert not violations(page)
        page.get_by_role("button", name="Remove the image").click()
        image.wait_for(state="detached")
        assert "floor.png" not in json.dumps(self.check_saved(page))
        assert not [error for error in errors if "ERR_" not in error], errors
        page.context.close()

    def the_real_policy_of_the_page_lets_an_image_in(self):
        errors = []
        page = self.editor(errors=errors)
        picture = self.stage.path / "floor.png"
        picture.write_bytes(png(8, 8))
        page.get_by_label("Image under the floor").set_input_files(picture)
        page.locator("svg.edit image").wait_for()
        assert not errors, errors
        page.context.close()

    def floors_are_added_renamed_and_removed_with_what_is_on_them(self):
        page = self.editor(bypass_csp=True)
        page.get_by_role("button", name="Add a floor").click()
        name = page.locator("fieldset", has_text="Floor floor-2").get_by_label("Name")
        name.fill("first")
        name.press("Tab")
        page.locator("fieldset", has_text="Floor first").wait_for()
        page.get_by_role("button", name="Add a zone").click()
        page.get_by_role("button", name="Add a sensor").click()
        assert not violations(page)
        plan = self.check_saved(page, floors=2, zones=8, sensors=6)
        assert plan["zones"][-1]["floor"] == plan["sensors"][-1]["floor"] == plan["floors"][1]["id"] == "first", plan
        page.get_by_role("button", name="Remove this floor").click()
        self.check_saved(page, floors=1, zones=7, sensors=5)
        assert page.get_by_role("button", name="Remove this floor").count() == 0
        page.context.close()

    def what_was_begun_survives_a_reload_and_a_saved_document_is_opened_again(self):
        errors = []
        page = self.editor(errors=errors)
        page.get_by_role("button", name="Remove fitting-rooms").click()
        page.reload()
        live(page)
        visit(page, "editor")
        assert page.get_by_role("button", name="Remove fitting-rooms").count() == 0
        plan = self.check_saved(page, zones=6)
        page.get_by_role("button", name="Start again").click()
        page.get_by_role("button", name="Remove fitting-rooms").wait_for()
        (self.stage.path / "junk.json").write_text('{"floors": [{"outline": "none"}], "zones": [], "sensors": []}')
        page.get_by_label("Go on with a saved one").set_input_files(self.stage.path / "junk.json")
        page.locator(".wrong", has_text="junk.json is no site document").wait_for()
        assert page.get_by_role("button", name="Remove fitting-rooms").count() == 1
        page.get_by_label("Go on with a saved one").set_input_files(self.stage.path / "drawn.json")
        page.locator(".told", has_text="drawn.json is open").wait_for()
        assert self.check_saved(page, zones=6) == plan
        assert not errors, errors
        page.context.close()

    def the_keyboard_picks_tools_types_corners_and_keeps_its_place(self):
        page = self.editor()
        page.get_by_label("Move", exact=True).focus()
        page.keyboard.press("ArrowRight")
        page.get_by_text("Tap the corners of the floor").wait_for()
        assert page.evaluate("document.activeElement.dataset.key") == "tool-outline"
        corners = page.locator("fieldset", has_text="Zone shoes").get_by_label("Corners, x y in metres")
        corners.focus()
        for typed, left in (("0 6, 9 6, 9 13, 0 13", "0 6, 9 6, 9 13, 0 13"), ("0 6, nine 6", "0 6, 9 6, 9 13, 0 13")):
            page.keyboard.press("Control+A")
            page.keyboard.type(typed)
            page.keyboard.press("Enter")
            eventually(lambda: corners.input_value() == left, f"{left} after {typed}")
        page.get_by_role("button", name="Check", exact=True).focus()
        page.keyboard.press("Enter")
        page.locator(".told", has_text="Right").wait_for()
        page.context.close()

    def a_plan_is_drawn_with_the_keyboard_alone(self):
        page = self.editor()
        page.get_by_role("button", name="Add a sensor").focus()
        page.keyboard.press("Enter")
        added = page.locator("fieldset", has_text="Sensor sensor-6")
        for label, value in (("x (m)", "12"), ("y (m)", "4.5")):
            field = added.get_by_label(label)
            field.focus()
            page.keyboard.press("Control+A")
            page.keyboard.type(value)
            page.keyboard.press("Tab")
        self.check_saved(page, sensors=6)
        page.context.close()

    def a_wrong_plan_is_told_what_is_wrong(self):
        page = self.editor()
        page.get_by_role("button", name="Add a zone").click()
        page.get_by_role("button", name="Check", exact=True).click()
        page.locator(".wrong", has_text="to mend").wait_for()
        page.context.close()

    def check_saved(self, page, **counts):
        with page.expect_download() as download:
            page.locator("#save").click()
        path = self.stage.path / "drawn.json"
        download.value.save_as(path)
        plan = json.loads(path.read_text())
        for part, count in counts.items():
            assert len(plan[part]) == count, (part, len(plan[part]))
        checked = subprocess.run([self.stage.programs / "footfall", "check", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        return plan

    def editor(self, **more):
        page = self.stage.page(self.url, **more)
        live(page)
        visit(page, "editor")
        return page

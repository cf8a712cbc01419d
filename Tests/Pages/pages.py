"""The dashboard in a real browser: what each check proves is its name. See run."""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import traceback
import urllib.request

import measure
import messages
from editor import EditorChecks
from look import SIZES, VIEWS, live, violations, visit
from stage import Stage, eventually


class Checks(EditorChecks):
    """Each method is a check. All share one broker and one dashboard, as people do."""

    def __init__(self, stage):
        self.stage = stage
        site = str(pathlib.Path(__file__).parent / "site.json")
        self.url, self.process = stage.dashboard("--site-file", site, "--counter", "manual")
        self.probe = stage.page(self.url)
        live(self.probe)
        stage.publish(*messages.scene())
        self.probe.locator(".zone-card[data-zone='fashion'] .big", has_text="41").wait_for()

    def every_view_loads_at_each_size_and_in_both_grounds_without_an_error_and_fits(self):
        for size in SIZES.values():
            for dark in (False, True):
                errors = []
                page = self.stage.page(self.url, size, dark, errors)
                live(page)
                for view in VIEWS:
                    visit(page, view)
                    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    assert wide <= 0, f"{view} at {size} is {wide} px too wide"
                assert not errors, errors
                page.context.close()

    def axe_finds_nothing_in_any_view(self):
        count = 0
        for size, dark in ((SIZES["phone"], True), (SIZES["desk"], False), (SIZES["desk"], True)):
            page = self.stage.page(self.url, size, dark, bypass_csp=True)
            live(page)
            for view in VIEWS:
                visit(page, view)
                found = violations(page)
                count += len(found)
                assert not found, f"{view} at {size}, dark {dark}: " + "; ".join(found)
            page.context.close()
        print(f"  axe-core: {count} violations in {len(VIEWS)} views, 3 ways each")

    def a_zone_changes_while_one_looks(self):
        card = self.probe.locator(".zone-card[data-zone='shoes'] .big")
        visit(self.probe, "floor")
        card.filter(has_text="9").wait_for()
        self.stage.publish(messages.occupancy("shoes", 33))
        card.filter(has_text="33").wait_for()
        assert "20 to 53" in self.probe.locator(".zone-card[data-zone='shoes'] .interval").inner_text()

    def a_withheld_figure_looks_withheld_and_one_that_nobody_heard_unknown_never_zero(self):
        visit(self.probe, "floor")
        held = self.probe.locator(".zone-card[data-zone='fitting-rooms']")
        assert "<5" in held.inner_text() and "withheld" in held.inner_text()
        self.stage.publish(messages.occupancy("entrance", 18, "unknown"))
        lost = self.probe.locator(".zone-card[data-zone='entrance'].unknown")
        lost.wait_for()
        assert "not empty: unknown" in lost.inner_text()
        assert self.probe.locator(".plan g.zone.unknown").count() == 1
        for text in self.probe.locator(".zone-card .big").all_inner_texts():
            assert text.strip() != "0", text
        self.stage.publish(messages.occupancy("entrance", 18))

    def a_lost_sensor_looks_lost_and_says_what_to_do(self):
        visit(self.probe, "floor")
        self.probe.locator(".plan .sensor.bad", has_text="terrace: lost").wait_for()
        visit(self.probe, "sensors")
        card = self.probe.locator(".sensor-card.bad[data-sensor='terrace']")
        assert "Is it powered?" in card.inner_text()
        assert "unplug it" in self.probe.locator(".sensor-card[data-sensor='counter']").inner_text()

    def rates_follow_from_two_reports(self):
        visit(self.probe, "sensors")
        self.stage.publish(messages.health("door", 48213))
        self.probe.wait_for_timeout(1100)
        self.stage.publish(messages.health("door", 49213))
        self.probe.locator(".sensor-card[data-sensor='door']", has_text="per second").first.wait_for()

    def nobody_gets_a_mark_who_did_not_agree(self):
        visit(self.probe, "floor")
        marks = self.probe.locator(".plan .agreed")
        before = marks.count()
        assert before == 2, before
        self.stage.publish(messages.visit("started", "shoes", "stable", 8))
        self.stage.publish(messages.visit("started", "shoes", "consented", 9))
        eventually(lambda: marks.count() == 3, "the third mark")
        self.stage.publish(messages.visit("ended", "shoes", "consented", 9))
        eventually(lambda: marks.count() == 2, "the mark to go")
        assert "4711" not in self.probe.content() and "0190e2a6" not in self.probe.content()

    def time_lines_show_a_day_and_a_week_with_gaps_and_withheld_windows(self):
        visit(self.probe, "trends")
        self.probe.locator("rect.bar").first.wait_for()
        assert self.probe.locator("rect.held").count() > 0
        day = self.probe.locator("rect.bar").count()
        self.probe.locator("label", has_text="Week").click()
        eventually(lambda: self.probe.locator("rect.bar").count() != day, "the week")
        assert self.probe.locator("rect.gap").count() > 0 and self.probe.locator("circle.dot").count() > 0

    def flows_are_drawn_and_listed(self):
        visit(self.probe, "flow")
        assert self.probe.locator("path.ribbon").count() == 8
        assert "62" in self.probe.locator("table").inner_text()

    def a_count_by_hand_reaches_the_broker(self):
        visit(self.probe, "people")
        self.probe.get_by_label("People in the whole site").fill("37")
        self.probe.get_by_role("button", name="Send this count").click()
        self.probe.locator(".told", has_text="Sent").wait_for()
        topic = f"footfall/v1/{messages.SITE}/counter/manual/reading"
        eventually(lambda: any(heard == topic and said.get("occupancy") == 37 for heard, said in self.stage.heard), "the count")
        for _ in range(3):
            self.probe.locator("#came").click()
        self.probe.locator("#went").click()
        self.probe.get_by_role("button", name="Send since last time").click()
        eventually(lambda: any(said.get("in") == 3 and said.get("out") == 1 for _, said in self.stage.heard), "the door count")
        self.probe.locator("li", has_text="counted 3 in, 1 out").wait_for()

    def what_a_hostile_broker_says_stays_text(self):
        errors = []
        page = self.stage.page(self.url, errors=errors)
        live(page)
        evil = '<img src=x onerror="document.title=1"></script><script>alert(1)</script>'
        self.stage.publish_raw("sensor/door/alert", json.dumps({"alerts": [{"alert": "radio-deaf", "since": evil, "message": evil}]}), True)
        for topic, payload in (("zone/shoes/occupancy", "{bad"), ("zone/__proto__/occupancy", "{}"), ("zone/constructor/occupancy", "{}"),
                               ("sensor/window/health", '{"at":"x","uptimeSeconds":1e308,"outbox":{},"radios":[1,null,{"frames":-1e300}]}'),
                               ("sensor/window/info", '{"radios":[{"interface":"' + "x" * 9000 + '"}],"version":{"a":[1]}}'),
                               ("site/flow/hour", '{"window":{"from":"2026-01-01T00:00:00Z","to":"2026-01-01T01:00:00Z"},"flows":[{"from":"<b>","to":null,"count":99999999999999999999}]}'),
                               ("site/configuration/reported", '{"status":"<b>applied</b>","problems":[{"path":1,"message":[]}],"version":1}'),
                               ("zone/shoes/occupancy", "[" * 5000), ("zone/shoes/occupancy", "\xff\x00")):
            self.stage.publish_raw(topic, payload)
        for view in VIEWS:
            visit(page, view)
        visit(page, "sensors")
        assert evil in page.locator(".sensor-card[data-sensor='door']").inner_text()
        assert page.locator("main img, main script").count() == 0
        assert not errors, errors
        self.stage.publish(*messages.sensor("door"), *messages.sensor("window", frames=70120), messages.flow(), messages.site_reported())
        page.context.close()

    def the_page_survives_a_broker_that_goes_and_comes(self):
        visit(self.probe, "floor")
        self.stage.stop_broker()
        self.probe.locator("#link.bad", has_text="no broker").wait_for()
        self.stage.start_broker()
        self.probe.locator("#link.good", has_text="live").wait_for(timeout=60000)
        eventually(self.stage.client.is_connected, "the test's own connection")
        self.stage.publish(messages.occupancy("cafe", 21))
        self.probe.locator(".zone-card[data-zone='cafe'] .big", has_text="21").wait_for()

    def a_site_of_two_floors_has_two_plans_and_one_without_a_plan_has_cards(self):
        document = json.loads((pathlib.Path(__file__).parent / "site.json").read_text())
        document["floors"].append({"id": "upstairs", "outline": [[0, 0], [32, 0], [32, 14], [0, 14]]})
        document["zones"].append({"id": "toys", "floor": "upstairs", "outline": [[0, 0], [32, 0], [32, 14], [0, 14]]})
        path = self.stage.path / "two.json"
        path.write_text(json.dumps(document))
        for options, plans in ((("--site-file", str(path)), 2), ((), 0)):
            errors = []
            url, process = self.stage.dashboard(*options)
            for size in SIZES.values():
                page = self.stage.page(url, size, errors=errors, bypass_csp=True)
                live(page)
                visit(page, "floor")
                page.locator(".zone-card[data-zone='fashion'] .big", has_text="41").wait_for()
                assert page.locator("svg.plan").count() == plans
                assert not violations(page)
                if plans:
                    assert page.locator("figcaption").all_inner_texts() == ["ground", "upstairs"]
                    assert "nothing heard yet" in page.locator(".zone-card[data-zone='toys']").inner_text()
                    assert page.locator("svg.plan").nth(1).locator("g.zone.unknown", has_text="toys").count() == 1
                else:
                    page.get_by_text("The broker tells no plan of this site.").wait_for()
                    assert "<5" in page.locator(".zone-card[data-zone='fitting-rooms']").inner_text()
                page.context.close()
            assert not errors, errors
            self.stage.stop(process)

    def the_ground_that_is_chosen_stays_and_reads_well(self):
        for dark, choice, ground in ((False, "Dark", "rgb(15, 21, 27)"), (True, "Light", "rgb(244, 246, 248)")):
            errors = []
            page = self.stage.page(self.url, SIZES["phone"], dark, errors, bypass_csp=True)
            live(page)
            page.get_by_label("Colours").select_option(choice)
            for _ in range(2):
                assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
                for view in VIEWS:
                    visit(page, view)
                    found = violations(page)
                    assert not found, f"{view}, {choice}: " + "; ".join(found)
                page.reload()
                live(page)
            page.get_by_label("Colours").select_option("Auto")
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
            assert not errors, errors
            page.context.close()

    def prometheus_finds_nothing_wrong_with_the_metrics(self):
        text = urllib.request.urlopen(f"{self.url}metrics").read()
        for line in (b'footfall_zone_people{site="corner-shop",zone="fashion"} 41', b'footfall_sensor_up{site="corner-shop",sensor="terrace"} 0',
                     b'footfall_sensor_alert_active{site="corner-shop",sensor="counter",alert="radio-deaf"} 1'):
            assert line in text, line
        assert b'footfall_zone_people{site="corner-shop",zone="fitting-rooms"}' not in text
        judged = subprocess.run([messages.ROOT / ".build-tools/usr/bin/promtool", "check", "metrics"], input=text, capture_output=True)
        assert judged.returncode == 0, judged.stdout + judged.stderr
        board = json.loads((messages.ROOT / "deploy/grafana.json").read_text())
        known = set(re.findall(rb"^# TYPE (\S+)", text, re.M))
        for panel in board["panels"]:
            for target in panel["targets"]:
                for name in re.findall(r"footfall_[a-z_]+", target["expr"]):
                    assert name.encode() in known, f"{panel['title']}: {name}"

    def the_keyboard_gets_everywhere(self):
        page = self.stage.page(self.url)
        live(page)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        reached = set()
        for _ in range(12):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.hash || ''"))
        assert {f"#{view}" for view in VIEWS} <= reached, reached
        page.locator("a[href='#log']").focus()
        page.keyboard.press("Enter")
        page.locator("main h1", has_text="Log").wait_for()
        page.context.close()

    def who_has_the_password_gets_in_and_nobody_else(self):
        made = subprocess.run([self.stage.programs / "footfall-dashboard", "password"], input="correct horse battery\n",
                              capture_output=True, text=True, check=True)
        path = self.stage.path / "password"
        path.write_text(made.stdout)
        url, process = self.stage.dashboard("--page-password-file", str(path))
        page = self.stage.page(url, bypass_csp=True)
        assert page.url.endswith("/login") and not violations(page)
        assert not page.get_by_text("That is not the password.").is_visible()
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button").click()
        page.wait_for_url("**/login#wrong")
        assert page.get_by_text("That is not the password.").is_visible()
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button").click()
        live(page)
        page.context.close()
        self.stage.stop(process)


def screenshots(checks, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in SIZES.items():
        for dark in (False, True):
            page = checks.stage.page(checks.url, size, dark)
            live(page)
            for view in VIEWS:
                visit(page, view)
                page.wait_for_timeout(400)
                page.screenshot(path=folder / f"{view}-{name}-{'dark' if dark else 'light'}.png", full_page=name == "phone")
            page.context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    failed, passed = [], 0
    with Stage(options.programs) as stage:
        if options.measure:
            return measure.run(stage)
        checks = Checks(stage)
        if options.screenshots:
            screenshots(checks, options.screenshots)
            return
        names = [name for kind in (Checks, EditorChecks) for name in vars(kind) if "_" in name and not name.startswith(("_", "check_"))]
        for name in [name for name in names if options.only in name]:
            try:
                getattr(checks, name)()
                passed += 1
            except Exception:
                failed.append(name)
                print(f"✘ {name.replace('_', ' ')}\n{traceback.format_exc(limit=3)}", file=sys.stderr)
    print(f"  {passed} checks of the page passed, {len(failed)} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()

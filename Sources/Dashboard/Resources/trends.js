// Time lines: how full a zone was and how long people stayed, over a day or a week.
import { listen, now, zoneNames } from './board.js';
import { duration, fill, h, number, s, table, time, wide } from './draw.js';

const spans = {
  day: { label: 'Day', length: 900, seconds: 86400, tick: 3 * 3600 },
  week: { label: 'Week', length: 3600, seconds: 7 * 86400, tick: 86400 },
};
let chosen = { zone: undefined, span: 'day' };

export function view(main) {
  const zone = h('select', { id: 'zone', onchange: () => { chosen.zone = zone.value; load(); } });
  const span = Object.entries(spans).map(([name, { label }]) => h('label', null,
    h('input', { type: 'radio', name: 'span', value: name, checked: chosen.span === name,
      onchange: () => { chosen.span = name; load(); } }), h('span', null, label)));
  const charts = h('div', { class: 'charts' });
  main.append(h('h1', null, 'Trends'),
    h('form', { class: 'bar', onsubmit: (event) => event.preventDefault() },
      h('label', null, 'Zone ', zone), h('fieldset', { class: 'choice' }, h('legend', { class: 'hidden' }, 'Span'), span)),
    charts);
  let asked = 0;
  let rows = [];
  async function load() {
    if (!chosen.zone) return;
    const turn = ++asked;
    const answer = await fetch(`/history/${encodeURIComponent(chosen.zone)}/${spans[chosen.span].length}`)
      .catch(() => null);
    if (turn !== asked) return;
    rows = answer?.ok ? (await answer.json()).map(window) : [];
    paint();
  }
  let drawn = 0;
  function paint() {
    width = drawn = wide(charts);
    const span = spans[chosen.span];
    const from = now() - span.seconds * 1000;
    const seen = rows.filter((row) => row.from >= from);
    fill(charts, seen.length ? [people(seen, span, from), dwell(seen, span, from), numbersOf(seen)]
      : h('p', { class: 'note' }, 'No window of this span has been closed since the dashboard began to listen.'));
  }
  let dirty = true;
  const stop = listen((what) => { if (what === 'zones' || what === 'all') dirty = true; });
  return {
    draw() {
      const names = zoneNames();
      if (!names.includes(chosen.zone)) [chosen.zone] = names;
      if ([...zone.options].map((option) => option.value).join() !== names.join()) {
        zone.replaceChildren(...names.map((name) => h('option', { value: name, selected: name === chosen.zone }, name)));
      }
      if (dirty) { dirty = false; load(); } else if (drawn !== wide(charts)) paint();
    },
    leave: stop,
  };
}

const window = ([from, estimate, low, high, visitors, entries, median, ninetieth, coverage, withheld]) =>
  ({ from, estimate, low, high, visitors, entries, median, ninetieth, coverage, withheld });

const [height, left, bottom, top] = [240, 52, 26, 12];
/** As wide as the place for it, so that its words are as large as any. */
let width;

/** The axes of a chart, and how values become places. */
function frame(span, from, most, label, unit) {
  const x = (at) => left + ((at - from) / (span.seconds * 1000)) * (width - left - 8);
  const y = (value) => height - bottom - (value / most) * (height - bottom - top);
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => [
    s('line', { x1: left, x2: width - 8, y1: y(part * most), y2: y(part * most), class: 'grid' }),
    s('text', { x: left - 6, y: y(part * most) + 4, class: 'tick end' }, unit(part * most))]);
  const ticks = [];
  // A label each 60 units at most.
  const step = span.tick * 1000 * Math.ceil((60 * span.seconds) / span.tick / (width - left));
  for (let at = Math.ceil(from / step) * step; at < from + span.seconds * 1000; at += step) {
    const text = time(at, span === spans.day ? { hour: '2-digit', minute: '2-digit' } : { weekday: 'short', day: 'numeric' });
    ticks.push(s('text', { x: x(at), y: height - 8, class: 'tick middle' }, text));
  }
  return { x, y, chart: (...marks) => s('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img',
    'aria-label': `${label}; the numbers are in the table below` }, lines, ticks, marks) };
}

/** The end of an axis with four even parts. */
function round(most) {
  const part = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(part));
  return 4 * [1, 1.5, 2, 2.5, 3, 4, 5, 10].map((digit) => digit * power).find((end) => end >= part && Number.isInteger(end));
}

function people(rows, span, from) {
  const most = round(Math.max(10, ...rows.map((row) => row.high ?? 0)));
  const { x, y, chart } = frame(span, from, most, 'People in the zone, with the 95 % interval', number);
  const wide = Math.max(2, x(from + span.length * 1000) - x(from) - 1.5);
  const bars = rows.map((row) => {
    const at = x(row.from);
    const title = s('title', null, `${time(row.from, { weekday: 'short', hour: '2-digit', minute: '2-digit' })}: ${told(row)}`);
    if (row.coverage === 'unknown') {
      return s('rect', { x: at, y: top, width: wide, height: height - bottom - top, class: 'gap' }, title);
    }
    if (row.estimate === null) {
      return s('rect', { x: at, y: y(0) - 7, width: wide, height: 7, class: row.withheld ? 'held' : 'gap' }, title);
    }
    const middle = at + wide / 2;
    return s('g', null, title,
      s('rect', { x: at, y: y(row.estimate), width: wide, height: y(0) - y(row.estimate),
        class: row.coverage === 'degraded' ? 'bar degraded' : 'bar' }),
      s('line', { x1: middle, x2: middle, y1: y(row.low), y2: y(row.high), class: 'whisker' }));
  });
  return h('figure', { class: 'card' }, h('figcaption', null, h('h2', null, 'People present'),
    h('p', { class: 'note' }, 'A line through a bar is the 95 % interval; a low grey mark is a withheld figure, a grey '
      + 'column a time in which nobody listened.')), chart(bars));
}

function dwell(rows, span, from) {
  const known = rows.filter((row) => row.median !== null);
  if (!known.length) {
    return h('figure', { class: 'card' }, h('figcaption', null, h('h2', null, 'How long visits lasted')),
      h('p', { class: 'note' }, 'Withheld or unknown in this span: it takes enough visits of devices that keep their address.'));
  }
  const most = round(Math.max(10, ...known.map((row) => (row.ninetieth ?? row.median) / 60))) * 60;
  const { x, y, chart } = frame(span, from, most, 'How long visits lasted: median and nine of ten',
    (value) => `${number(value / 60)} min`);
  const shift = (span.length * 1000) / 2;
  const marks = known.map((row) => s('g', null,
    s('title', null, `half stayed less than ${duration(row.median)}`),
    row.ninetieth === null ? null : s('line', { x1: x(row.from + shift), x2: x(row.from + shift), y1: y(row.median),
      y2: y(row.ninetieth), class: 'whisker' }),
    s('circle', { cx: x(row.from + shift), cy: y(row.median), r: 3.5, class: 'dot' })));
  return h('figure', { class: 'card' }, h('figcaption', null, h('h2', null, 'How long visits lasted'),
    h('p', { class: 'note' }, 'A dot is the median; its line ends where nine of ten visits were over.')), chart(marks));
}

const told = (row) => (row.coverage === 'unknown' ? 'nobody listened' : row.estimate !== null
  ? `${number(row.estimate)} (${number(row.low)} to ${number(row.high)})` : row.withheld ? 'withheld' : 'no figure');

const numbersOf = (rows) => h('details', { class: 'card' }, h('summary', null, 'As a table'),
  table('Closed windows', ['From', 'People', 'Came in', 'Visitors', 'Median stay', 'Coverage'],
    [...rows].reverse().map((row) => [
      time(row.from, { weekday: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }), told(row),
      row.entries === null ? '–' : number(row.entries), row.visitors === null ? '–' : number(row.visitors),
      row.median === null ? '–' : duration(row.median), row.coverage])));

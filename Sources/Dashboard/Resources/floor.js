// The floor: its plan with zones and sensors, and a card for each zone.
import { board, scale, sensorState, step, zoneNames, zoneState } from './board.js';
import { badge, fill, h, number, s } from './draw.js';
import { bounds, free, mean, middle, points } from './geometry.js';

export function view(main) {
  const plan = h('div', { class: 'plans' });
  const cards = h('ul', { class: 'cards zones' });
  const legend = h('div', { class: 'legend' });
  const frame = h('div', null, h('div', null, plan, legend), cards);
  main.append(h('h1', null, 'Floor'), frame);
  return {
    draw() {
      frame.className = board.plan ? 'split' : '';
      fill(plan, plans());
      fill(legend, key());
      fill(cards, zoneNames().map(card));
      if (!zoneNames().length) fill(cards, h('li', { class: 'note' }, 'No zone has been heard of yet.'));
    },
  };
}

/** A drawing of each floor. */
function plans() {
  if (!board.plan) {
    return board.zones.size ? h('p', { class: 'note' }, 'The broker tells no plan of this site. Give the dashboard ',
      h('code', null, '--site-file'), ', or push the site document with ', h('code', null, 'footfall fleet push'), '.') : [];
  }
  return board.plan.floors.map((level) => h('figure', null,
    drawing(level), board.plan.floors.length > 1 ? h('figcaption', null, level.id) : null));
}

function drawing(level) {
  const zones = board.plan.zones.filter((zone) => zone.floor === level.id);
  const sensors = board.plan.sensors.filter((sensor) => sensor.floor === level.id);
  const box = bounds([...level.outline, ...zones.flatMap((zone) => zone.outline), ...sensors.map(({ x, y }) => [x, y])]);
  const unit = Math.max(box.width, box.height) / 100;
  const margin = 3 * unit;
  const marks = sensors.map((sensor) => label(sensor, level, unit));
  return s('svg', {
    viewBox: `${box.x - margin} ${-box.y - box.height - margin} ${box.width + 2 * margin} ${box.height + 2 * margin}`,
    role: 'img', class: 'plan', 'aria-label': `Plan of ${level.id}: ${spoken(zones)}`,
  },
  patterns(unit),
  s('polygon', { points: points(level.outline), class: 'outline', 'stroke-width': unit * 0.8 }),
  zones.map((zone) => shape(zone, unit, marks.map(({ room }) => room))),
  (level.walls ?? []).map(({ from, to }) => s('line', {
    x1: from[0], y1: -from[1], x2: to[0], y2: -to[1], class: 'wall', 'stroke-width': unit * 0.5 })),
  marks.map((one) => mark(one, unit)));
}

const spoken = (zones) => zones.filter((zone) => zone.kind !== 'outside')
  .map((zone) => `${zone.id} ${zoneState(zone.id).figure}, ${zoneState(zone.id).text}`).join('; ');

function patterns(unit) {
  const lines = (id, angle) => s('pattern', {
    id, width: 2 * unit, height: 2 * unit, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${angle})` },
  s('rect', { width: 2 * unit, height: 2 * unit, class: 'ground' }),
  s('line', { x1: 0, y1: 0, x2: 0, y2: 2 * unit, class: 'hatch', 'stroke-width': unit * 0.7 }));
  return s('defs', null, lines('withheld', 45), lines('unknown', -45));
}

const isSmall = () => innerWidth < 640;

function shape(zone, unit, marks) {
  const outside = zone.kind === 'outside';
  const state = outside ? { kind: 'outside', figure: '', text: '' } : zoneState(zone.id);
  const ground = state.kind === 'known' ? `level-${step(state.estimate)}` : state.kind;
  const words = state.short ?? state.text;
  const { x, y, size, heights } = lettering(zone.outline, [zone.id, state.figure, words], unit, marks);
  return s('g', { class: `zone ${ground} ${state.coverage ?? ''}` },
    s('polygon', { points: points(zone.outline), 'stroke-width': unit * 0.4 }),
    s('text', { x, y: -y - size * 0.55, 'font-size': heights[0], class: 'name' }, zone.id),
    outside ? null : s('text', { x, y: -y + size * 0.45, 'font-size': size, class: 'figure' }, state.figure),
    outside ? null : s('text', { x, y: -y + size, 'font-size': heights[2], class: 'name' }, words),
    outside ? null : agreed(zone.id, x, -y + size * 1.5, unit));
}

/** Where a zone's three lines stand and how high they are: as large as they fit between the marks of sensors. */
function lettering(outline, lines, unit, marks) {
  const { x, y, width, height } = middle(outline);
  const most = Math.min(unit * (isSmall() ? 9 : 7), width / 2.2, height / 2.3);
  const set = (size) => ({ size, heights: lines.map((text, index) =>
    Math.min(size * [0.42, 1, 0.36][index], (1.5 * width) / Math.max(1, text.length))) });
  for (const size of [most, most * 0.85, most * 0.7]) {
    const { heights } = set(size);
    const wide = Math.max(...heights.map((letter, index) => lines[index].length * letter * 0.3));
    const place = free(outline, [wide, size], marks);
    if (place) return { ...place, ...set(size) };
  }
  return { x, y, ...set(most) };
}

/** A mark for each person who agreed, in the zone and nowhere nearer: nobody else ever gets one. */
function agreed(zone, x, y, unit) {
  const count = Math.min(board.consented[zone] ?? 0, 12);
  return Array.from({ length: count }, (_, index) => s('rect', {
    x: x + (index - (count - 1) / 2) * 2.4 * unit - 0.7 * unit, y, width: 1.4 * unit, height: 1.4 * unit, class: 'agreed',
    transform: `rotate(45 ${x + (index - (count - 1) / 2) * 2.4 * unit} ${y + 0.7 * unit})` }));
}

const signs = { good: 'M-1.1,0 L-.3,.8 L1.1,-.8', warn: 'M0,-1.1 V.3 M0,1 V1.1', bad: 'M-.9,-.9 L.9,.9 M.9,-.9 L-.9,.9',
  calm: 'M-.9,0 H.9' };

/** The words at a sensor, on the side that is away from the middle of the floor, and the room that both take. */
function label(sensor, level, unit) {
  const { kind, word } = sensorState(sensor.id);
  const small = isSmall();
  // On a phone, only a sensor that needs somebody has words.
  const text = kind !== 'good' ? `${sensor.id}: ${word}` : small ? '' : sensor.id;
  const size = small ? 3.4 : 2.1;
  const above = sensor.y > mean(level.outline, 1);
  const wide = text.length * size * 0.29 * unit;
  const box = bounds(level.outline);
  const [left, right] = [sensor.x - wide < box.x - unit, sensor.x + wide > box.x + box.width + unit];
  const reach = Math.max(2.3 * unit, left || right ? 2 * wide : wide);
  return { sensor, kind, word, text, size, above, anchor: left ? 'start' : right ? 'end' : 'middle',
    room: { x: sensor.x, y: sensor.y + (text ? (above ? 1.2 : -1.2) * unit : 0), wide: reach, tall: (text ? 3.6 : 2.4) * unit } };
}

function mark({ sensor, kind, word, text, size, above, anchor }, unit) {
  return s('g', { class: `sensor ${kind}`, transform: `translate(${sensor.x} ${-sensor.y}) scale(${unit})` },
    s('title', null, `${sensor.id}: ${word}`),
    s('circle', { r: 2 }), s('path', { d: signs[kind] }),
    s('text', { x: anchor === 'start' ? -2 : anchor === 'end' ? 2 : 0, y: above ? -2.8 : 2.4 + size, 'font-size': size,
      'text-anchor': anchor, class: 'name' }, text));
}

function key() {
  if (!board.plan) return [];
  const most = scale();
  const edge = (index) => Math.ceil((most * index) / 5);
  const swatch = (name) => s('svg', { viewBox: '0 0 24 16', class: 'swatch', 'aria-hidden': 'true' },
    s('g', { class: `zone ${name}` }, s('rect', { width: 24, height: 16, rx: 3 }),
      ['withheld', 'unknown'].includes(name) ? s('path', { d: name === 'withheld' ? 'M4,16 L12,0 M12,16 L20,0' : 'M4,0 L12,16 M12,0 L20,16', class: 'hatch' }) : null));
  return h('ul', null,
    [0, 1, 2, 3, 4].map((index) => h('li', null, swatch(`level-${index}`),
      index === 4 ? `${edge(4)} and more people` : `${index ? edge(index) : 5}–${edge(index + 1) - 1}`)),
    h('li', null, swatch('withheld'), 'withheld'), h('li', null, swatch('unknown'), 'not heard, or too old'),
    h('li', null, h('span', { class: 'diamond', 'aria-hidden': 'true' }), 'somebody who agreed to be seen'));
}

function card(name) {
  const state = zoneState(name);
  const value = board.zones.get(name)?.occupancy?.value;
  const coverage = { full: ['good', 'full coverage'], degraded: ['warn', 'partly heard'], unknown: ['bad', 'not heard'] };
  const [kind, word] = coverage[value?.coverage] ?? ['calm', 'no coverage known'];
  const window = board.zones.get(name)?.footfall.get('3600')?.value;
  return h('li', { class: `card zone-card ${state.kind}`, 'data-zone': name },
    h('h2', null, name),
    h('p', { class: 'big' }, state.figure, state.kind === 'known' ? h('span', null, ' people') : null),
    h('p', { class: 'interval' }, state.text),
    h('p', null, badge(state.kind === 'stale' ? 'bad' : kind, state.kind === 'stale' ? 'stale' : word), ' ',
      h('small', null, state.note)),
    window ? h('p', { class: 'hour' }, `last hour: ${hour(window)}`) : null);
}

function hour({ entries, visitors, suppressed, below }) {
  if (typeof entries === 'number') return `${number(entries)} came in`;
  if (typeof visitors === 'number') return `${number(visitors)} visitors that keep their address`;
  return suppressed ? `withheld, fewer than ${number(below)}` : 'no figure';
}


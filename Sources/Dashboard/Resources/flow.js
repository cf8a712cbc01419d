// Where people went from zone to zone in the last closed hour: ribbons from left to right, and the same as a table.
import { board } from './board.js';
import { fill, h, number, objects, s, table, time, wide } from './draw.js';

export function view(main) {
  const picture = h('div');
  main.append(h('h1', null, 'Flow'), picture);
  return { draw: () => fill(picture, parts(wide(picture))) };
}

function parts(width) {
  const value = board.flow?.value;
  if (!value) return h('p', { class: 'note' }, 'No hour has been closed yet: this fills when the first full hour is over.');
  const flows = objects(value.flows).filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  const hour = { weekday: 'short', hour: '2-digit', minute: '2-digit' };
  return [
    h('p', { class: 'note' }, `${time(value.window.from, hour)} to ${time(value.window.to, hour)}, devices that keep their `
      + 'address: a share of all, not their number.',
    value.suppressed ? ` Pairs of fewer than ${value.below} are withheld.` : '', value.noise ? ' Random noise was added.' : ''),
    flows.length ? [h('figure', { class: 'card' }, ribbons(flows.slice(0, 40), width)),
      table('Flows of the last hour', ['From', 'To', 'Visits'],
        flows.map(({ from, to, count }) => [from, to, number(count)]))]
      : h('p', { class: 'note' }, value.suppressed ? 'All pairs are withheld.' : 'Nobody changed zones.'),
  ];
}

function ribbons(flows, width) {
  const edge = Math.min(190, width * 0.32);
  const total = flows.reduce((sum, { count }) => sum + count, 0);
  const sides = [stack(flows, 'from'), stack(flows, 'to')];
  const height = Math.max(180, 40 * Math.max(sides[0].size, sides[1].size));
  const scale = (height - 14 * Math.max(sides[0].size, sides[1].size)) / total;
  for (const side of sides) {
    let y = 8;
    for (const place of side.values()) {
      Object.assign(place, { y, height: place.count * scale, next: y });
      y += place.height + 14;
    }
  }
  const bands = flows.map(({ from, to, count }) => {
    const [start, end, thick] = [sides[0].get(from), sides[1].get(to), count * scale];
    const [y1, y2] = [start.next + thick / 2, end.next + thick / 2];
    start.next += thick;
    end.next += thick;
    const [x1, x2] = [edge + 12, width - edge - 12];
    return s('path', { d: `M${x1},${y1} C${(x1 + x2) / 2},${y1} ${(x1 + x2) / 2},${y2} ${x2},${y2}`, class: 'ribbon',
      'stroke-width': Math.max(1.5, thick) }, s('title', null, `${from} to ${to}: ${number(count)}`));
  });
  const posts = sides.map((side, right) => [...side].map(([name, { y, height: tall, count }]) => s('g', null,
    s('rect', { x: right ? width - edge - 12 : edge, y, width: 12, height: Math.max(2, tall), class: 'post' }),
    s('text', { x: right ? width - edge + 8 : edge - 8, y: y + tall / 2 + 4, class: right ? 'place' : 'place end' },
      short(name, edge / 8.5 - 4), ` ${number(count)}`, s('title', null, name)))));
  return s('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img',
    'aria-label': 'Flows between zones; the numbers are in the table below' }, bands, posts);
}

const short = (name, most) => (String(name).length > most ? `${String(name).slice(0, most - 1)}…` : String(name));

function stack(flows, end) {
  const places = new Map();
  for (const flow of flows) {
    const place = places.get(flow[end]) ?? { count: 0 };
    place.count += flow.count;
    places.set(flow[end], place);
  }
  return new Map([...places].sort(([, one], [, other]) => other.count - one.count));
}

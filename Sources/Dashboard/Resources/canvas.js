// The floor that is drawn, by pointer: corners and sensors are dragged, outlines are set corner by corner.
import { s } from './draw.js';
import { addSensor, close, draft, floorOf, snap } from './draft.js';
import { bounds, free, middle, points } from './geometry.js';

export function canvas(redraw) {
  const { plan, corners } = draft;
  const floor = floorOf();
  const image = draft.images.get(floor);
  const zones = plan.zones.filter((zone) => zone.floor === floor.id);
  const sensors = plan.sensors.filter((sensor) => sensor.floor === floor.id);
  const box = bounds([...floor.outline, ...zones.flatMap(({ outline }) => outline), ...corners,
    ...sensors.map(({ x, y }) => [x, y]),
    ...(image ? [[image.x, image.y], [image.x + image.width, image.y + image.width * image.ratio]] : [])]);
  const [x0, x1, y0, y1] = [box.x - 3, box.x + box.width + 3, box.y - 3, box.y + box.height + 3];
  const unit = Math.max(x1 - x0, y1 - y0) / 100;
  const marks = sensors.map(({ id, x, y }) => ({ x, y: y - 1.4 * unit, wide: Math.max(2.2, id.length * 0.6) * unit, tall: 3.6 * unit }));
  const picture = s('svg', { viewBox: `${x0} ${-y1} ${x1 - x0} ${y1 - y0}`, class: `plan edit ${draft.tool}`, role: 'img',
    'aria-label': 'The floor that is drawn; all of it can be changed by numbers beside' },
  image ? s('image', { href: image.url, x: image.x, y: -image.y - image.width * image.ratio, width: image.width,
    height: image.width * image.ratio, opacity: 0.6 }) : null,
  grid(x0, x1, y0, y1, unit),
  outlined(floor.outline, { class: 'outline', 'stroke-width': unit * 0.8, 'fill-opacity': image ? 0 : 1 }, unit),
  zones.map((zone) => s('g', { class: `zone ${zone.kind === 'outside' ? 'outside' : 'level-1'}` },
    outlined(zone.outline, { 'stroke-width': unit * 0.4, 'fill-opacity': image ? 0.3 : 0.6 }, unit), name(zone, unit, marks))),
  sensors.map((sensor) => mark(sensor, unit)),
  corners.length ? s('polyline', { points: points(corners), class: 'rubber', 'stroke-width': unit * 0.6 }) : null,
  corners.map(([x, y]) => s('circle', { cx: x, cy: -y, r: unit, class: 'corner' })));
  return listen(picture, redraw);
}

function listen(picture, redraw) {
  let held;
  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    return [snap(point.x), snap(-point.y)];
  };
  const release = () => { if (held) { held = undefined; redraw(); } };
  picture.addEventListener('pointerdown', (event) => {
    const { tool, corners } = draft;
    if (tool === 'move') {
      held = event.target.moves;
      if (held) picture.setPointerCapture(event.pointerId);
      return;
    }
    const [x, y] = place(event);
    if (tool === 'sensor') addSensor(x, y);
    else if (corners.length > 2 && corners[0][0] === x && corners[0][1] === y) close();
    else corners.push([x, y]);
    redraw();
  });
  picture.addEventListener('pointermove', (event) => {
    if (!held) return;
    held(...place(event));
    event.preventDefault();
  });
  picture.addEventListener('pointerup', release);
  picture.addEventListener('pointercancel', release);
  return picture;
}

/** An outline with a handle at each corner; both follow the pointer. */
function outlined(outline, attributes, unit) {
  const shape = s('polygon', { ...attributes, points: points(outline) });
  return [shape, outline.map((corner) => {
    const dot = s('circle', { cx: corner[0], cy: -corner[1], r: unit, class: 'corner' });
    dot.moves = (x, y) => {
      [corner[0], corner[1]] = [x, y];
      dot.setAttribute('cx', x);
      dot.setAttribute('cy', -y);
      shape.setAttribute('points', points(outline));
    };
    return dot;
  })];
}

function name({ id, outline }, unit, marks) {
  const size = Math.min(unit * 3, (1.5 * middle(outline).width) / id.length);
  const { x, y } = free(outline, [id.length * size * 0.3, size * 0.6], marks) ?? middle(outline);
  return s('text', { x, y: -y + size * 0.35, 'font-size': size, class: 'name' }, id);
}

function mark(sensor, unit) {
  const at = () => `translate(${sensor.x} ${-sensor.y}) scale(${unit})`;
  const dot = s('circle', { r: 2 });
  const group = s('g', { class: 'sensor calm', transform: at() }, dot,
    s('text', { y: innerWidth < 640 ? 5.4 : 4.6, 'font-size': innerWidth < 640 ? 3.2 : 2.2, 'text-anchor': 'middle', class: 'name' }, sensor.id));
  dot.moves = (x, y) => {
    [sensor.x, sensor.y] = [x, y];
    group.setAttribute('transform', at());
  };
  return group;
}

function grid(x0, x1, y0, y1, unit) {
  const lines = [];
  const pace = x1 - x0 > 120 || y1 - y0 > 120 ? 10 : x1 - x0 > 40 ? 5 : 1;
  const line = (a, b, c, d) => lines.push(s('line', { x1: a, y1: -b, x2: c, y2: -d, class: 'grid', 'stroke-width': unit * 0.15 }));
  for (let x = Math.ceil(x0 / pace) * pace; x <= x1; x += pace) line(x, y0, x, y1);
  for (let y = Math.ceil(y0 / pace) * pace; y <= y1; y += pace) line(x0, y, x1, y);
  return lines;
}

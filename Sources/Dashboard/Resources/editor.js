// The plan editor: outline, zones and sensors over an image, by pointer or by numbers; the site document comes out.
import { board } from './board.js';
import { fill, h, s } from './draw.js';

let plan;
let level = 0;
let tool = 'move';
let corners = [];
let image;
let told = [];

const snap = (value) => Math.round(value * 2) / 2;
const fresh = () => ({ site: board.site || 'my-shop', version: 1,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
  floors: [{ id: 'ground', outline: [[0, 0], [20, 0], [20, 12], [0, 12]] }], zones: [], sensors: [] });

/** The plan of the site as it is, a version further; or an empty one. */
function begin() {
  plan = board.plan ? structuredClone(board.plan) : fresh();
  if (board.plan) plan.version += 1;
  level = 0;
}

export function view(main) {
  const [canvas, tools, forms, verdict] = [h('div', { class: 'canvas' }), h('div'), h('div', { class: 'forms' }),
    h('div', { role: 'status' })];
  const started = Boolean(plan);
  if (!started) begin();
  const redraw = () => {
    fill(tools, toolbar(redraw));
    fill(canvas, drawing(redraw));
    fill(forms, panels(redraw));
    fill(verdict, told);
  };
  main.append(h('h1', null, 'Plan editor'),
    h('p', { class: 'note' }, 'Draw over a photograph or a drawing of the floor; all measures are metres, to the half. Nothing '
      + 'leaves this page but the document that you save: have it checked here, sign and push it with ',
      h('code', null, 'footfall fleet'), '.'),
    tools, h('div', { class: 'split wide' }, canvas, h('div', null, forms, outlet(redraw), verdict)));
  redraw();
  let known = Boolean(board.plan);
  return {
    draw() {
      // The site's plan came after this view was opened, and nobody has begun to draw.
      if (board.plan && !known && !started) { known = true; begin(); redraw(); }
    },
  };
}

const floorOf = () => plan.floors[level];

function toolbar(redraw) {
  const names = { move: 'Move', outline: 'Draw outline', zone: 'Draw zone', sensor: 'Place sensor' };
  const pick = (name) => { tool = name; corners = []; redraw(); };
  return [
    h('fieldset', { class: 'choice' }, h('legend', null, 'Tool'), Object.entries(names).map(([name, label]) =>
      h('label', null, h('input', { type: 'radio', name: 'tool', 'data-key': `tool-${name}`, checked: tool === name,
        onchange: () => pick(name) }), h('span', null, label)))),
    h('div', { class: 'bar' },
      h('label', null, 'Floor ', h('select', { 'data-key': 'level', onchange: (event) => {
        level = event.target.selectedIndex; corners = []; redraw(); } },
      plan.floors.map(({ id }, index) => h('option', { selected: index === level }, id)))),
      h('button', { type: 'button', class: 'quiet', 'data-key': 'add-floor', onclick: () => {
        plan.floors.push({ ...structuredClone(floorOf()), id: unused('floor', plan.floors), walls: [] });
        level = plan.floors.length - 1;
        redraw();
      } }, 'Add a floor'),
      h('label', null, 'Image ', h('input', { type: 'file', accept: 'image/*', 'data-key': 'image',
        onchange: (event) => load(event.target.files[0], redraw) })),
      image ? h('label', null, 'is wide (m) ', h('input', { type: 'number', min: 1, max: 1000, step: 0.5, value: image.width,
        'data-key': 'wide', onchange: (event) => { image.width = event.target.valueAsNumber || image.width; redraw(); } })) : null,
      corners.length > 2 ? h('button', { type: 'button', 'data-key': 'close', onclick: () => close(redraw) }, 'Close the outline')
        : null),
  ];
}

function load(file, redraw) {
  if (!file) return;
  if (image) URL.revokeObjectURL(image.url);
  const url = URL.createObjectURL(file);
  const picture = new Image();
  picture.onload = () => { image = { url, width: 20, ratio: picture.height / picture.width }; redraw(); };
  picture.onerror = () => { told = [h('p', { class: 'wrong' }, 'That file is no image.')]; redraw(); };
  picture.src = url;
}

function drawing(redraw) {
  const all = [...floorOf().outline, ...plan.zones.flatMap(({ outline }) => outline), ...corners,
    ...(image ? [[0, 0], [image.width, image.width * image.ratio]] : [])];
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs) - 3, Math.max(...xs) + 3, Math.min(...ys) - 3, Math.max(...ys) + 3];
  const unit = Math.max(x1 - x0, y1 - y0) / 100;
  const canvas = s('svg', { viewBox: `${x0} ${-y1} ${x1 - x0} ${y1 - y0}`, class: `plan edit ${tool}`, role: 'img',
    'aria-label': 'The floor that is drawn; all of it can be changed by numbers beside' },
  image ? s('image', { href: image.url, x: 0, y: -image.width * image.ratio, width: image.width,
    height: image.width * image.ratio, opacity: 0.6 }) : null,
  grid(x0, x1, y0, y1, unit), s('polygon', { points: flat(floorOf().outline), class: 'outline', 'stroke-width': unit * 0.8 }),
  plan.zones.filter((zone) => zone.floor === floorOf().id).map((zone) => [
    s('g', { class: `zone ${zone.kind === 'outside' ? 'outside' : 'level-1'}` },
      s('polygon', { points: flat(zone.outline), 'stroke-width': unit * 0.4, 'fill-opacity': 0.6 }),
      s('text', { x: mean(zone.outline, 0), y: -mean(zone.outline, 1), 'font-size': unit * 3, class: 'name' }, zone.id)),
    handles(zone.outline, unit)]),
  handles(floorOf().outline, unit),
  plan.sensors.filter((sensor) => sensor.floor === floorOf().id).map((sensor) => s('g', {
    class: 'sensor calm', transform: `translate(${sensor.x} ${-sensor.y}) scale(${unit})` },
  handle(s('circle', { r: 2 }), (x, y) => { [sensor.x, sensor.y] = [x, y]; }),
  s('text', { y: 4.6, 'font-size': 2.2, class: 'name' }, sensor.id))),
  corners.length ? s('polyline', { points: flat(corners), class: 'rubber', 'stroke-width': unit * 0.6 }) : null,
  corners.map(([x, y]) => s('circle', { cx: x, cy: -y, r: unit, class: 'corner' })));
  let held;
  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(canvas.getScreenCTM().inverse());
    return [snap(point.x), snap(-point.y)];
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (tool === 'move') {
      held = event.target.moves;
      if (held) canvas.setPointerCapture(event.pointerId);
      return;
    }
    const [x, y] = place(event);
    if (tool === 'sensor') addSensor(x, y);
    else if (corners.length > 2 && corners[0][0] === x && corners[0][1] === y) return close(redraw);
    else corners.push([x, y]);
    redraw();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!held) return;
    const [x, y] = place(event);
    held(x, y);
    event.preventDefault();
  });
  canvas.addEventListener('pointerup', () => { if (held) { held = undefined; redraw(); } });
  return canvas;
}

const flat = (outline) => outline.map(([x, y]) => `${x},${-y}`).join(' ');
const mean = (outline, axis) => outline.reduce((sum, corner) => sum + corner[axis], 0) / outline.length;

function handle(element, moves) {
  element.moves = moves;
  return element;
}

const handles = (outline, unit) => outline.map((corner) => {
  const dot = s('circle', { cx: corner[0], cy: -corner[1], r: unit, class: 'corner' });
  return handle(dot, (x, y) => {
    [corner[0], corner[1]] = [x, y];
    dot.setAttribute('cx', x);
    dot.setAttribute('cy', -y);
  });
});

function grid(x0, x1, y0, y1, unit) {
  const lines = [];
  const pace = x1 - x0 > 120 || y1 - y0 > 120 ? 10 : x1 - x0 > 40 ? 5 : 1;
  const line = (a, b, c, d) => lines.push(s('line', { x1: a, y1: -b, x2: c, y2: -d, class: 'grid', 'stroke-width': unit * 0.15 }));
  for (let x = Math.ceil(x0 / pace) * pace; x <= x1; x += pace) line(x, y0, x, y1);
  for (let y = Math.ceil(y0 / pace) * pace; y <= y1; y += pace) line(x0, y, x1, y);
  return lines;
}

function close(redraw) {
  if (tool === 'outline') floorOf().outline = corners;
  else plan.zones.push({ id: unused('zone', plan.zones), floor: floorOf().id, outline: corners, kind: 'inside' });
  corners = [];
  tool = 'move';
  redraw();
}

function addSensor(x, y) {
  const roles = plan.sensors.length ? ['sensor'] : ['sensor', 'locator'];
  plan.sensors.push({ id: unused('sensor', plan.sensors), floor: floorOf().id, x, y, heightMetres: 2.5, roles });
}

function unused(word, list) {
  let index = list.length + 1;
  while (list.some(({ id }) => id === `${word}-${index}`)) index += 1;
  return `${word}-${index}`;
}

/** A labelled field that writes what is typed into a place of the plan. */
function field(key, label, value, type, write, redraw, more = {}) {
  return h('label', null, h('span', null, label), h('input', { ...more, type, value, 'data-key': key,
    step: type === 'number' ? more.step ?? 0.5 : null,
    onchange: ({ target }) => {
      const next = type === 'number' ? target.valueAsNumber : target.value.trim();
      if (!(type === 'number' && Number.isNaN(next)) && write(next) !== false) redraw();
      else target.value = value;
    } }));
}

const cornersText = (outline) => outline.map((corner) => corner.join(' ')).join(', ');
/** `0 0, 20 0, 20 12` → corners; undefined for anything else. */
function readCorners(text) {
  const list = text.split(',').map((pair) => pair.trim().split(/\s+/).map(Number));
  return list.length > 2 && list.every((pair) => pair.length === 2 && pair.every(Number.isFinite)) ? list : undefined;
}

function outlineField(key, owner, redraw) {
  return field(key, 'Corners, x y in metres', cornersText(owner.outline), 'text', (text) => {
    const outline = readCorners(text);
    if (!outline) return false;
    owner.outline = outline;
    return true;
  }, redraw);
}

function panels(redraw) {
  const remove = (list, item, key) => h('button', { type: 'button', class: 'quiet', 'data-key': key,
    'aria-label': `Remove ${item.id}`, onclick: () => { list.splice(list.indexOf(item), 1); redraw(); } }, 'Remove');
  const here = (item) => item.floor === floorOf().id;
  return [
    h('fieldset', null, h('legend', null, 'Site'),
      field('site', 'Name', plan.site, 'text', (text) => { plan.site = text; }, redraw),
      field('version', 'Version', plan.version, 'number', (value) => { plan.version = value; }, redraw, { min: 1, step: 1 }),
      field('zone', 'Time zone', plan.timeZone, 'text', (text) => { plan.timeZone = text; }, redraw)),
    h('fieldset', null, h('legend', null, `Floor ${floorOf().id}`),
      field('floor', 'Name', floorOf().id, 'text', (text) => rename(text), redraw),
      outlineField('outline', floorOf(), redraw)),
    plan.zones.filter(here).map((zone) => h('fieldset', null, h('legend', null, `Zone ${zone.id}`),
      field(`z-${plan.zones.indexOf(zone)}`, 'Name', zone.id, 'text', (text) => { zone.id = text; }, redraw),
      h('label', null, h('span', null, 'Where it lies'), h('select', { 'data-key': `k-${plan.zones.indexOf(zone)}`,
        onchange: (event) => { zone.kind = event.target.value; redraw(); } },
      ['inside', 'outside'].map((kind) => h('option', { value: kind, selected: zone.kind === kind }, kind)))),
      outlineField(`o-${plan.zones.indexOf(zone)}`, zone, redraw),
      remove(plan.zones, zone, `r-${plan.zones.indexOf(zone)}`))),
    plan.sensors.filter(here).map((sensor) => {
      const index = plan.sensors.indexOf(sensor);
      return h('fieldset', null, h('legend', null, `Sensor ${sensor.id}`),
        field(`s-${index}`, 'Name', sensor.id, 'text', (text) => { sensor.id = text; }, redraw),
        field(`x-${index}`, 'x (m)', sensor.x, 'number', (value) => { sensor.x = value; }, redraw),
        field(`y-${index}`, 'y (m)', sensor.y, 'number', (value) => { sensor.y = value; }, redraw),
        field(`h-${index}`, 'Height (m)', sensor.heightMetres, 'number', (value) => { sensor.heightMetres = value; }, redraw),
        h('label', { class: 'check' }, h('input', { type: 'checkbox', 'data-key': `l-${index}`,
          checked: sensor.roles?.includes('locator'), onchange: (event) => {
            sensor.roles = event.target.checked ? ['sensor', 'locator'] : ['sensor']; } }), ' may be the locator'),
        remove(plan.sensors, sensor, `q-${index}`));
    }),
    h('div', { class: 'bar' },
      h('button', { type: 'button', class: 'quiet', 'data-key': 'new-zone', onclick: () => {
        plan.zones.push({ id: unused('zone', plan.zones), floor: floorOf().id, kind: 'inside',
          outline: structuredClone(floorOf().outline) });
        redraw();
      } }, 'Add a zone'),
      h('button', { type: 'button', class: 'quiet', 'data-key': 'new-sensor', onclick: () => {
        addSensor(snap(mean(floorOf().outline, 0)), snap(mean(floorOf().outline, 1)));
        redraw();
      } }, 'Add a sensor')),
  ];
}

function rename(text) {
  const old = floorOf().id;
  for (const item of [...plan.zones, ...plan.sensors]) if (item.floor === old) item.floor = text;
  floorOf().id = text;
}

const written = () => `${JSON.stringify(plan, null, 1)}\n`;

function outlet(redraw) {
  const check = async () => {
    const answer = await fetch('/plan/check', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: written() }).catch(() => null);
    if (!answer?.ok) told = [h('p', { class: 'wrong' }, 'The dashboard does not answer.')];
    else {
      const problems = await answer.json();
      told = problems.length ? [h('p', { class: 'wrong' }, `${problems.length} to mend:`), h('ul', { class: 'alerts' },
        problems.map(({ path, message }) => h('li', null, h('code', null, path), ` ${message}`)))]
        : [h('p', { class: 'told' }, 'Right: footfall check would take it.')];
    }
    redraw();
    return told;
  };
  const save = async () => {
    await check();
    const url = URL.createObjectURL(new Blob([written()], { type: 'application/json' }));
    h('a', { href: url, download: 'site.json' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };
  return h('div', { class: 'bar' }, h('button', { type: 'button', onclick: check }, 'Check'),
    h('button', { type: 'button', id: 'save', onclick: save }, 'Save the site document'),
    h('button', { type: 'button', class: 'quiet', onclick: () => { begin(); told = []; redraw(); } }, 'Start again'));
}

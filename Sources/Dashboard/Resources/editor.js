// The plan editor: outline, zones and sensors over an image, by pointer or by numbers; the site document comes out.
import { board } from './board.js';
import { canvas } from './canvas.js';
import { fill, h } from './draw.js';
import { addFloor, begin, close, draft, floorOf, isTouched, keep, lay, open, startAgain, written } from './draft.js';
import { button, forms } from './forms.js';

/** What was said of the plan last. */
let told = [];

export function view(main) {
  const [tools, place, numbers] = [h('div'), h('div', { class: 'canvas' }), h('div', { class: 'forms' })];
  const verdict = h('div', { role: 'status' });
  if (!draft.plan || !isTouched()) begin();
  const paint = () => {
    fill(tools, toolbar(redraw));
    fill(place, canvas(redraw));
    fill(numbers, forms(redraw));
    fill(verdict, told);
  };
  const redraw = () => { keep(); paint(); };
  main.append(h('h1', null, 'Plan editor'),
    h('p', { class: 'note' }, 'Draw over a photograph or a drawing of the floor; all measures are metres, to the half. Nothing '
      + 'leaves this page but the document that you save: have it checked here, sign and push it with ',
      h('code', null, 'footfall fleet'), '.'),
    tools, h('div', { class: 'split wide' }, place, h('div', null, numbers, outlet(redraw), verdict)));
  paint();
  let known = Boolean(board.plan);
  return {
    draw() {
      // The site's plan came after this view was opened, and nobody has begun to draw.
      if (!board.plan || known) return;
      known = true;
      if (!isTouched()) { begin(); paint(); }
    },
  };
}

const tools = {
  move: ['Move', 'Drag a corner or a sensor.'],
  outline: ['Draw outline', 'Tap the corners of the floor one after the other, then close the outline.'],
  zone: ['Draw zone', 'Tap the corners of the zone one after the other, then close the outline.'],
  sensor: ['Place sensor', 'Tap where a sensor hangs.'],
};

function toolbar(redraw) {
  const { plan, level, tool, corners } = draft;
  const change = (values) => { Object.assign(draft, values); redraw(); };
  return [
    h('fieldset', { class: 'choice' }, h('legend', null, 'Tool'), Object.entries(tools).map(([name, [label]]) =>
      h('label', null, h('input', { type: 'radio', name: 'tool', 'data-key': `tool-${name}`, checked: tool === name,
        onchange: () => change({ tool: name, corners: [] }) }), h('span', null, label)))),
    h('div', { class: 'bar' }, h('span', { class: 'note', role: 'status' }, tools[tool][1]),
      corners.length ? button('undo', 'Take the last corner back', () => change({ corners: corners.slice(0, -1) })) : null,
      corners.length > 2 ? h('button', { type: 'button', 'data-key': 'close', onclick: () => { close(); redraw(); } },
        'Close the outline') : null),
    h('div', { class: 'bar' },
      h('label', null, 'Floor ', h('select', { 'data-key': 'level',
        onchange: ({ target }) => change({ level: target.selectedIndex, corners: [] }) },
      plan.floors.map(({ id }, index) => h('option', { selected: index === level }, id)))),
      button('add-floor', 'Add a floor', () => { addFloor(); redraw(); }),
      imageOf(redraw)),
  ];
}

function imageOf(redraw) {
  const image = draft.images.get(floorOf());
  if (!image) return picker('image', 'Image under the floor ', 'image/*', (file) => load(file, redraw));
  return [
    h('label', null, `${image.name} is wide (m) `, h('input', { type: 'number', min: 1, max: 1000, step: 0.5, value: image.width,
      'data-key': 'width', onchange: ({ target }) => { image.width = target.valueAsNumber || image.width; redraw(); } })),
    button('no-image', 'Remove the image', () => {
      URL.revokeObjectURL(image.url);
      draft.images.delete(floorOf());
      redraw();
    }),
  ];
}

const picker = (key, text, accept, take) => h('label', null, text, h('input', { type: 'file', accept, 'data-key': key,
  onchange: ({ target }) => { if (target.files.length) take(target.files[0]); } }));

function load(file, redraw) {
  const url = URL.createObjectURL(file);
  const picture = new Image();
  picture.onload = () => { told = []; lay({ url, name: file.name, ratio: picture.height / picture.width }); redraw(); };
  picture.onerror = () => {
    URL.revokeObjectURL(url);
    told = [h('p', { class: 'wrong' }, `${file.name} is no image that this browser shows.`)];
    redraw();
  };
  picture.src = url;
}

function outlet(redraw) {
  const check = async () => {
    const answer = await fetch('/plan/check', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: written() }).catch(() => null);
    const problems = answer?.ok ? await answer.json() : null;
    told = !problems ? [h('p', { class: 'wrong' }, 'The dashboard does not answer.')]
      : problems.length ? [h('p', { class: 'wrong' }, `${problems.length} to mend:`), h('ul', { class: 'alerts' },
        problems.map(({ path, message }) => h('li', null, h('code', null, path), ` ${message}`)))]
        : [h('p', { class: 'told' }, 'Right: footfall check would take it.')];
    redraw();
  };
  const save = async () => {
    await check();
    const url = URL.createObjectURL(new Blob([written()], { type: 'application/json' }));
    h('a', { href: url, download: 'site.json' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };
  const reopen = async (file) => {
    told = open(await file.text()) ? [h('p', { class: 'told' }, `${file.name} is open.`)] : [h('p', { class: 'wrong' },
      `${file.name} is no site document in JSON (footfall check tells what is wrong with it; YAML is not read here).`)];
    redraw();
  };
  return h('div', { class: 'bar' }, h('button', { type: 'button', onclick: check }, 'Check'),
    h('button', { type: 'button', id: 'save', onclick: save }, 'Save the site document'),
    button('again', 'Start again', () => { told = []; startAgain(); redraw(); }),
    picker('open', 'Go on with a saved one ', 'application/json,.json', reopen));
}

// The same floor in numbers: all that the pointer does is done here by keyboard.
import { h } from './draw.js';
import { addSensor, addZone, draft, floorOf, isOutline, removeFloor, renameFloor } from './draft.js';

export function forms(redraw) {
  const { plan } = draft;
  const here = (list) => list.map((item, index) => [item, index]).filter(([item]) => item.floor === floorOf().id);
  return [
    h('fieldset', null, h('legend', null, 'Site'),
      field('site', 'Name', plan.site, 'text', (text) => { plan.site = text; }, redraw),
      field('version', 'Version', plan.version, 'number', (value) => { plan.version = value; }, redraw, { min: 1, step: 1 }),
      field('zone', 'Time zone', plan.timeZone, 'text', (text) => { plan.timeZone = text; }, redraw)),
    h('fieldset', null, h('legend', null, `Floor ${floorOf().id}`),
      field('floor', 'Name', floorOf().id, 'text', renameFloor, redraw),
      plan.floors.length > 1 ? button('remove-floor', 'Remove this floor', () => { removeFloor(); redraw(); }) : null,
      outlineField('outline', floorOf(), redraw)),
    here(plan.zones).map(([zone, index]) => h('fieldset', null, h('legend', null, `Zone ${zone.id}`),
      field(`z-${index}`, 'Name', zone.id, 'text', (text) => { zone.id = text; }, redraw),
      h('label', null, h('span', null, 'Where it lies'), h('select', { 'data-key': `k-${index}`,
        onchange: (event) => { zone.kind = event.target.value; redraw(); } },
      ['inside', 'outside'].map((kind) => h('option', { value: kind, selected: zone.kind === kind }, kind)))),
      outlineField(`o-${index}`, zone, redraw), remove(plan.zones, index, `r-${index}`, redraw))),
    here(plan.sensors).map(([sensor, index]) => h('fieldset', null, h('legend', null, `Sensor ${sensor.id}`),
      field(`s-${index}`, 'Name', sensor.id, 'text', (text) => { sensor.id = text; }, redraw),
      field(`h-${index}`, 'Height (m)', sensor.heightMetres, 'number', (value) => { sensor.heightMetres = value; }, redraw),
      field(`x-${index}`, 'x (m)', sensor.x, 'number', (value) => { sensor.x = value; }, redraw),
      field(`y-${index}`, 'y (m)', sensor.y, 'number', (value) => { sensor.y = value; }, redraw),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', 'data-key': `l-${index}`,
        checked: sensor.roles?.includes('locator'), onchange: (event) => {
          sensor.roles = event.target.checked ? ['sensor', 'locator'] : ['sensor'];
          redraw();
        } }), ' may be the locator'),
      remove(plan.sensors, index, `q-${index}`, redraw))),
    h('div', { class: 'bar' }, button('new-zone', 'Add a zone', () => { addZone(); redraw(); }),
      button('new-sensor', 'Add a sensor', () => { addSensor(); redraw(); })),
  ];
}

export const button = (key, text, onclick, more = {}) =>
  h('button', { type: 'button', class: 'quiet', 'data-key': key, onclick, ...more }, text);

const remove = (list, index, key, redraw) =>
  button(key, 'Remove', () => { list.splice(index, 1); redraw(); }, { 'aria-label': `Remove ${list[index].id}` });

/** A labelled field that writes what is typed into a place of the plan. */
function field(key, label, value, type, write, redraw, { wide, ...more } = {}) {
  return h('label', { class: wide ? 'wide' : null }, h('span', null, label), h('input', { ...more, type, value, 'data-key': key,
    step: type === 'number' ? more.step ?? 0.5 : null,
    onchange: ({ target }) => {
      const next = type === 'number' ? target.valueAsNumber : target.value.trim();
      if (!(type === 'number' && Number.isNaN(next)) && write(next) !== false) redraw();
      else target.value = value;
    } }));
}

function outlineField(key, owner, redraw) {
  const text = owner.outline.map((corner) => corner.join(' ')).join(', ');
  return field(key, 'Corners, x y in metres', text, 'text', (next) => {
    // 0 0, 20 0, 20 12
    const outline = next.split(',').map((pair) => pair.trim().split(/\s+/).map(Number));
    if (!isOutline(outline)) return false;
    owner.outline = outline;
    return true;
  }, redraw, { wide: true });
}

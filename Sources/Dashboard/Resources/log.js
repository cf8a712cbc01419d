// What happened, newest first.
import { board } from './board.js';
import { badge, dateTime, fill, h } from './draw.js';

const kinds = { level: 'Crowding', visit: 'Visits', offer: 'Offers', sensor: 'Sensors', alert: 'Alerts',
  configuration: 'Configuration', counter: 'Counts' };
const hidden = new Set();

export function view(main) {
  const list = h('ol', { class: 'log plain' });
  const draw = () => {
    const lines = board.log.filter(({ kind }) => !hidden.has(kind)).reverse();
    fill(list, lines.length ? lines.map(({ at, kind, about, text }) => h('li', null,
      h('time', { datetime: at }, dateTime(at)), badge(kind === 'alert' ? 'warn' : 'calm', kinds[kind] ?? kind),
      h('span', null, h('strong', null, about), ` ${text}`))) : h('li', { class: 'note' }, 'Nothing has happened yet.'));
  };
  main.append(h('h1', null, 'Log'),
    h('fieldset', { class: 'choice' }, h('legend', null, 'Show'), Object.entries(kinds).map(([kind, label]) => h('label', null,
      h('input', { type: 'checkbox', checked: !hidden.has(kind), onchange: (event) => {
        if (event.target.checked) hidden.delete(kind); else hidden.add(kind);
        draw();
      } }), h('span', null, label)))),
    h('div', { role: 'log', 'aria-label': 'Events', tabindex: '0' }, list));
  return { draw };
}

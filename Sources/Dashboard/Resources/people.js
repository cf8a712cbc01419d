// How devices become people, and counting by hand to teach it.
import { board, zoneNames } from './board.js';
import { badge, duration, fill, h, number, table, time } from './draw.js';

export function view(main) {
  const state = h('div');
  const past = h('div');
  main.append(h('h1', null, 'Calibrate'),
    h('p', { class: 'note' }, 'Phones are heard, people are meant. Count by hand now and then, best each quarter of an hour '
      + 'over two usual days: Footfall learns how many people stand behind the devices it hears.'),
    h('div', { class: 'split' }, h('div', null, form()), h('div', null, state, past)));
  return { draw() { fill(state, calibrations()); fill(past, counted()); } };
}

let [came, went] = [0, 0];

function form() {
  const told = h('p', { role: 'status', class: 'told' });
  const present = h('input', { id: 'present', type: 'number', min: 0, max: 100000, inputmode: 'numeric', required: true });
  const shown = [h('output', { for: 'came' }, String(came)), h('output', { for: 'went' }, String(went))];
  const show = () => shown.forEach((output, index) => { output.textContent = [came, went][index]; });
  const send = async (reading) => {
    told.textContent = 'sending …';
    const answer = await fetch('/tally', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(reading) }).catch(() => null);
    told.textContent = answer?.ok ? 'Sent. Thank you.' : `Not sent: ${answer ? await answer.text() : 'the dashboard is away'}`;
    told.className = answer?.ok ? 'told' : 'told wrong';
    return answer?.ok;
  };
  const closed = board.counter ? null
    : h('p', { class: 'note' }, 'Nobody may count at this dashboard until it is started with ', h('code', null, '--counter'), '.');
  return [
    h('form', { class: 'card', onsubmit: async (event) => {
      event.preventDefault();
      if (await send({ occupancy: present.valueAsNumber })) present.value = '';
    } },
    h('h2', null, 'How many are there now?'), closed,
    h('label', { for: 'present' }, 'People in the whole site'), present,
    h('button', { type: 'submit' }, 'Send this count')),
    h('form', { class: 'card', onsubmit: async (event) => {
      event.preventDefault();
      const [sentIn, sentOut] = [came, went];
      if (!await send({ in: sentIn, out: sentOut })) return;
      came -= sentIn;
      went -= sentOut;
      show();
    } },
    h('h2', null, 'Or count at the door'),
    h('div', { class: 'tally' },
      h('button', { type: 'button', id: 'came', class: 'huge', onclick: () => { came += 1; show(); } }, 'In ', shown[0]),
      h('button', { type: 'button', id: 'went', class: 'huge', onclick: () => { went += 1; show(); } }, 'Out ', shown[1])),
    h('div', { class: 'bar' }, h('button', { type: 'submit' }, 'Send since last time'),
      h('button', { type: 'reset', class: 'quiet', onclick: () => { [came, went] = [0, 0]; show(); } }, 'Start again'))),
    told,
  ];
}

function calibrations() {
  return table('Devices and people', ['Zone', 'Devices', 'People', 'People per device'],
    zoneNames().map((name) => {
      const value = board.zones.get(name)?.occupancy?.value;
      return [name, figure(value?.devices, value), figure(value?.people, value), learnt(value?.calibration)];
    }));
}

const figure = (estimate, value) => (estimate
  ? [number(estimate.estimate), h('small', { class: 'line' }, `${number(estimate.low)} to ${number(estimate.high)}`)]
  : value?.suppressed ? `withheld (<${value.below})` : '–');

function learnt({ state, factor, uncertainty, ageSeconds } = {}) {
  if (state !== 'counter') return [badge('warn', 'not yet learnt'), h('small', { class: 'line' }, 'a usual share is assumed')];
  const decimals = (value) => (typeof value === 'number' ? value.toFixed(2) : '–');
  return [`${decimals(factor)}\u00a0±\u00a0${decimals(uncertainty)}`,
    h('small', { class: 'line' }, `learnt ${duration(ageSeconds)} ago`)];
}

function counted() {
  const lines = board.log.filter(({ kind }) => kind === 'counter').slice(-8).reverse();
  return [h('h2', null, 'Last counts'),
    lines.length ? h('ul', { class: 'plain' }, lines.map(({ at, about, text }) => h('li', null,
      h('time', { datetime: at }, time(at)), ` ${about}: ${text}`))) : h('p', { class: 'note' }, 'None has come yet.')];
}

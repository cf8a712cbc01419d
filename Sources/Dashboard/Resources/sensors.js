// How each sensor does, and what became of configurations.
import { ageSeconds, alertsOf, board, sensorNames, sensorState } from './board.js';
import { badge, bytes, dateTime, duration, facts, fill, h, number, objects, table } from './draw.js';

export function view(main) {
  const cards = h('ul', { class: 'cards' });
  main.append(h('h1', null, 'Sensors'), cards);
  return {
    draw() {
      const rank = { bad: 0, warn: 1, calm: 2, good: 3 };
      const names = sensorNames().sort((one, other) => rank[sensorState(one).kind] - rank[sensorState(other).kind]);
      fill(cards, names.length ? names.map(card) : h('li', { class: 'note' }, 'No sensor has been heard of yet.'));
    },
  };
}

function card(name) {
  const { info, health } = board.sensors.get(name) ?? {};
  const { word, kind, why } = sensorState(name);
  const alerts = alertsOf(name);
  return h('li', { class: `card sensor-card ${kind}`, 'data-sensor': name },
    h('h2', null, name, ' ', badge(kind, word)),
    alerts.length ? h('ul', { class: 'alerts' }, alerts.map(({ alert, since, message }) => h('li', null,
      h('strong', null, alert), ` since ${dateTime(since)}: ${message}`))) : why ? h('p', null, why) : null,
    health ? figures(name, health) : h('p', { class: 'note' }, 'No health report since this dashboard began to listen.'),
    info ? h('p', { class: 'note' }, `Footfall ${info.value.version ?? ''}`,
      objects(info.value.radios).map((radio) => `; ${radio.interface}${radio.driver ? `, ${radio.driver}` : ''}${
        radio.verdict ? `, ${radio.verdict}` : ''}${radio.reason ? ` (${radio.reason})` : ''}`)) : null);
}

function figures(name, leaf) {
  const value = leaf.value;
  const dropped = Object.values(value.outbox?.dropped ?? {}).reduce((sum, count) => sum + count, 0);
  return [
    objects(value.radios).map((radio) => radioOf(name, radio)),
    facts([
      ['reported', `${duration(ageSeconds(leaf))} ago`], ['running for', duration(value.uptimeSeconds)],
      ['memory', bytes(value.residentBytes)],
      ['processor', value.uptimeSeconds > 0 ? `${number((100 * value.processorSeconds) / value.uptimeSeconds)} %` : '–'],
      ['clock', value.clock?.quality ?? '–'], ['waiting messages', number(value.outbox?.depth)],
      ['dropped messages', number(dropped)],
    ]),
  ];
}

function radioOf(name, radio) {
  const rates = board.rates.get(name);
  const rate = rates?.get(radio.interface);
  const channels = objects(radio.channels).sort((one, other) => one.frequencyMegahertz - other.frequencyMegahertz);
  const most = Math.max(1, ...channels.map((channel) => channel.probeRequests));
  return [
    h('h3', null, radio.interface, ' ', hearing(radio.lastFrameAgeSeconds)),
    facts([
      [rate === undefined ? 'frames in all' : 'frames', rate === undefined ? number(radio.frames) : `${number(rate)} per second`],
      ['listening on', channelName(radio.effectiveFrequencyMegahertz ?? radio.requestedFrequencyMegahertz)],
      ['noise', typeof radio.noiseDBm === 'number' ? `${radio.noiseDBm} dBm` : 'not told'],
      ['dropped by the kernel', number(radio.kernelDrops)], ['without a level', number(radio.withoutLevel)],
      ['damaged frames', number((radio.badFrameChecks ?? 0) + (radio.malformed ?? 0))],
    ]),
    channels.length ? table(`Channels of ${radio.interface} at ${name}`, ['Channel', 'Probe requests', 'Per second'],
      channels.map((channel) => [channelName(channel.frequencyMegahertz),
        [h('meter', { min: 0, max: most, value: channel.probeRequests, 'aria-label': 'share' }), ` ${number(channel.probeRequests)}`],
        number(rates?.get(`${radio.interface} ${channel.frequencyMegahertz}`))])) : null,
  ];
}

/** What the radio heard last, as of the report. */
function hearing(age) {
  if (typeof age !== 'number') return badge('calm', 'nothing heard yet');
  return age < 60 ? badge('good', 'hears phones') : badge(age > 300 ? 'warn' : 'calm', `heard nothing for ${duration(age)}`);
}

/** Source: IEEE 802.11-2020 §15.4.4.3, §17.3.8.4.2; 802.11ax-2021 §27.3.23.2. */
function channelName(megahertz) {
  if (typeof megahertz !== 'number') return 'not told';
  if (megahertz === 2484) return '14 (2.4 GHz)';
  if (megahertz < 2484) return `${(megahertz - 2407) / 5} (2.4 GHz)`;
  if (megahertz < 5950) return `${(megahertz - 5000) / 5} (5 GHz)`;
  return `${(megahertz - 5950) / 5} (6 GHz)`;
}

export function configuration(main) {
  const body = h('div');
  main.append(h('h1', null, 'Configuration'), body);
  return { draw: () => fill(body, site(), boxes()) };
}

const kinds = { applied: 'good', rejected: 'bad', 'rolled-back': 'warn' };

function site() {
  const value = board.reported?.value;
  const plan = board.plan;
  return h('section', { class: 'card' }, h('h2', null, `The site ${board.site}`),
    value ? [h('p', null, badge(kinds[value.status] ?? 'calm', value.status), ' ',
      value.inForce?.version ? `version ${value.inForce.version} is in force` : 'the boxes run by their own files',
      value.pending ? `; version ${value.pending.version} is ${value.pending.state}` : '',
      ` (told ${dateTime(value.at)})`), problems(value)]
      : h('p', { class: 'note' }, 'No locator has reported what it runs by.'),
    plan ? h('p', null, `Site document: version ${plan.version}, ${count(plan.floors, 'floor')}, ${count(plan.zones, 'zone')}, ${
      count(plan.sensors, 'sensor')}, ${plan.timeZone}.`) : h('p', { class: 'note' }, 'No site document is known.'));
}

const problems = ({ problems: list }) => (objects(list).length ? h('ul', { class: 'alerts' }, objects(list).map(({ path, message }) =>
  h('li', null, path ? h('code', null, path) : null, ` ${message}`))) : null);

const count = ({ length }, word) => `${length} ${word}${length === 1 ? '' : 's'}`;

function boxes() {
  const troubled = sensorNames().filter((name) => problemsOf(name).length);
  return h('section', { class: 'card' }, h('h2', null, 'The boxes'),
    troubled.map((name) => h('div', null, h('h3', null, `What ${name} found wrong`),
      problems({ problems: problemsOf(name) }))),
    table('Configuration of each sensor', ['Sensor', 'Status', 'In force', 'Of the site', 'Fingerprint'],
      sensorNames().map((name) => {
        const { reported, info } = board.sensors.get(name) ?? {};
        const value = reported?.value;
        const word = value?.status;
        return [name, word ? badge(kinds[word] ?? 'calm', word) : badge('calm', 'not told'),
          value ? version(value.inForce?.version) + pending(value) : '–',
          value?.site ? version(value.site.inForce?.version) + pending(value.site) : '–',
          h('code', null, String(info?.value?.configuration?.hash ?? '–').slice(0, 12))];
      })));
}

function problemsOf(name) {
  const value = board.sensors.get(name)?.reported?.value;
  return [...objects(value?.problems), ...objects(value?.site?.problems)];
}

const version = (number) => (number ? String(number) : 'own file');
const pending = ({ pending: next }) => (next ? `, ${next.version} ${next.state}` : '');

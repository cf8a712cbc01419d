// What the server has told of the site: a tree that its events change, and what follows from it.
import { duration, number, objects, setTimeZone } from './draw.js';

const listeners = new Set();
let offset = 0;
let retry;

export const board = {
  site: '', counter: null, broker: { online: false }, plan: null, flow: null, reported: null,
  zones: new Map(), sensors: new Map(), log: [], consented: {}, rates: new Map(),
  /** Whether the server answers this page. */
  live: false,
};

/** Calls back after each change, with the first word of what has changed, until the answer is called. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
const changed = (what) => listeners.forEach((listener) => listener(what));

/** The server's time. */
export const now = () => Date.now() + offset;
export const ageSeconds = (leaf) => (leaf ? Math.max(0, (now() - Date.parse(leaf.heardAt)) / 1000) : Infinity);

export function connect() {
  const source = new EventSource('/events');
  source.addEventListener('board', (event) => {
    begin(JSON.parse(event.data));
    board.live = true;
    changed('all');
  });
  source.addEventListener('update', (event) => {
    const { path, value } = JSON.parse(event.data);
    change(path, value);
    changed(path[0]);
  });
  source.onerror = () => {
    board.live = false;
    changed('broker');
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(retry);
    retry = setTimeout(again, 4000);
  };
}

// The server refused the stream: it has no room, or wants a password again.
async function again() {
  try {
    const answer = await fetch('/', { redirect: 'manual' });
    if (answer.type === 'opaqueredirect') return location.assign('/login');
  } catch { /* it is away: the next try tells */ }
  connect();
}

function begin(tree) {
  offset = Date.parse(tree.now) - Date.now();
  Object.assign(board, tree);
  board.zones = new Map(Object.entries(tree.zones).map(([name, zone]) => [name, { ...zone, footfall: new Map(
    Object.entries(zone.footfall ?? {})) }]));
  board.sensors = new Map(Object.entries(tree.sensors).map(([name, channels]) => [name, channels]));
  setTimeZone(tree.plan?.timeZone);
}

function change([kind, name, channel, length], value) {
  if (kind === 'zones') {
    if (channel === undefined) return board.zones.delete(name);
    if (!board.zones.has(name)) board.zones.set(name, { occupancy: null, footfall: new Map() });
    const zone = board.zones.get(name);
    if (channel === 'occupancy') zone.occupancy = value;
    else if (length === undefined) zone.footfall.clear();
    else zone.footfall.set(length, value);
  } else if (kind === 'sensors') {
    if (channel === undefined) return board.sensors.delete(name);
    if (!board.sensors.has(name)) board.sensors.set(name, {});
    const sensor = board.sensors.get(name);
    if (channel === 'health' && value) measure(name, sensor.health, value);
    sensor[channel] = value;
  } else if (kind === 'log') {
    board.log.push(value);
    if (board.log.length > 200) board.log.shift();
  } else {
    board[kind] = value;
    if (kind === 'plan') setTimeZone(value?.timeZone);
  }
}

// Health tells sums since the start: what came in between two reports is the rate.
function measure(name, before, after) {
  const seconds = (Date.parse(after.value.at) - Date.parse(before?.value.at)) / 1000;
  if (!(seconds > 0)) return;
  const rates = new Map();
  for (const radio of objects(after.value.radios)) {
    const old = objects(before.value.radios).find((other) => other.interface === radio.interface);
    if (!old) continue;
    rates.set(radio.interface, Math.max(0, radio.frames - old.frames) / seconds);
    for (const channel of objects(radio.channels)) {
      const heard = objects(old.channels).find((other) => other.frequencyMegahertz === channel.frequencyMegahertz);
      rates.set(`${radio.interface} ${channel.frequencyMegahertz}`,
        Math.max(0, channel.probeRequests - (heard?.probeRequests ?? 0)) / seconds);
    }
  }
  board.rates.set(name, rates);
}

/** How a sensor does: a word, its kind of badge, and why. */
export function sensorState(name) {
  const sensor = board.sensors.get(name);
  const state = sensor?.status?.value?.state;
  if (!state) return { word: 'not heard of', kind: 'calm', why: 'It has never reported to this broker.' };
  if (state === 'stopped') return { word: 'stopped', kind: 'calm', why: 'It was stopped on purpose.' };
  if (state !== 'online') {
    return { word: 'lost', kind: 'bad',
      why: 'It went without a goodbye. Is it powered? Is its network there? Then look at its log.' };
  }
  const alerts = alertsOf(name);
  if (sensor.health && ageSeconds(sensor.health) > 150) {
    return { word: 'silent', kind: 'warn', why: 'It is connected but has not reported how it does for a while.' };
  }
  if (alerts.length) return { word: 'needs help', kind: 'warn', why: alerts.map((alert) => alert.message).join(' ') };
  return { word: 'online', kind: 'good', why: '' };
}

export const alertsOf = (name) => objects(board.sensors.get(name)?.alert?.value?.alerts);

/** How full a zone is, as it may be said: the figure, whether it may be relied on, and in which words. */
export function zoneState(name) {
  const leaf = board.zones.get(name)?.occupancy;
  if (!leaf) return { kind: 'unknown', figure: '?', text: 'nothing heard yet', short: 'not heard', note: '' };
  const { people, coverage, suppressed, below, calibration } = leaf.value;
  const age = ageSeconds(leaf);
  if (age > 200) {
    return { kind: 'stale', figure: '?', text: `last heard ${duration(age)} ago`, short: 'too old', note: 'too old to be of now' };
  }
  if (coverage === 'unknown') return { kind: 'unknown', figure: '?', text: 'no sensor hears it', short: 'not heard',
      note: 'not empty: unknown' };
  const note = coverage === 'degraded' ? 'may be too low'
    : calibration?.state === 'counter' ? 'calibrated' : 'not calibrated';
  if (!people) {
    const k = typeof below === 'number' ? below : null;
    return suppressed ? { kind: 'withheld', figure: k ? `<${k}` : '–', text: 'withheld: too few people', short: 'withheld', note,
      coverage }
      : { kind: 'unknown', figure: '?', text: 'no figure', short: 'no figure', note };
  }
  return { kind: 'known', figure: number(people.estimate), estimate: people.estimate, note, coverage,
    text: `${number(people.low)} to ${number(people.high)}` };
}
/** The zones inside, in the order of the plan, then those that only the broker knows. */
export function zoneNames() {
  const planned = board.plan?.zones?.filter((zone) => zone.kind !== 'outside').map((zone) => zone.id) ?? [];
  const heard = [...board.zones].filter(([, zone]) => zone.occupancy || zone.footfall.size).map(([name]) => name);
  return [...new Set([...planned, ...heard.sort()])];
}

export function sensorNames() {
  const planned = board.plan?.sensors?.map((sensor) => sensor.id) ?? [];
  return [...new Set([...planned, ...[...board.sensors.keys()].sort()])];
}

/** The estimate at which a zone is drawn as full: the greatest of now, and no small number. */
export function scale() {
  return Math.max(20, ...zoneNames().map((name) => zoneState(name).estimate ?? 0));
}

/** One of five steps of colour. */
export const step = (estimate) => Math.min(4, Math.floor((estimate / scale()) * 5));

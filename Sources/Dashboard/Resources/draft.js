// What is being drawn: a site document, and what the editor holds in its hands meanwhile.
import { board } from './board.js';
import { bounds, mean } from './geometry.js';

export const draft = {
  plan: undefined, level: 0, tool: 'move', corners: [],
  /** The image under each floor. */
  images: new WeakMap(),
};

/** The floor that is being drawn. */
export const floorOf = () => draft.plan.floors[draft.level];
export const written = () => `${JSON.stringify(draft.plan, null, 1)}\n`;
export const snap = (value) => Math.round(value * 2) / 2;

// What was begun outlives a reload of the page: phones throw pages away.
const place = 'plan';
let begun;

/** What was begun before; or the plan of the site as it is, a version further; or an empty one. */
export function begin() {
  const kept = sessionStorage.getItem(place);
  if (kept) return take(JSON.parse(kept));
  take(board.plan ? { ...structuredClone(board.plan), version: board.plan.version + 1 } : fresh());
  begun = written();
}

function take(plan) {
  Object.assign(draft, { plan, level: 0, tool: 'move', corners: [] });
}

const fresh = () => ({ site: board.site || 'my-shop', version: 1,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
  floors: [{ id: 'ground', outline: [[0, 0], [20, 0], [20, 12], [0, 12]] }], zones: [], sensors: [] });

/** Whether somebody has begun to draw. */
export const isTouched = () => sessionStorage.getItem(place) !== null;

export function keep() {
  if (isTouched() || written() !== begun) sessionStorage.setItem(place, written());
}

export function startAgain() {
  sessionStorage.removeItem(place);
  begin();
}

/** Goes on with a document that was saved; answers whether it was one. */
export function open(text) {
  let plan;
  try { plan = JSON.parse(text); } catch { return false; }
  if (!isPlan(plan)) return false;
  take(plan);
  return true;
}

export const isOutline = (list) => Array.isArray(list) && list.length > 2
  && list.every((corner) => Array.isArray(corner) && corner.length === 2 && corner.every(Number.isFinite));
const isPlan = (value) => [value?.floors, value?.zones, value?.sensors].every((list) => Array.isArray(list) && list.every(Boolean))
  && value.floors.length > 0 && [...value.floors, ...value.zones].every(({ outline }) => isOutline(outline))
  && value.sensors.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));

export function addFloor() {
  draft.plan.floors.push({ ...structuredClone(floorOf()), id: unused('floor', draft.plan.floors), walls: [] });
  draft.level = draft.plan.floors.length - 1;
  draft.corners = [];
}

/** The floor goes, with its zones and sensors. */
export function removeFloor() {
  const { plan } = draft;
  const gone = floorOf();
  for (const part of ['zones', 'sensors']) plan[part] = plan[part].filter(({ floor }) => floor !== gone.id);
  plan.floors.splice(draft.level, 1);
  Object.assign(draft, { level: 0, corners: [] });
}

export function renameFloor(name) {
  const old = floorOf().id;
  for (const item of [...draft.plan.zones, ...draft.plan.sensors]) if (item.floor === old) item.floor = name;
  floorOf().id = name;
}

export function addZone(outline = structuredClone(floorOf().outline)) {
  draft.plan.zones.push({ id: unused('zone', draft.plan.zones), floor: floorOf().id, outline, kind: 'inside' });
}

export function addSensor(x = snap(mean(floorOf().outline, 0)), y = snap(mean(floorOf().outline, 1))) {
  const roles = draft.plan.sensors.length ? ['sensor'] : ['sensor', 'locator'];
  draft.plan.sensors.push({ id: unused('sensor', draft.plan.sensors), floor: floorOf().id, x, y, heightMetres: 2.5, roles });
}

/** The corners that were drawn become an outline. */
export function close() {
  if (draft.tool === 'outline') floorOf().outline = draft.corners;
  else addZone(draft.corners);
  Object.assign(draft, { corners: [], tool: 'move' });
}

/** Puts an image under the floor, as wide as that. */
export function lay({ url, name, ratio }) {
  const { x, y, width } = bounds(floorOf().outline);
  draft.images.set(floorOf(), { url, name, ratio, x, y, width });
}

function unused(word, list) {
  let index = list.length + 1;
  while (list.some(({ id }) => id === `${word}-${index}`)) index += 1;
  return `${word}-${index}`;
}

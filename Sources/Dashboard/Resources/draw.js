// Elements and words. Everything that a message says becomes text or an attribute, never markup.

const SVG = 'http://www.w3.org/2000/svg';

function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** An HTML element; `onclick` and the like are listeners, other attributes texts. */
export const h = (tag, attributes, ...children) => make(document.createElement(tag), attributes, children);

/** An SVG element. */
export const s = (tag, attributes, ...children) => make(document.createElementNS(SVG, tag), attributes, children);

/** Puts new children in place of the old, and leaves the focus where it was: on the element of the same data-key. */
export function fill(parent, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
export const number = (value) => (typeof value === 'number' ? numbers.format(value) : '–');

export function bytes(value) {
  return typeof value === 'number' ? `${numbers.format(value / 1048576)} MiB` : '–';
}

/** 45 s, 12 min, 3 h, 4 d */
export function duration(seconds) {
  if (typeof seconds !== 'number') return '–';
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${numbers.format(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

let zone;
/** Times are told in the site's time zone, as far as it is known. */
export function setTimeZone(name) {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

const formats = new Map();
export function time(date, options = { hour: '2-digit', minute: '2-digit', second: '2-digit' }) {
  const key = `${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }));
  const value = new Date(date);
  return Number.isNaN(value.getTime()) ? '–' : formats.get(key).format(value);
}

export const dateTime = (date) =>
  time(date, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** The objects in what ought to be a list of them: a broker may say anything. */
export const objects = (list) => (Array.isArray(list) ? list.filter((one) => one && typeof one === 'object') : []);

/** A table with a caption for those who do not see, and a header for each row. */
export function table(caption, heads, rows) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption, 'data-key': `t-${caption}` },
    h('table', null,
      h('caption', { class: 'hidden' }, caption),
      h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', null, rows.map(([first, ...rest]) =>
        h('tr', null, h('th', { scope: 'row' }, first), rest.map((cell) => h('td', null, cell)))))));
}

/** A short word on a coloured ground: good, warn, bad or calm. */
export const badge = (kind, text) => h('span', { class: `badge ${kind}` }, text);

/** Pairs of a term and what stands for it. */
export const facts = (pairs) =>
  h('dl', { class: 'facts' }, pairs.map(([term, value]) => h('div', null, h('dt', null, term), h('dd', null, value))));

/** How wide a drawing in `place` is to be, in units of which a letter takes the same everywhere. */
export function wide(place) {
  const letter = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return Math.round(Math.min(1100, Math.max(300, place.clientWidth / letter - 34)));
}

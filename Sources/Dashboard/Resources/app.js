// The frame of the page: which view is shown, how the connection is, and when a view is drawn again.
import { board, connect, listen, now } from './board.js';
import { duration } from './draw.js';
import * as editor from './editor.js';
import * as floor from './floor.js';
import * as flow from './flow.js';
import * as log from './log.js';
import * as people from './people.js';
import * as sensors from './sensors.js';
import * as trends from './trends.js';

const views = {
  floor: floor.view, trends: trends.view, flow: flow.view, people: people.view, sensors: sensors.view,
  configuration: sensors.configuration, log: log.view, editor: editor.view,
};
const main = document.getElementById('main');
const link = document.getElementById('link');
let shown;
let wanted = false;

function show() {
  const name = location.hash.slice(1).split('/')[0];
  if (name === 'main' && shown) return;
  const chosen = views[name] ? name : 'floor';
  for (const anchor of document.querySelectorAll('#views a')) {
    if (anchor.hash === `#${chosen}`) anchor.setAttribute('aria-current', 'page');
    else anchor.removeAttribute('aria-current');
  }
  shown?.leave?.();
  main.replaceChildren();
  main.className = chosen;
  shown = views[chosen](main, board);
  document.title = `${main.querySelector('h1')?.textContent ?? 'Footfall'} · ${board.site || 'Footfall'}`;
}

// Many messages in one moment are drawn once.
function draw() {
  wanted = false;
  document.getElementById('site').textContent = board.site || 'Footfall';
  tellLink();
  shown?.draw?.();
}

function tellLink() {
  const { online, since, reason, refusal } = board.broker;
  let text = 'live';
  let kind = 'good';
  if (!board.live) [text, kind] = ['this page has lost the dashboard', 'bad'];
  else if (!online) {
    const age = since ? `, ${duration((now() - Date.parse(since)) / 1000)} now` : '';
    [text, kind] = [`no broker${age}`, 'bad'];
  } else if (refusal) [text, kind] = ['live, but not all may be read', 'warn'];
  const title = (!online && reason) || refusal || '';
  if (link.textContent !== text) link.textContent = text;
  link.className = `link ${kind}`;
  link.title = title;
}

function request() {
  if (wanted) return;
  wanted = true;
  requestAnimationFrame(draw);
}

const theme = document.getElementById('theme');
function dress(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}
theme.value = localStorage.getItem('theme') ?? '';
dress(theme.value);
theme.addEventListener('change', () => {
  localStorage.setItem('theme', theme.value);
  dress(theme.value);
});

window.addEventListener('hashchange', () => { show(); request(); main.focus({ preventScroll: true }); });
window.addEventListener('resize', request);
listen(request);
// Ages grow though nothing is said.
setInterval(request, 10000);
show();
connect();

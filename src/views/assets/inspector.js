import { ActorSystem } from './actors.js';
import { make, need } from './elements.js';
import { EventList } from './event-list.js';
import { followFeed } from './feed.js';
import { showLink } from './link.js';
import { Refused, request } from './request.js';
import { TreeView } from './tree-view.js';

const system = new ActorSystem();
const tree = new TreeView(need('#tree', HTMLUListElement), showActor);
const list = new EventList(need('#events', HTMLOListElement), showEvent);
const machines = need('#machines', HTMLUListElement);
const filter = need('#filter', HTMLInputElement);
const calls = need('#calls', HTMLInputElement);
const pause = need('#pause', HTMLButtonElement);
const detail = need('#detail', HTMLElement);

const rateMs = 1_000;
let paused = false;
let scheduled = false;
let redrawAll = false;
let counted = 0;
/** @type {string | null} */
let selected = null;

/** However much arrives, the page is drawn once a frame, and not at all while nobody sees it. */
function schedule() {
  if (scheduled || paused) return;
  scheduled = true;
  requestAnimationFrame(draw);
}

function draw() {
  scheduled = false;
  if (paused) return;
  const changed = redrawAll ? null : system.takeChanged();
  redrawAll = false;
  tree.draw(system.actors, changed, calls.checked);
  list.add(system.takeFresh());
  if (changed?.size !== 0) drawMachines();
  applyFilter();
  if (selected !== null && (changed?.has(selected) ?? true)) showActor(selected);
  count('actors', system.count(calls.checked));
  count('events', system.events);
  count('dropped', system.dropped);
  need('#events-empty', HTMLElement).hidden = system.events > 0;
}

function applyFilter() {
  const words = filter.value.trim().toLowerCase();
  const any = tree.filter(words);
  need('#tree-empty', HTMLElement).hidden = any || !words;
}

function drawMachines() {
  machines.replaceChildren(
    ...[...system.census()].map(([name, states]) => {
      const item = make('li');
      item.append(make('b', '', name));
      for (const [state, { tone, count: actors }] of states) {
        const chip = make('span', 'state', actors > 1 ? `${state} × ${actors}` : state);
        chip.dataset['tone'] = tone;
        item.append(chip);
      }
      return item;
    }),
  );
}

/**
 * @param {string} name
 * @param {number} value
 */
function count(name, value) {
  const cell = need(`[data-counter=${name}]`, HTMLElement);
  const text = value.toLocaleString('en');
  if (cell.textContent !== text) cell.textContent = text;
  if (name === 'dropped' && cell.parentElement) cell.parentElement.hidden = value === 0;
}

/** @param {string} id */
function showActor(id) {
  selected = id;
  const actor = system.actors.get(id);
  if (actor) showDetail(`${actor.name} (${id})`, actor.snapshot);
  else showDetail(`${id} has ended`, null);
}

/** @param {import('./actors.js').Received} received */
function showEvent({ type, to, event }) {
  selected = null;
  showDetail(`${type} → ${to}`, event);
}

/**
 * @param {string} title
 * @param {unknown} value
 */
function showDetail(title, value) {
  need('[data-detail=title]', HTMLElement, detail).textContent = title;
  need('[data-detail=json]', HTMLElement, detail).textContent = JSON.stringify(value, null, 2);
  detail.hidden = false;
}

need('[data-detail=close]', HTMLButtonElement, detail).addEventListener('click', () => {
  selected = null;
  detail.hidden = true;
});
filter.addEventListener('input', () => {
  list.filter(filter.value.trim().toLowerCase());
  applyFilter();
});
calls.addEventListener('change', () => {
  redrawAll = true;
  schedule();
});
pause.addEventListener('click', () => {
  paused = !paused;
  pause.setAttribute('aria-pressed', String(paused));
  pause.textContent = paused ? 'Resume' : 'Pause';
  schedule();
});
setInterval(() => {
  if (!paused) count('rate', Math.round(((system.events - counted) * 1_000) / rateMs));
  counted = system.events;
}, rateMs);

async function dateActors() {
  try {
    system.date(await request('GET', '/actors'));
    schedule();
  } catch (error) {
    // Only the times of what has not moved since are then too late.
    if (!(error instanceof Refused)) throw error;
  }
}

followFeed({
  onState: showLink,
  onOpen: () => {
    system.reset();
    void dateActors();
  },
  onMessage: (message) => {
    system.take(message);
    schedule();
  },
});

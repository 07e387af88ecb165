import { Announcer } from './announcer.js';
import { Census } from './census.js';
import { Centre } from './centre.js';
import { DetailView } from './detail.js';
import { make } from './dom.js';
import { Notice } from './notice.js';
import { Painter } from './painter.js';
import { Panes } from './panes.js';
import { SequencePane } from './sequence-pane.js';
import { stateText } from './store.js';
import { clockText } from './time-text.js';
import { Toolbar } from './toolbar.js';
import { TreeView } from './tree.js';
import { Visit } from './visit.js';

/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {import('./picking.js').Pick | { passage: import('./store.js').Passage } | null} Picked */

const beatMs = 1_000;
/** Over so many beats the rate is the mean. */
const rateBeats = 5;
const linkWords = {
  live: '',
  lost: 'The connection is lost and is being made again. What is shown may be out of date.',
  out: 'You are signed out, so that nothing new is shown.',
};

/** The page as a whole: its parts, what each is told, and when each is drawn. */
export class Page {
  #visit;
  #toolbar;
  #panes;
  #notice = new Notice();
  #elsewhere;
  #unmatched = make('p', 'i-hint', 'No actor matches.');
  #announcer = new Announcer();
  #census;
  #tree;
  #centre;
  #sequence;
  #detail;
  #ask;
  /** Looked at more closely. @type {Picked} */
  #picked = null;
  /** The tree is drawn as a whole next time. */
  #isTreeOld = true;
  /** How many events there were at the latest beats, the oldest first. */
  #counted = [0];
  #rate = 0;
  #isLinked = true;

  /**
   * @param {HTMLElement} root
   * @param {{ api: string, story: string | null, stories: string, elsewhere: string }} options
   */
  constructor(root, { api, story, stories, elsewhere }) {
    const painter = new Painter();
    this.#ask = this.#paint(painter);
    const goOn = painter.part(0, () => this.#sequence.goOn());
    const visit = new Visit({ story, onMove: () => this.#moved() });
    this.#visit = visit;
    this.#toolbar = new Toolbar({
      onSearch: () => this.#askAll(true),
      onCalls: () => this.#redrawTree(),
      onPause: () => this.#pause(!visit.isPaused),
    });
    this.#panes = new Panes({ onView: (view) => visit.goToView(view) });
    const { actors, sequence, detail } = this.#panes;
    const onActor = (/** @type {Actor} */ actor) => visit.goToActor(actor);
    const onMachine = (/** @type {string} */ key) => visit.goToMachine(key);
    actors.append(make('h2', '', 'Machines'));
    this.#census = new Census(actors, { onMachine });
    actors.append(make('h2', '', 'Actors'));
    this.#tree = new TreeView(actors, { onSelect: onActor, onFold: () => this.#ask.tree(true) });
    this.#elsewhere = make('p', 'i-hint', elsewhere || 'No actor lives in this process.');
    actors.append(this.#elsewhere, this.#unmatched);
    this.#centre = new Centre(this.#panes, {
      visit,
      api,
      stories,
      onPick: (pick) => this.#pick(pick),
      onStep: () => this.#stepped(),
      onLost: (step) =>
        this.#notice.say('step', `Step ${step} is no longer kept; this is the end.`),
      onChange: () => this.#askAll(true),
    });
    this.#sequence = new SequencePane(sequence, {
      onPick: (passage) => this.#pick({ passage }),
      onActor: (id) => this.#goToId(id),
      onBehind: goOn,
    });
    this.#detail = new DetailView(detail, {
      onActor,
      onMachine,
      onState: (state) => this.#pick({ state }),
      onEdge: (edge) => this.#pick({ edge }),
      onLive: () => this.#centre.live(),
    });
    this.#elsewhere.hidden = this.#unmatched.hidden = true;
    const { element } = this.#toolbar;
    root.replaceChildren(
      element,
      this.#notice.element,
      this.#panes.element,
      this.#announcer.element,
    );
    visit.begin();
    if (location.search === '') this.#panes.aside();
    setInterval(() => this.#beat(), beatMs);
  }

  reconnect() {
    this.#visit.store.reconnect();
  }

  /** @param {any[]} messages of the feed */
  take(messages) {
    const visit = this.#visit;
    for (const message of messages) {
      visit.store.take(message);
      // The last that is told of what was there before.
      if (message.type === '@agent.history') visit.heard = true;
    }
    if (!visit.isPaused) this.#askAll();
  }

  /** @param {'live' | 'lost' | 'out'} state of the connection */
  link(state) {
    const lead = { text: 'Sign in', href: location.href };
    this.#notice.say('link', linkWords[state], state === 'out' ? lead : null);
    const isLinked = state === 'live';
    if (isLinked !== this.#isLinked) this.#visit.store.hear(isLinked);
    this.#isLinked = isLinked;
    this.#stand();
    // What has not been told by now may never be.
    if (state !== 'live') this.#visit.heard = true;
    this.#askAll();
  }

  /** @param {Painter} painter */
  #paint(painter) {
    return {
      centre: painter.part(120, () => this.#drawCentre()),
      sequence: painter.part(220, () => this.#drawSequence()),
      tree: painter.part(250, () => this.#drawTree()),
      detail: painter.part(500, () => this.#drawDetail()),
      figures: painter.part(500, () => this.#drawFigures()),
    };
  }

  /** @param {boolean} [isUrgent] as the answer to what a person did */
  #askAll(isUrgent = false) {
    for (const ask of Object.values(this.#ask)) ask(isUrgent);
  }

  #redrawTree() {
    this.#isTreeOld = true;
    this.#askAll(true);
  }

  #beat() {
    const { counted } = this.#visit.store;
    const before = this.#counted;
    this.#rate = ((counted - (before[0] ?? 0)) * 1_000) / (beatMs * before.length);
    this.#counted = [...before, counted].slice(-rateBeats);
    this.#sayPaused();
    // Durations go on though nothing happens.
    if (!document.hidden && !this.#visit.isPaused) this.#askAll();
  }

  #drawCentre() {
    this.#visit.look(this.#centre.isPast);
    this.#centre.draw();
  }

  #drawSequence() {
    if (this.#visit.place.view !== 'sequence') return;
    this.#sequence.draw(this.#visit.seen, {
      selected: this.#selected,
      words: this.#toolbar.words,
      calls: this.#toolbar.calls,
    });
  }

  #drawTree() {
    const { seen, store, isPaused } = this.#visit;
    // While paused they gather: they are of what goes on, and not of what is shown.
    const changed = isPaused ? new Set() : store.takeChanged();
    const found = this.#tree.draw(seen, this.#isTreeOld ? null : changed, {
      words: this.#toolbar.words,
      calls: this.#toolbar.calls,
      selected: this.#selected,
      now: performance.now(),
    });
    this.#isTreeOld = false;
    this.#toolbar.found(found);
    this.#unmatched.hidden = this.#toolbar.words === '' || found.matches > 0;
    // Rows that are still to be made come with the next frames, some at a time.
    if (this.#tree.isBehind) this.#ask.tree(true);
  }

  #drawDetail() {
    this.#detail.show(this.#centre.told(this.#picked), this.#visit.seen);
    const { shown } = this.#visit;
    if (shown.kind !== 'actor' || this.#centre.isPast) return;
    const { actor, subject, value, status, ended } = shown.actor;
    const state = ended ? `ended, ${stateText(value) || status}` : stateText(value) || status;
    this.#announcer.say(`${[actor, subject].filter(Boolean).join(', ')}: ${state}`);
  }

  #drawFigures() {
    const { seen, shown, heard } = this.#visit;
    let actors = 0;
    for (const { chart, ended } of seen.actors.values()) {
      if (!ended && (chart !== null || this.#toolbar.calls)) actors += 1;
    }
    const { counted, dropped } = seen;
    this.#toolbar.count({ actors, events: counted, rate: Math.round(this.#rate), dropped });
    if (seen.process !== '') this.#toolbar.tell(seen.full);
    this.#elsewhere.hidden = actors > 0 || !heard;
    const selected = shown.kind === 'machine' ? shown.key : null;
    this.#census.draw(seen, { selected, now: performance.now() });
  }

  get #selected() {
    const { shown } = this.#visit;
    return shown.kind === 'actor' ? shown.actor.id : null;
  }

  /** @param {boolean} isPaused */
  #pause(isPaused) {
    this.#visit.pause(isPaused);
    this.#toolbar.pause(isPaused);
    this.#stand();
    this.#sayPaused();
    this.#redrawTree();
  }

  #stand() {
    this.#centre.stand({ isLinked: this.#isLinked, isPaused: this.#visit.isPaused });
  }

  #sayPaused() {
    const { seen, store, isPaused } = this.#visit;
    if (!isPaused) return this.#notice.say('pause', '');
    const missed = store.counted - seen.counted;
    const since = `${missed.toLocaleString('en')} ${missed === 1 ? 'event' : 'events'}`;
    const at = clockText(seen.now() - seen.skew).slice(0, 8);
    this.#notice.say('pause', `Paused at ${at}: ${since} since.`);
  }

  /** Something else is looked at, or from another side. */
  #moved() {
    this.#picked = null;
    this.#notice.say('step', '');
    this.#panes.show(this.#visit.place.view);
    this.#visit.look(false);
    this.#askAll(true);
  }

  /** @param {string} id */
  #goToId(id) {
    const actor = this.#visit.seen.actors.get(id);
    if (actor) this.#visit.goToActor(actor);
  }

  /** @param {Picked} picked */
  #pick(picked) {
    this.#picked = picked;
    if (picked) this.#panes.openDetail(true);
    this.#ask.detail(true);
  }

  #stepped() {
    this.#picked = null;
    this.#visit.noteStep(this.#centre.stepNumber);
    this.#askAll(true);
  }
}

import { make, makeButton, setAttribute, setText } from './dom.js';

/** @typedef {{ actors: number, events: number, rate: number, dropped: number }} Counts */

/** What stands above all panes: the search, the counters and the switches. */
export class Toolbar {
  element = make('div', 'i-bar');
  #search = make('input');
  #found = make('output', 'i-found');
  #calls = make('input');
  #pause;
  #note = make('span', 'i-note');
  /** @type {Record<keyof Counts, HTMLElement>} */
  #counters;

  /**
   * @param {object} options
   * @param {() => void} options.onSearch
   * @param {() => void} options.onCalls
   * @param {() => void} options.onPause
   */
  constructor({ onSearch, onCalls, onPause }) {
    const counters = make('dl', 'i-counters');
    this.#counters = {
      actors: counterIn(counters, 'Actors', 'actors'),
      events: counterIn(counters, 'Events', 'events'),
      rate: counterIn(counters, 'a second', 'rate'),
      dropped: counterIn(counters, 'Not sent', 'dropped'),
    };
    this.#pause = makeButton('i-pause', 'Pause', onPause);
    this.#pause.dataset['key'] = 'p';
    this.#pause.dataset['keyHelp'] = 'Pause and resume the view';
    this.#note.hidden = true;
    this.element.append(this.#searchBox(onSearch), counters, this.#callsSwitch(onCalls));
    this.element.append(this.#note, this.#pause);
  }

  /** In lower case, without spaces around. */
  get words() {
    return this.#search.value.trim().toLowerCase();
  }

  /** Whether invoked promises and callbacks are shown. */
  get calls() {
    return this.#calls.checked;
  }

  /** @param {Counts} counts */
  count(counts) {
    for (const name of /** @type {const} */ (['actors', 'events', 'rate', 'dropped'])) {
      setText(this.#counters[name], counts[name].toLocaleString('en'));
    }
    const { parentElement } = this.#counters.dropped;
    if (parentElement) parentElement.hidden = counts.dropped === 0;
  }

  /** @param {{ matches: number, total: number }} found */
  found({ matches, total }) {
    const text = this.words
      ? `${matches.toLocaleString('en')} of ${total.toLocaleString('en')}`
      : '';
    setText(this.#found, text);
  }

  /** @param {boolean} isPaused */
  pause(isPaused) {
    setText(this.#pause, isPaused ? 'Resume' : 'Pause');
    setAttribute(this.#pause, 'data-paused', isPaused ? '' : null);
  }

  /** @param {boolean} full whether texts can be read in what is shown */
  tell(full) {
    this.#note.hidden = false;
    setText(this.#note, full ? 'Full text' : 'Redacted');
    setAttribute(this.#note, 'data-tone', full ? 'bad' : 'quiet');
    this.#note.title = full
      ? 'Texts are shown as they are, secrets excepted'
      : 'Texts are hidden, but for names that tell nothing of what is worked on';
  }

  /** @param {() => void} onSearch */
  #searchBox(onSearch) {
    const box = make('div', 'i-search');
    const label = make('label', 'i-unseen', 'Search actors and events');
    this.#search.type = 'search';
    this.#search.id = 'i-search';
    label.htmlFor = this.#search.id;
    this.#search.placeholder = 'Search actors and events';
    this.#search.autocomplete = 'off';
    this.#search.spellcheck = false;
    this.#search.dataset['key'] = '/';
    this.#search.dataset['keyHelp'] = 'Search actors and events';
    this.#search.addEventListener('input', onSearch);
    this.#found.htmlFor.add(this.#search.id);
    box.append(label, this.#search, this.#found);
    return box;
  }

  /** @param {() => void} onCalls */
  #callsSwitch(onCalls) {
    const label = make('label', 'i-switch');
    label.title = 'Promises and callbacks that machines invoke';
    this.#calls.type = 'checkbox';
    this.#calls.addEventListener('change', onCalls);
    label.append(this.#calls, ' Show calls');
    return label;
  }
}

/** @param {HTMLElement} list @param {string} term @param {string} name */
function counterIn(list, term, name) {
  const group = make('div');
  const value = make('dd', '', '0');
  value.dataset['counter'] = name;
  group.append(make('dt', '', term), value);
  list.append(group);
  return value;
}

import { make, setAttribute, setText } from './dom.js';
import { stateText } from './store.js';
import { endText, toneOf } from './tone.js';

/** @typedef {import('./store.js').Actor} Actor */

let groups = 0;

/**
 * One item of the tree: an actor in a line, and a list of what stands below it. The list belongs to
 * the item by its id and not by standing in it: else the item's name would be all of the list.
 */
export class TreeRow {
  element = make('li');
  item = make('span', 'i-row');
  #name = make('b');
  #state = make('span', 'i-state');
  #subject = make('span', 'i-quiet');
  /** @type {HTMLUListElement | null} */
  #group = null;

  constructor() {
    this.element.setAttribute('role', 'none');
    this.item.setAttribute('role', 'treeitem');
    this.item.setAttribute('tabindex', '-1');
    this.item.setAttribute('aria-selected', 'false');
    this.item.append(makeTwist(), this.#name, ' ', this.#state, ' ', this.#subject);
    this.element.append(this.item);
  }

  /** The list of its children, made when there is a first. */
  get group() {
    this.#group ??= addGroup(this.element, this.item);
    return this.#group;
  }

  /** @param {boolean} has whether anything stands below it */
  mark(has) {
    if (has && this.item.ariaExpanded === null) this.item.ariaExpanded = 'true';
    if (!has && this.item.ariaExpanded !== null) this.item.ariaExpanded = null;
  }

  /** @param {Actor} actor */
  show({ id, actor, machine, chart, value, status, subject, ended }) {
    const isEnded = ended || status !== 'active';
    const state = stateText(value) || (isEnded ? endText({ status }) : status);
    const isNamedSo = chart === null || actor.startsWith(machine);
    setText(this.#name, isNamedSo && chart !== null ? actor : machine);
    setText(this.#state, state);
    setAttribute(this.#state, 'data-tone', toneOf(isEnded ? endStatus(status) : status, state));
    setText(this.#subject, subject ?? (isNamedSo ? '' : actor));
    setAttribute(this.item, 'class', rowClass(chart === null, isEnded));
    // A line is cut where the pane is narrow.
    setAttribute(
      this.item,
      'title',
      [actor, machine, state, subject, id].filter(Boolean).join('\n'),
    );
  }
}

/** @param {boolean} isCall @param {boolean} isEnded */
function rowClass(isCall, isEnded) {
  return ['i-row', isCall && 'is-call', isEnded && 'is-ended'].filter(Boolean).join(' ');
}

/** Whose process went away has come to nothing. @param {string} status */
function endStatus(status) {
  return status === 'active' ? 'stopped' : status;
}

/** A list below an item of the tree. @param {HTMLElement} element @param {HTMLElement} item */
export function addGroup(element, item) {
  const group = make('ul');
  groups += 1;
  group.id = `i-group-${groups}`;
  group.setAttribute('role', 'group');
  item.setAttribute('aria-owns', group.id);
  item.querySelector('.i-twist')?.setAttribute('data-twist', '');
  element.append(group);
  return group;
}

/** What opens and closes an item by a click; who listens is told by the item itself. */
export function makeTwist() {
  const twist = make('span', 'i-twist');
  twist.setAttribute('aria-hidden', 'true');
  return twist;
}

import { make, makeButton } from './dom.js';
import { ask } from './send-request.js';
import { stateText } from './store.js';

/**
 * @typedef {object} Target an actor as the server knows it now
 * @property {string} id
 * @property {string} name
 * @property {string} about what it is: its machine, what it works on
 * @property {string} state
 * @property {string[]} accepts
 */

const ended = 'This actor has ended, so that nothing can be sent to it.';

let dialogs = 0;

/**
 * The menu of events that an actor takes now, each behind a confirmation.
 * @param {{ api: string, actor: () => string | null, onSent: (type: string) => void }} options
 * @returns {HTMLElement}
 */
export function sendMenu(options) {
  return new SendMenu(options).element;
}

class SendMenu {
  element = make('div', 'send');
  #dialog = make('dialog', 'send-dialog');
  #title = make('h2');
  #body = make('div', 'send-body');
  #options;
  /** Ends what is under way when the dialog is closed. */
  #opened = new AbortController();

  /** @param {{ api: string, actor: () => string | null, onSent: (type: string) => void }} options */
  constructor(options) {
    this.#options = options;
    const open = makeButton('send-open', 'Send event…', () => this.#open());
    open.setAttribute('aria-haspopup', 'dialog');
    this.#title.id = `send-title-${++dialogs}`;
    this.#dialog.setAttribute('aria-labelledby', this.#title.id);
    this.#dialog.append(this.#title, this.#body);
    this.#dialog.addEventListener('close', () => this.#opened.abort());
    this.element.append(open, this.#dialog);
  }

  #open() {
    this.#opened = new AbortController();
    this.#dialog.showModal();
    void this.#look();
  }

  /** Asks what the actor takes now. */
  async #look() {
    const { signal } = this.#opened;
    const id = this.#options.actor();
    this.#title.textContent = 'Send event';
    if (id === null) return this.#say('No actor is selected.');
    this.#show([make('p', 'send-note', 'Asking what it takes…')], [this.#close('Cancel')]);
    const { status, body, message } = await ask(this.#url(id), { signal });
    if (signal.aborted) return;
    if (status === 200 && body) this.#offer(targetOf(id, body));
    else if (status === 404) this.#say(ended);
    else this.#refuse(message);
  }

  /** @param {Target} target */
  #offer(target) {
    this.#title.textContent = `Send event to ${target.name}`;
    const list = make('ul', 'send-list');
    for (const type of target.accepts) {
      const item = make('li');
      item.append(makeButton('', type, () => this.#confirm(target, type)));
      list.append(item);
    }
    const none = make('p', '', 'It takes no event that may be sent in this state.');
    const parts = [aboutOf(target), target.accepts.length > 0 ? list : none];
    this.#show(parts, [this.#close('Cancel')]);
    const first = list.querySelector('button');
    if (first) first.focus();
  }

  /**
   * @param {Target} target
   * @param {string} type
   */
  #confirm(target, type) {
    this.#title.textContent = `Send ${type}?`;
    const send = makeButton('send-go', `Send ${type}`, () => undefined);
    send.addEventListener('click', ({ detail }) => {
      // The second click of a double click on the list is no confirmation.
      if (detail > 1 || send.disabled) return;
      send.disabled = true;
      void this.#send(target, type);
    });
    const note = make('p', 'send-note', 'It is taken as if the program itself had sent it.');
    this.#show([aboutOf(target), note], [this.#close('Cancel'), send]);
  }

  /**
   * @param {Target} target
   * @param {string} type
   */
  async #send(target, type) {
    const { signal } = this.#opened;
    const url = `${this.#url(target.id)}/events`;
    // Closing the dialog takes nothing back, so that the answer is waited for all the same.
    this.#show([make('p', 'send-note', `Sending ${type}…`)], [this.#close('Close')]);
    const { status, message } = await ask(url, { body: { type } });
    if (status === 202) this.#options.onSent(type);
    if (signal.aborted) return;
    if (status === 202) {
      this.#title.textContent = `Sent ${type}`;
      return this.#say(`${target.name} was sent ${type}.`);
    }
    this.#title.textContent = status === 0 ? `Was ${type} sent?` : `${type} was not sent`;
    if (status === 404) return this.#say(ended);
    const unknown = `${message} Whether ${type} arrived is not known: look at the actor's state.`;
    this.#refuse(status === 0 ? unknown : message);
  }

  /** @param {string} text how it ended */
  #say(text) {
    const note = make('p', '', text);
    note.setAttribute('role', 'status');
    this.#show([note], [this.#close('Close')]);
  }

  /** @param {string} text why it came to nothing, so far */
  #refuse(text) {
    const note = make('p', 'send-refusal', text);
    note.setAttribute('role', 'alert');
    const again = makeButton('', 'Look again', () => void this.#look());
    this.#show([note], [this.#close('Close'), again]);
  }

  /**
   * The first of the buttons has the focus: it is the one that does nothing.
   * @param {HTMLElement[]} parts
   * @param {HTMLButtonElement[]} deeds
   */
  #show(parts, deeds) {
    const row = make('div', 'send-deeds');
    row.append(...deeds);
    this.#body.replaceChildren(...parts, row);
    deeds[0]?.focus();
  }

  /** @param {string} text */
  #close(text) {
    return makeButton('', text, () => this.#dialog.close());
  }

  /** @param {string} id */
  #url(id) {
    return `${this.#options.api}/actors/${encodeURIComponent(id)}`;
  }
}

/**
 * @param {string} id
 * @param {any} body
 * @returns {Target}
 */
function targetOf(id, { actor, machine, subject, snapshot, accepts }) {
  const name = String(actor ?? id);
  const about = [machine === actor ? null : machine, subject].filter(Boolean).join(', ');
  const state = stateText(snapshot?.value) || String(snapshot?.status ?? '');
  return { id, name, about, state, accepts: Array.isArray(accepts) ? accepts.map(String) : [] };
}

/** Who would take it, and where it stands. @param {Target} target */
function aboutOf({ name, about, state }) {
  const paragraph = make('p', 'send-about');
  paragraph.append(make('b', '', name), about === '' ? '' : ` (${about})`);
  if (state !== '') paragraph.append(' is in ', make('code', '', state));
  paragraph.append('.');
  return paragraph;
}

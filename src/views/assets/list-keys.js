/** The list's own keys: what the page's buttons leave over, for the focused row or the ticked ones. */
import { isField } from './keys.js';
import { chosen, can, isBox, list } from './list-boxes.js';
import { decide } from './list-deeds.js';
import { rememberPlace } from './place.js';
import { note } from './toasts.js';

/** @type {Record<string, { deed: string, done: string }>} */
const deeds = {
  a: { deed: 'approve', done: 'approved' },
  x: { deed: 'reject', done: 'rejected' },
  z: { deed: 'reopen', done: 'put back to review' },
  d: { deed: 'save', done: 'saved to Drafts' },
  s: { deed: 'send', done: 'sent' },
};

/** After keys.js, which takes what a button is for: `z` undoes as long as a note offers it. */
export function decideByKey() {
  document.addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (ctrlKey || metaKey || altKey || isField(target)) return;
    if (document.querySelector('dialog[open]')) return;
    const row = target instanceof Element ? target.closest('[data-row]') : null;
    if (key === 'e' && row) openReply(row);
    else if (!Object.hasOwn(deeds, key) || !decideOn(row, key)) return;
    event.preventDefault();
  });
}

/**
 * To the reply itself, where `enter` leads to the whole message.
 * @param {Element} row
 */
function openReply(row) {
  const link = row.querySelector('a[href]');
  if (!(link instanceof HTMLAnchorElement)) return;
  rememberPlace(row);
  location.assign(`${link.href}#reply-body`);
}

/**
 * @param {Element | null} row
 * @param {string} key
 * @returns {boolean} whether there was anything to decide on
 */
function decideOn(row, key) {
  const { deed = '', done = '' } = deeds[key] ?? {};
  const isSelection = chosen().length > 0;
  if (!isSelection && !row) return false;
  const button = list.querySelector(`.bulk button[value=${deed}]`);
  if (!(button instanceof HTMLButtonElement)) {
    say('Nothing can be sent before SMTP_URL is set; Save to Drafts works without.');
  } else if (isSelection) {
    if (button.disabled) say(`None of the selected can be ${done}.`);
    else button.click();
  } else if (row) {
    decideOnRow(row, deed, done);
  }
  return true;
}

/**
 * @param {Element} row
 * @param {string} deed
 * @param {string} done
 */
function decideOnRow(row, deed, done) {
  const box = row.querySelector('input[name=draft]');
  if (isBox(box) && can(box, deed)) {
    void decide(row, box, deed);
    return;
  }
  const status = row.querySelector('.status')?.textContent?.trim() ?? '';
  const way = deed === 'send' && isBox(box) && can(box, 'approve') ? ' Approve it first.' : '';
  say(`A draft that is “${status}” cannot be ${done}.${way}`);
}

/** @param {string} text */
function say(text) {
  note(text, { tone: 'warn' });
}

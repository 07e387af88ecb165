/** Deciding on rows: by the bar of a selection, by a row's own buttons, or by key. */
import { need } from './elements.js';
import { focusRow } from './keys.js';
import { boxes, can, chosen, detailOf, idOf, isBox, list } from './list-boxes.js';

/** @type {number[]} the drafts that the answer at hand says are as they were */
let left = [];

/** @param {() => void} show called when the selection has changed */
export function decideByForm(show) {
  list.addEventListener('click', (event) => {
    // It asks by itself, and shall not send the whole form as well.
    if (isRowButton(event.target)) event.preventDefault();
  });
  list.addEventListener('htmx:configRequest', nameDrafts);
  list.addEventListener('htmx:confirm', askFirst);
  list.addEventListener('review:left', (event) => void (left = detailOf(event).drafts));
  list.addEventListener('htmx:afterRequest', (event) => {
    const { successful, target, requestConfig } = detailOf(event);
    const asked = requestConfig.parameters.getAll?.('draft').map(idOf) ?? [];
    const undone = successful ? left : asked;
    if (isForm(event.target) && target === event.target) {
      if (successful) keepTicked(asked, undone);
    } else if (requestConfig.verb === 'post' && undone.length > 0) {
      stepBack(undone[0]);
    }
    left = [];
    show();
  });
}

/**
 * @param {unknown} element
 * @returns {element is HTMLButtonElement}
 */
function isRowButton(element) {
  return element instanceof HTMLButtonElement && element.matches('#selection tbody button');
}

/** @param {EventTarget | null} element */
function isForm(element) {
  return element instanceof HTMLFormElement && element.id === 'selection';
}

/** @param {Event} event */
function nameDrafts(event) {
  const { parameters, triggeringEvent } = detailOf(event);
  const button = triggeringEvent?.target;
  // Of all that the form holds, a row's button means its row alone.
  if (isRowButton(button)) {
    parameters.set('do', button.value);
    const box = button.closest('tr')?.querySelector('input[name=draft]');
    parameters.set('draft', isBox(box) ? box.value : '');
    return;
  }
  if (!isForm(event.target) || parameters.get('do') !== 'send') return;
  // The others were said to stay.
  parameters.delete('draft');
  for (const box of chosen().filter((one) => can(one, 'send'))) {
    parameters.append('draft', box.value);
  }
}

/** @param {Event} event */
function askFirst(event) {
  const { triggeringEvent, issueRequest } = detailOf(event);
  const deed = triggeringEvent?.submitter;
  if (!(deed instanceof HTMLButtonElement) || deed.value !== 'send') return;
  event.preventDefault();
  const going = chosen().filter((box) => can(box, 'send'));
  void askToSend(going.length, staying()).then((sure) => sure && issueRequest(true));
}

/** Of what is selected, in words, what is not sent along; empty for nothing. */
function staying() {
  const rest = chosen().filter((box) => !can(box, 'send'));
  if (rest.length === 0) return '';
  const isOne = rest.length === 1;
  const why = rest.every((box) => can(box, 'approve')) ? 'not approved' : 'not ready to be sent';
  return ` ${rest.length} ${isOne ? 'is' : 'are'} ${why} and ${isOne ? 'stays' : 'stay'}.`;
}

/**
 * What leaves the house for good is asked about once more.
 * @param {number} count
 * @param {string} rest
 * @returns {Promise<boolean>}
 */
function askToSend(count, rest) {
  const dialog = need('#confirm', HTMLDialogElement);
  const what = count === 1 ? 'Send this reply now?' : `Send these ${count} replies?`;
  need('[data-question]', HTMLElement, dialog).textContent =
    (rest && count === 1 ? 'Send 1 reply?' : what) + rest;
  dialog.returnValue = '';
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
  });
}

/**
 * For a row that has no button for it.
 * @param {Element} row
 * @param {HTMLInputElement} box
 * @param {string} deed
 */
export async function decide(row, box, deed) {
  if (deed === 'send' && !(await askToSend(1, ''))) return;
  const { htmx } = /** @type {any} */ (globalThis);
  const values = { do: deed, draft: box.value };
  await htmx.ajax('POST', '/dashboard/review', { source: row, values, swap: 'none' });
}

/**
 * What was not done stays selected, and what was not asked for; the person has been told which.
 * @param {number[]} asked
 * @param {number[]} undone
 */
function keepTicked(asked, undone) {
  for (const box of boxes()) {
    const id = idOf(box.value);
    if (!asked.includes(id)) continue;
    box.checked &&= undone.includes(id);
    box.toggleAttribute('data-told', box.checked);
  }
}

/**
 * The key has gone on to the next row already. Who has gone on from there is left alone.
 * @param {number | undefined} id
 */
function stepBack(id) {
  const row = document.getElementById(`d${id}`);
  const next = row?.nextElementSibling;
  if (row && next?.contains(document.activeElement)) focusRow(row);
}

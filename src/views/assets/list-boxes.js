/** The list's rows as they can be selected. */
import { need } from './elements.js';

export const list = need('#list', HTMLElement);

/** @returns {HTMLInputElement[]} */
export const boxes = () => [...list.querySelectorAll('input[name=draft]')].filter(isBox);
export const chosen = () => boxes().filter((box) => box.checked);

/**
 * @param {unknown} element
 * @returns {element is HTMLInputElement}
 */
export const isBox = (element) =>
  element instanceof HTMLInputElement && element.type === 'checkbox';

/**
 * Whether the draft may be decided on so.
 * @param {HTMLInputElement} box
 * @param {string} deed
 */
export const can = (box, deed) => box.dataset['can']?.split(' ').includes(deed) ?? false;

/**
 * The draft that a box or a request stands for.
 * @param {string} seen its id and version, as in `7:2`
 */
export const idOf = (seen) => Number.parseInt(seen, 10);

/** @param {Event} event */
export const detailOf = (event) => /** @type {CustomEvent} */ (event).detail;

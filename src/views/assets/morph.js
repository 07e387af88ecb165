/**
 * How a region is brought to what the server rendered (idiomorph): what the person did to it since
 * is not undone.
 */
export function keepWhatIsTouched() {
  const { defaults } = /** @type {any} */ (globalThis).Idiomorph;
  // Not its own `ignoreActiveValue`: that leaves alone all that is inside the focused element, so a
  // link that has the focus would keep its old words.
  Object.assign(defaults.callbacks, { beforeAttributeUpdated, beforeNodeMorphed });
}

/**
 * @param {string} name
 * @param {Element} element
 */
function beforeAttributeUpdated(name, element) {
  if (name === 'checked') return false;
  if (name === 'value' && element.matches('[type=checkbox]')) return !standsFor(element);
  if (name === 'open') return !(element instanceof HTMLDetailsElement);
  // Typed or chosen, but not sent yet.
  if (name === 'value') return !isTyped(element);
  return !(name === 'selected' && isChosen(element.closest('select')));
}

/**
 * Ticked, a box stands for what was seen then: what changed since shall be noticed. Once the person
 * has been told of that (`data-told`), it is for what they see now.
 * @param {Element} box
 */
function standsFor(box) {
  return box.matches(':checked:not([data-told])');
}

/** @param {Element} field */
function isTyped(field) {
  if (field === document.activeElement) return true;
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
  return field.value !== field.defaultValue;
}

/** @param {HTMLSelectElement | null} select */
function isChosen(select) {
  const options = [...(select?.options ?? [])];
  const initial = options.find((option) => option.defaultSelected) ?? options[0];
  return initial?.selected === false;
}

/**
 * A time that was localised stays so; the server would write it in UTC again. The text inside of a
 * field is what its value began with.
 * @param {Node} old
 * @param {Node} fresh
 */
function beforeNodeMorphed(old, fresh) {
  if (old.parentNode instanceof HTMLTextAreaElement) return !isTyped(old.parentNode);
  return !(
    old instanceof HTMLTimeElement &&
    fresh instanceof HTMLTimeElement &&
    old.dateTime === fresh.dateTime &&
    old.dataset['style'] === fresh.dataset['style']
  );
}

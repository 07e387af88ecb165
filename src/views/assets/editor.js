/**
 * Keeps what a person types in the reply's form whatever is swapped around it: a page that is left
 * warns, a change made elsewhere is told and does not touch the fields, and what is typed while an
 * answer is on its way stays. The wish for another reply is no part of the text: whatever happens to
 * that, it stays in its field until it is asked for.
 *
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 */

/** @param {HTMLElement} panel */
export function startEditor(panel) {
  /** What stood in the fields when a request was sent. @type {WeakMap<XMLHttpRequest, Map<string, string>>} */
  const sent = new WeakMap();
  /** What is put right again after a swap. @type {Kept | null} */
  let kept = null;

  const isUnsaved = () => noticeOf(formOf(panel)) !== '';
  const isTyped = () => isTextTyped(formOf(panel));
  const say = () => {
    const notice = panel.querySelector('#unsaved');
    const text = noticeOf(formOf(panel));
    if (notice && notice.textContent !== text) notice.textContent = text;
    panel.classList.toggle('is-unsaved', text !== '');
  };

  panel.addEventListener('input', say);
  panel.addEventListener('keydown', (event) => onKey(event, panel));
  window.addEventListener('beforeunload', (event) => {
    if (isUnsaved()) event.preventDefault();
  });

  /** Forms and links whose answer is awaited: it shows more than what the panel would ask for itself. */
  let underWay = 0;
  const refresh = () => void setTimeout(() => panel.dispatchEvent(new CustomEvent('live:reply')));

  document.body.addEventListener('htmx:configRequest', (event) => {
    const { elt, parameters } = detailOf(event);
    if (elt !== panel) return;
    const version = formOf(panel)?.querySelector('[name=version]');
    if (underWay > 0) event.preventDefault();
    else if (isTyped() && version instanceof HTMLInputElement) parameters.typing = version.value;
  });
  document.body.addEventListener('htmx:beforeRequest', (event) => {
    const { xhr, elt, target } = detailOf(event);
    if (target !== panel) return;
    sent.set(xhr, valuesOf(panel));
    if (elt !== panel) underWay += 1;
  });
  document.body.addEventListener('htmx:afterRequest', (event) => {
    // Not its `elt`: of a form that the answer replaced, that is what it stood in.
    const { xhr, requestConfig, successful } = detailOf(event);
    if (!sent.delete(xhr) || requestConfig.elt === panel) return;
    underWay -= 1;
    // Who was refused, such as for being signed out, would be refused once more.
    if (successful) refresh();
  });
  panel.addEventListener('htmx:beforeSwap', (event) => {
    const detail = detailOf(event);
    if (detail.target !== panel || event.target !== panel || !detail.shouldSwap) return;
    const { elt } = detail.requestConfig;
    const before = sent.get(detail.xhr) ?? new Map();
    const { instruction: wish = '', ...text } = Object.fromEntries(valuesOf(panel));
    const typed = new Map(
      Object.entries(text).filter(([name, value]) => before.get(name) !== value),
    );
    if (elt === panel && (underWay > 0 || typed.size > 0 || isTyped())) {
      // They began to type, or pressed a button, while it was on its way: it is asked for anew.
      detail.shouldSwap = false;
      refresh();
      return;
    }
    const discards = elt.hasAttribute('data-discards');
    if (discards) typed.clear();
    if (wish !== before.get('instruction') || !asksAgain(detail)) typed.set('instruction', wish);
    kept = keep(panel, typed, discards);
  });
  panel.addEventListener('htmx:afterSwap', (event) => {
    if (event.target !== panel) return;
    if (kept) restore(panel, kept);
    kept = null;
    say();
    panel.querySelector('.conflict')?.scrollIntoView({ block: 'nearest' });
  });
  say();
  return { isUnsaved };
}

/**
 * @typedef {object} Kept
 * @property {Map<string, string>} typed by the field's name
 * @property {string} focus the id of what had it; empty: nothing in here
 * @property {[number, number] | null} selection
 * @property {number} scroll
 * @property {string} height that the text was dragged to; empty: its own
 */

/**
 * Takes the focus away for the time of the swap: what has it is left alone by the morphing, and
 * would then show an older text than the version that it is saved under.
 * @param {HTMLElement} panel
 * @param {Map<string, string>} typed
 * @param {boolean} enters whether the person goes on in the text
 * @returns {Kept}
 */
function keep(panel, typed, enters) {
  const active = document.activeElement;
  const inside = active instanceof HTMLElement && panel.contains(active) ? active : null;
  const writes =
    inside instanceof HTMLTextAreaElement ||
    (inside instanceof HTMLInputElement && inside.type === 'text');
  const kept = {
    typed,
    focus: enters ? 'reply-body' : (inside?.id ?? ''),
    selection:
      writes && !enters
        ? /** @type {[number, number]} */ ([inside.selectionStart ?? 0, inside.selectionEnd ?? 0])
        : null,
    scroll: inside?.scrollTop ?? 0,
    height: textOf(panel)?.style.height ?? '',
  };
  inside?.blur();
  for (const field of fieldsOf(formOf(panel))) {
    // Else it would count as touched, and keep what it had.
    if (!(field instanceof HTMLSelectElement)) field.defaultValue = field.value;
    else for (const option of field.options) option.defaultSelected = option.selected;
  }
  return kept;
}

/**
 * @param {HTMLElement} panel
 * @param {Kept} kept
 */
function restore(panel, { typed, focus, selection, scroll, height }) {
  for (const field of fieldsOf(formOf(panel))) {
    const text = typed.get(field.name) ?? storedIn(field);
    // Not for nothing: it would take the undoing of what was typed away.
    if (field.value !== text) field.value = text;
  }
  const body = textOf(panel);
  if (body) body.style.height = height;
  if (focus === '') return;
  const wanted = document.getElementById(focus);
  const target =
    wanted && !wanted.matches(':disabled') ? wanted : document.getElementById('reply-title');
  target?.focus({ preventScroll: true });
  if (target !== wanted || !target) return;
  if (selection && (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) {
    target.setSelectionRange(...selection);
  }
  target.scrollTop = scroll;
}

/**
 * Ctrl+Enter saves from any field; Enter in the wish for another reply asks for it, where a form
 * would by itself take its first button.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} panel
 */
function onKey(event, panel) {
  const { target, key, ctrlKey, metaKey, isComposing } = event;
  if (key !== 'Enter' || isComposing || !(target instanceof HTMLElement)) return;
  const again = target.id === 'instruction' && !ctrlKey && !metaKey;
  if (!again && !(ctrlKey || metaKey)) return;
  event.preventDefault();
  const button = panel.querySelector(again ? '#do-again' : '#do-default');
  if (button instanceof HTMLButtonElement) button.click();
}

/** @param {HTMLElement} panel */
function textOf(panel) {
  const body = panel.querySelector('#reply-body');
  return body instanceof HTMLTextAreaElement ? body : null;
}

/** @param {{ requestConfig: { path: string } }} detail */
function asksAgain({ requestConfig }) {
  return requestConfig.path.endsWith('/regenerate');
}

/**
 * What there is that a person may yet lose, in words.
 * @param {HTMLFormElement | null} form
 */
function noticeOf(form) {
  if (isTextTyped(form)) return 'Not saved yet';
  const wish = fieldsOf(form).find(isWish);
  return wish && !wish.disabled && isChanged(wish) ? 'Wish not used yet' : '';
}

/** @param {HTMLFormElement | null} form */
function isTextTyped(form) {
  const text = fieldsOf(form).filter((field) => !isWish(field));
  return form !== null && (form.hasAttribute('data-unsaved') || text.some(isChanged));
}

/** @param {Field} field */
function isWish({ name }) {
  return name === 'instruction';
}

/** @param {HTMLElement} panel */
function formOf(panel) {
  const form = panel.querySelector('#editor');
  return form instanceof HTMLFormElement ? form : null;
}

/**
 * @param {HTMLFormElement | null} form
 * @returns {Field[]}
 */
function fieldsOf(form) {
  const fields = /** @type {NodeListOf<Field> | undefined} */ (
    form?.querySelectorAll('textarea, select, input:not([type=hidden])')
  );
  return [...(fields ?? [])];
}

/** @param {HTMLElement} panel */
function valuesOf(panel) {
  return new Map(fieldsOf(formOf(panel)).map((field) => [field.name, field.value]));
}

/** @param {Field} field */
function isChanged(field) {
  return field.value !== storedIn(field);
}

/**
 * What the server put into it.
 * @param {Field} field
 */
function storedIn(field) {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? '';
}

/** @param {Event} event */
function detailOf(event) {
  return /** @type {CustomEvent} */ (event).detail;
}

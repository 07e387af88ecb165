/** The keys of a tree (WAI-ARIA): one item is in the tab order, the arrows go to the others. */
export class TreeKeys {
  #root;
  #onSelect;
  /** The item that is in the tab order. @type {HTMLElement | null} */
  #current = null;

  /** @param {HTMLElement} root @param {{ onSelect: (item: HTMLElement) => void }} options */
  constructor(root, { onSelect }) {
    this.#root = root;
    this.#onSelect = onSelect;
    root.addEventListener('keydown', (event) => this.#onKey(event));
    root.addEventListener('click', (event) => this.#onClick(event));
    root.addEventListener('focusin', ({ target }) => {
      const item = itemOf(target);
      if (item) this.#enter(item);
    });
  }

  /** An element is about to be taken away: what its items had goes to another. @param {HTMLElement} element */
  leave(element) {
    if (!this.#current || !element.contains(this.#current)) return;
    const hadFocus = element.contains(document.activeElement);
    const shown = this.#items().filter((other) => !element.contains(other));
    const next = parentOf(element) ?? shown[0] ?? null;
    this.#current = null;
    if (next) this.#enter(next);
    if (hadFocus) next?.focus();
  }

  /** There is always one to come to by Tab, also when the one that was has been hidden. */
  settle() {
    // Whether it is drawn would have to be laid out first.
    if (this.#current?.isConnected && !this.#current.closest('[hidden]')) return;
    const first = this.#items()[0];
    if (first) this.#enter(first);
  }

  /** @param {HTMLElement} item */
  #enter(item) {
    if (item === this.#current) return;
    this.#current?.setAttribute('tabindex', '-1');
    item.setAttribute('tabindex', '0');
    this.#current = item;
  }

  /** @param {MouseEvent} event */
  #onClick({ target }) {
    const item = itemOf(target);
    if (!item) return;
    item.focus({ preventScroll: true });
    if (target instanceof Element && target.closest('[data-twist]')) toggle(item);
    else this.#onSelect(item);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const item = itemOf(event.target);
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!this.#press(event.key, item)) return;
    event.preventDefault();
  }

  /** @param {string} key @param {HTMLElement} item @returns {boolean} whether the key means something here */
  #press(key, item) {
    const items = this.#items();
    const at = items.indexOf(item);
    const go = (/** @type {HTMLElement | null | undefined} */ next) => {
      next?.focus();
      return true;
    };
    switch (key) {
      case 'ArrowDown':
        return go(items[at + 1]);
      case 'ArrowUp':
        return go(items[at - 1]);
      case 'Home':
        return go(items[0]);
      case 'End':
        return go(items.at(-1));
      case 'ArrowRight':
        if (item.ariaExpanded === 'false') return toggle(item);
        return item.ariaExpanded === 'true' ? go(items[at + 1]) : true;
      case 'ArrowLeft':
        return item.ariaExpanded === 'true' ? toggle(item) : go(parentOf(item.parentElement));
      case 'Enter':
      case ' ':
        this.#onSelect(item);
        return true;
    }
    return false;
  }

  /** Those that are shown, from top to bottom. */
  #items() {
    /** @type {NodeListOf<HTMLElement>} */
    const all = this.#root.querySelectorAll('[role=treeitem]');
    return [...all].filter((item) => item.checkVisibility());
  }
}

/** @param {HTMLElement} item */
function toggle(item) {
  item.ariaExpanded = item.ariaExpanded === 'true' ? 'false' : 'true';
  return true;
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function itemOf(target) {
  return target instanceof Element ? target.closest('[role=treeitem]') : null;
}

/** The item below which an element of the list stands. @param {Element | null} element @returns {HTMLElement | null} */
function parentOf(element) {
  const above = element?.parentElement?.closest('li');
  return above?.querySelector('[role=treeitem]') ?? null;
}

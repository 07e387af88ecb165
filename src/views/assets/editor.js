import { need } from './elements.js';
import { Refused, request } from './request.js';

/** @typedef {{ version: number, reply: { subject: string, body: string } | null }} Draft */

/**
 * The reply's editor: saves over REST under the version that was read, and keeps the person's text
 * whatever the server says.
 * @param {HTMLFormElement} form
 */
export function startEditor(form) {
  const subject = need('#reply-subject', HTMLInputElement, form);
  const body = need('#reply-body', HTMLTextAreaElement, form);
  const button = need('button[type=submit]', HTMLButtonElement, form);
  const notice = need('#saved', HTMLElement, form);
  const conflict = need('#conflict', HTMLElement, form);
  const url = `/drafts/${form.dataset['draft']}`;
  let version = Number(form.dataset['version']);
  let saved = text();
  let saving = false;
  /** @type {Draft | null} */
  let theirs = null;

  function text() {
    return JSON.stringify([subject.value, body.value]);
  }

  async function save() {
    if (saving) return;
    const sent = text();
    busy(true);
    notice.textContent = 'Saving…';
    try {
      const reply = { subject: subject.value, body: body.value };
      const draft = await request('PATCH', url, { version, reply });
      version = draft.version;
      saved = sent;
      conflict.hidden = true;
      notice.textContent = 'Saved.';
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice.textContent = `Not saved. ${error.message}`;
      if (error.status === 409) await showConflict();
    } finally {
      busy(false);
    }
  }

  /** A 409 is a newer version, or an edit that is refused as such: then the notice says it all. */
  async function showConflict() {
    /** @type {Draft | null} */
    const current = await request('GET', url).catch(() => null);
    if (!current || current.version === version) return;
    theirs = current;
    notice.textContent = '';
    need('[data-theirs=subject]', HTMLElement, conflict).textContent = current.reply?.subject ?? '';
    need('[data-theirs=body]', HTMLElement, conflict).textContent = current.reply?.body ?? '';
    conflict.hidden = false;
    conflict.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Draft} draft */
  function take(draft) {
    subject.value = draft.reply?.subject ?? '';
    body.value = draft.reply?.body ?? '';
    version = draft.version;
    saved = text();
    conflict.hidden = true;
    notice.textContent = 'This is their text.';
    body.focus();
  }

  /** @param {boolean} on */
  function busy(on) {
    saving = on;
    button.disabled = on;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void save();
  });
  form.addEventListener('input', () => {
    notice.textContent = text() === saved ? '' : 'Not saved yet';
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  conflict.addEventListener('click', ({ target }) => {
    if (!theirs || !(target instanceof HTMLButtonElement)) return;
    if (target.dataset['choice'] === 'theirs') take(theirs);
    if (target.dataset['choice'] === 'mine') {
      version = theirs.version;
      void save();
    }
  });
  addEventListener('beforeunload', (event) => {
    if (text() !== saved) event.preventDefault();
  });

  return { version: () => version, saving: () => saving };
}

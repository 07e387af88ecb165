import { watchActions } from './actions.js';
import { startEditor } from './editor.js';
import { need } from './elements.js';
import { followEvents } from './events.js';
import { patch } from './patch.js';
import { fragment, paced, showLink } from './refresh.js';
import { localiseTimes } from './times.js';

const page = need('[data-message], [data-draft]', HTMLElement);
const changed = need('#changed', HTMLElement);
const journey = document.getElementById('journey');
const message = Number(page.dataset['message']);
const draftId = Number(page.dataset['draft']);
const form = document.querySelector('#editor');
const editor = form instanceof HTMLFormElement ? startEditor(form) : null;

const refreshJourney = paced(async () => {
  if (journey) patch(journey, await fragment(`/dashboard/messages/${message}/journey`));
}, 400);

localiseTimes(document);
if (journey) watchActions(journey, { onDone: () => refreshJourney(true) });
followEvents({
  onState: showLink,
  onChange: (change) => {
    if (change.type === 'all' || change.message === message) refreshJourney();
    if (change.draft) noteChange(change.draft, change.message);
  },
});

/**
 * The page is not changed under the reader's hands: the person decides when to load it again.
 * @param {{ id: number, version: number }} draft
 * @param {number | null} of the message that it answers
 */
function noteChange({ id, version }, of) {
  if (draftId ? id !== draftId : of !== message) return;
  const shown = editor ? editor.version() : Number(page.dataset['version'] ?? 0);
  if (version <= shown || editor?.saving()) return;
  const link = document.createElement('a');
  link.href = location.href;
  link.textContent = 'Load it again';
  const what = page.dataset['draft']
    ? 'This draft has changed since you opened it'
    : 'A draft is ready';
  changed.replaceChildren(`${what}. `, link);
}

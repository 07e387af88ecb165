import { watchActions } from './actions.js';
import { need } from './elements.js';
import { followEvents } from './events.js';
import { patch } from './patch.js';
import { fragment, paced, showLink } from './refresh.js';
import { localiseTimes } from './times.js';

const sections = ['rows', 'waiting'].map((id) => need(`#${id}`, HTMLElement));

const refresh = paced(async () => {
  const fresh = await fragment(`/dashboard/quarantine/rows${location.search}`);
  for (const section of sections) patch(section, need(`#${section.id}`, HTMLElement, fresh));
}, 700);

/**
 * The row will go with its button: who works by keyboard goes on in the next one.
 * @param {HTMLButtonElement} button
 */
function moveOn(button) {
  const row = button.closest('tr');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  (next?.querySelector('a') ?? need('#main', HTMLElement)).focus();
}

localiseTimes(document);
for (const section of sections) {
  watchActions(section, {
    notice: need('#notice', HTMLElement),
    onDone: (button) => {
      moveOn(button);
      refresh(true);
    },
  });
}
followEvents({
  onState: showLink,
  onChange: ({ type }) => {
    if (type === 'all' || type === 'message.transitioned') refresh();
  },
});

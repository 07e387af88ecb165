import { need } from './elements.js';
import { followEvents } from './events.js';
import { patch } from './patch.js';
import { fragment, paced, showLink } from './refresh.js';
import { watchRetries } from './retry.js';
import { localiseTimes } from './times.js';

const rows = need('#rows', HTMLElement);

const refresh = paced(async () => {
  patch(rows, await fragment(`/dashboard/quarantine/rows${location.search}`));
}, 700);

localiseTimes(document);
watchRetries(rows, () => refresh(true));
followEvents({
  onState: showLink,
  onChange: ({ type }) => {
    if (type === 'all' || type === 'message.transitioned') refresh();
  },
});

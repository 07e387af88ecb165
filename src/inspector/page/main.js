import { followFeed } from './feed.js';
import { listenForKeys } from './keys.js';
import { Page } from './page.js';

/**
 * The inspector, in an element of any page.
 *
 * - `data-feed`: the address of the feed's WebSocket, which may be a path
 * - `data-api`: what the paths of drawings and actors begin with; it answers 401, or leads away,
 *   where the person is signed out
 * - `data-story` and `data-stories`, where there are stories: the word for one, which is also the
 *   parameter of the address that names it, and what their paths begin with. Story `7` of `message`
 *   is that of the actors whose subject is `message 7`.
 * - `data-elsewhere`: what to say where no actor lives
 *
 * It bubbles `inspector:link` whenever the state of its connection changes: `live`, `lost` or, for a
 * person who is signed out, `out`.
 *
 * @param {HTMLElement} root
 */
export function openInspector(root) {
  const { feed = '', api = '', story = '', stories = '', elsewhere = '' } = root.dataset;
  const page = new Page(root, { api, story: story || null, stories, elsewhere });
  listenForKeys(root);
  followFeed({
    feed,
    api,
    onOpen: () => page.reconnect(),
    onMessages: (messages) => page.take(messages),
    onState: (state) => {
      page.link(state);
      root.dispatchEvent(new CustomEvent('inspector:link', { bubbles: true, detail: state }));
    },
  });
}

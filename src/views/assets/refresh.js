import { make, need } from './elements.js';
import { localiseTimes } from './times.js';

/**
 * A part of a page as the server renders it now.
 * @param {string} url
 * @returns {Promise<HTMLElement>}
 */
export async function fragment(url) {
  const response = await fetch(url, { headers: { Accept: 'text/html' } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const { body } = new DOMParser().parseFromString(await response.text(), 'text/html');
  localiseTimes(body);
  return body;
}

/**
 * Wraps a job so that however often it is asked for, it runs at most every `gapMs`, never twice at
 * once, and always once after the last request.
 * @param {() => Promise<void>} job
 * @param {number} gapMs
 * @returns {(now?: boolean) => void} `true` runs it without the gap
 */
export function paced(job, gapMs) {
  let timer = 0;
  let running = false;
  let again = false;

  const run = async () => {
    timer = 0;
    running = true;
    again = false;
    try {
      await job();
    } catch (error) {
      // Such as a server that restarts: the old content stays, and the stream's return refreshes.
      console.info('not refreshed:', error instanceof Error ? error.message : error);
      showLink('lost');
    }
    running = false;
    if (again) timer = setTimeout(run, gapMs);
  };

  return (now = false) => {
    if (running) {
      again = true;
    } else if (now) {
      clearTimeout(timer);
      void run();
    } else if (timer === 0) {
      timer = setTimeout(run, gapMs);
    }
  };
}

/** @param {import('./events.js').LinkState} state */
export function showLink(state) {
  const live = need('#live', HTMLElement);
  if (live.dataset['state'] === state) return;
  live.dataset['state'] = state;
  live.hidden = false;
  need('[data-live-text]', HTMLElement, live).textContent =
    state === 'live' ? 'Live' : 'Reconnecting';
}

/**
 * Says something to who listens to the page instead of looking at it.
 * @param {string} text
 */
export function announce(text) {
  let region = document.getElementById('announcer');
  if (!region) {
    region = make('p', 'unseen');
    region.id = 'announcer';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = text;
}

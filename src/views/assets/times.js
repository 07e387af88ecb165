/** Pages are written in English and in UTC; here times become the reader's own. */
const language = navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en-GB';

/** To the second, for logs of what happened: short, and the same width all day. */
const clock = new Intl.DateTimeFormat(language, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const hour = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const dated = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
const long = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });

/** @param {ParentNode} root */
export function localiseTimes(root) {
  for (const time of root.querySelectorAll('time[data-style]')) {
    if (!(time instanceof HTMLTimeElement)) continue;
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.textContent = textOf(at, time.dataset['style'] ?? '');
    time.title = full.format(at);
  }
}

/**
 * @param {Date} at
 * @param {string} style
 */
function textOf(at, style) {
  if (style === 'long') return long.format(at);
  const now = new Date();
  const today = at.toDateString() === now.toDateString();
  if (style === 'clock') return today ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
  if (today) return hour.format(at);
  return at.getFullYear() === now.getFullYear()
    ? `${day.format(at)}, ${hour.format(at)}`
    : dated.format(at);
}

/** @param {number} at milliseconds */
export function clockText(at) {
  return clock.format(at);
}

const two = (/** @type {number} */ part) => String(part).padStart(2, '0');

/** The visitor's time of day, to the millisecond: `12:03:04.500`. @param {number} at epoch milliseconds */
export function clockText(at) {
  const time = new Date(at);
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
  return `${clock}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

/** The same, after the day if that is not today's. @param {number} at epoch milliseconds */
export function timeText(at) {
  const time = new Date(at);
  if (time.toDateString() === new Date().toDateString()) return clockText(at);
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(two).join('-');
  return `${day} ${clockText(at)}`;
}

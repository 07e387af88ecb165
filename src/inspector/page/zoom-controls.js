import { make, makeButton } from './dom.js';

/** @param {import('./zoom.js').Zoom} zoom */
export function zoomButtons(zoom) {
  const buttons = make('div', 'chart-zoom');
  buttons.setAttribute('role', 'group');
  buttons.setAttribute('aria-label', 'Zoom');
  const add = (
    /** @type {string} */ sign,
    /** @type {string} */ name,
    /** @type {() => void} */ act,
  ) => {
    const button = makeButton('', sign, act);
    button.title = name;
    button.setAttribute('aria-label', name);
    buttons.append(button);
  };
  add('−', 'Zoom out (-)', () => zoom.out());
  add('Fit', 'Fit the drawing (0)', () => zoom.fit());
  add('1:1', '1:1, actual size (1)', () => zoom.full());
  add('+', 'Zoom in (+)', () => zoom.in());
  return buttons;
}

/** @param {KeyboardEvent} event @param {import('./zoom.js').Zoom} zoom */
export function zoomByKey(event, zoom) {
  // With a modifier it is the browser's own zoom.
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '+' || event.key === '=') zoom.in();
  else if (event.key === '-') zoom.out();
  else if (event.key === '0') zoom.fit();
  else if (event.key === '1') zoom.full();
  else return;
  event.preventDefault();
}

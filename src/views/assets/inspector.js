/** The inspector is a page of its own (`src/inspector/page`); here is what joins it to this house. */
import { showLink } from './link.js';

document.addEventListener('inspector:link', (event) => {
  showLink(/** @type {CustomEvent<'live' | 'lost' | 'out'>} */ (event).detail);
});

import { openInspector } from './main.js';

for (const root of document.querySelectorAll('[data-feed]')) {
  if (root instanceof HTMLElement) openInspector(root);
}

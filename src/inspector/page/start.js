import { nextTurn } from './turns.js';

void start();

/** Its modules a few at a time: to evaluate them all, and to build what they show, takes long. */
async function start() {
  const roots = [...document.querySelectorAll('[data-feed]')];
  if (roots.length === 0) return;
  const waves = [
    () => import('./store.js'),
    () => import('./visit.js'),
    () => import('./tree.js'),
    () => import('./chart-view.js'),
    () => import('./stage.js'),
    () => import('./detail.js'),
    () => import('./centre.js'),
    () => import('./page.js'),
  ];
  for (const wave of waves) {
    await wave();
    await nextTurn();
  }
  const { openInspector } = await import('./main.js');
  await nextTurn();
  for (const root of roots) {
    if (root instanceof HTMLElement) openInspector(root);
  }
}

/**
 * Loaded before the program, it takes the inspector's observer away from XState, so that a run
 * shows what the observer and XState's own inspection cost together. The program knows nothing of it.
 */
import { register } from 'node:module';
import process from 'node:process';

// For this process alone: its children have no actors.
delete process.env.NODE_OPTIONS;
register('./no-inspection-hooks.mjs', import.meta.url);

import type { Needs } from './needs.ts';

/**
 * A pattern of what mail says that is meant for a model and not for a person. Two points within one
 * passage make a suspicion, so a phrase that people also use (`act as`, `assistant:`) needs company.
 * It runs on the text of `fold` and is linear: no nested repetition, every gap bounded.
 */
export interface InjectionSign {
  needs: Needs;
  /** 0: it scores nothing by itself, see `kind`. */
  points: 0 | 1 | 2;
  /** An order of no points scores one where it stands beside words that address a machine. */
  kind?: 'address' | 'order';
  pattern: RegExp;
}

import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import { assetUrl } from './assets.ts';

const views = new Eta({
  views: fileURLToPath(new URL('.', import.meta.resolve('#views/layout.eta'))),
  cache: true,
  autoEscape: true,
  // A misspelt field or an object would otherwise be printed to a reader as it is.
  autoFilter: true,
  filterFunction: (value) => {
    if (value === null) return '';
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new TypeError(`a template printed a value of type ${typeof value}`);
  },
});

/** What may be done where nobody has to sign in. */
export const everything = { review: true, admin: true };

/** The HTML of a template in `src/views`; every interpolated value is escaped. */
export function render(template: string, model: object): string {
  return views.render(template, { may: everything, ...model, assetUrl });
}

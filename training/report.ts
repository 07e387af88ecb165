import type { Sample } from './corpora.ts';
import {
  categoryFigures,
  crossValidated,
  heldOut,
  spamFigures,
  temperatureOf,
  urgencyAccuracy,
} from './evaluate.ts';
import type { Settings } from './logistic.ts';

/** Prints how well the models do on mail that they have not seen. */
export function report(
  samples: Sample[],
  settings: { category: Settings; urgency: Settings; leastSpam: number },
): void {
  const held = crossValidated(samples, settings.category);
  for (const corpus of ['labelled', 'snippets', 'tests']) {
    const own = held.filter(({ sample }) => sample.corpus === corpus);
    const { macroF1, by } = categoryFigures(own, settings.leastSpam);
    print(`${corpus}: ${own.length} mails, macro F1 ${digits(macroF1)}`);
    for (const { name, precision, recall, f1 } of by) {
      print(`  ${name.padEnd(8)} P ${digits(precision)} R ${digits(recall)} F1 ${digits(f1)}`);
    }
  }
  print(`temperature ${temperatureOf(held, settings.leastSpam)}`);
  print(`urgency ${digits(urgencyAccuracy(samples, settings.urgency))} of the labelled mails`);
  for (const corpus of ['trec07p', 'phishing_pot', 'notmuch', 'enron1']) {
    spam(
      `${corpus}, senders left out`,
      held.filter(({ sample }) => sample.corpus === corpus),
    );
    spam(
      `${corpus}, corpus left out`,
      heldOut(samples, settings.category, (sample) => sample.corpus === corpus),
    );
  }

  function spam(name: string, of: typeof held): void {
    for (const threshold of [settings.leastSpam - 1, settings.leastSpam, settings.leastSpam + 1]) {
      const { precision, recall, wrong } = spamFigures(of, threshold);
      print(
        `${name}, threshold ${threshold}: P ${digits(precision)} R ${digits(recall)}, ${wrong} wrong`,
      );
    }
  }
}

function digits(value: number): string {
  return value.toFixed(3);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

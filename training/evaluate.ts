import { decide, type Scores } from '../src/adapters/mock-llm/decision.ts';
import { categories, type Category, urgencies } from '../src/domain/category.ts';
import { lot, type Sample } from './corpora.ts';
import { categoryExamples, isLabelled, pruned, urgencyExamples } from './examples.ts';
import { type Example, fit, logits, type Model, type Settings, softmax } from './logistic.ts';

const folds = 5;
const spam = categories.indexOf('Spam');

/** What a model that had not seen a sample said of it, in logits. */
export interface Held {
  sample: Sample;
  logits: number[];
}

/** Trains `folds` times without a part of the samples, origins kept together, and asks about that part. */
export function crossValidated(samples: Sample[], settings: Settings): Held[] {
  return Array.from({ length: folds }).flatMap((_, fold) =>
    heldOut(samples, settings, ({ origin }) => Math.floor(lot(origin) * folds) === fold),
  );
}

/** Trains without the samples that `isHeld` names, and asks about them. */
export function heldOut(
  samples: Sample[],
  settings: Settings,
  isHeld: (sample: Sample) => boolean,
): Held[] {
  const model = fit(pruned(categoryExamples(samples.filter((each) => !isHeld(each)))), settings);
  return samples.filter(isHeld).map((sample) => ({ sample, logits: ask(model, sample) }));
}

function ask(model: Model, sample: Sample): number[] {
  return logits(model, categoryExamples([sample])[0]!.features);
}

function scoresOf([Lead, Support, General, Spam]: number[]): Scores {
  return { Lead: Lead!, Support: Support!, General: General!, Spam: Spam! };
}

function decided({ sample, logits: values }: Held, leastSpam: number): Category {
  return decide(scoresOf(values), sample.mail.automated, leastSpam);
}

/** Precision and recall of spam among the samples, at a threshold. */
export function spamFigures(held: Held[], leastSpam: number) {
  const called = held.filter((each) => decided(each, leastSpam) === 'Spam');
  const right = called.filter(({ sample }) => sample.category === 'Spam').length;
  const all = held.filter(({ sample }) => sample.category === 'Spam').length;
  return { precision: right / called.length, recall: right / all, wrong: called.length - right };
}

/** Precision, recall and F1 by category, over labelled samples. */
export function categoryFigures(held: Held[], leastSpam: number) {
  const ours = held.filter(({ sample }) => isLabelled(sample));
  const pairs = ours.map((each) => [each.sample.category, decided(each, leastSpam)]);
  const by = categories.map((name) => {
    const right = pairs.filter(([truth, said]) => truth === name && said === name).length;
    const said = pairs.filter(([, answer]) => answer === name).length;
    const truth = pairs.filter(([label]) => label === name).length;
    return {
      name,
      precision: right / said,
      recall: right / truth,
      f1: (2 * right) / (said + truth),
    };
  });
  return { macroF1: by.reduce((sum, { f1 }) => sum + f1, 0) / by.length, by };
}

/** The divisor of the logits under which the truth is likeliest: confidence as often right as it says. */
export function temperatureOf(held: Held[], leastSpam: number): number {
  const ours = held.filter(({ sample }) => isLabelled(sample));
  const surprise = (temperature: number): number =>
    ours.reduce((sum, { sample, logits: values }) => {
      const barred = values.map(
        (value, at) => (value - (at === spam ? leastSpam : 0)) / temperature,
      );
      return sum - Math.log(softmax(barred)[categories.indexOf(sample.category!)]!);
    }, 0);
  const tried = Array.from({ length: 40 }, (_, step) => 0.5 + step * 0.1);
  return tried.reduce((best, each) => (surprise(each) < surprise(best) ? each : best));
}

/** How many urgencies are right when each fifth is told by the rest. */
export function urgencyAccuracy(samples: Sample[], settings: Settings): number {
  const told = samples.filter(
    ({ corpus, category }) => corpus === 'labelled' && category !== 'Spam',
  );
  let right = 0;
  for (let fold = 0; fold < folds; fold++) {
    const isHeld = ({ origin }: Sample): boolean => Math.floor(lot(origin) * folds) === fold;
    const model = fit(urgencyExamples(samples.filter((each) => !isHeld(each))), settings);
    right += urgencyExamples(told.filter(isHeld)).filter((each) => isRight(model, each)).length;
  }
  const spams = samples.filter(
    ({ corpus, category }) => corpus === 'labelled' && category === 'Spam',
  );
  return (right + spams.length) / (told.length + spams.length);
}

function isRight(model: Model, { features, label }: Example): boolean {
  const values = logits(model, features);
  return urgencies.every((_, at) => values[at]! <= values[label!]!);
}

import { type Features, featuresOf } from '../src/adapters/mock-llm/model/features.ts';
import { urgencyFeatures } from '../src/adapters/mock-llm/model/urgency-features.ts';
import { signsOf } from '../src/adapters/mock-llm/signs.ts';
import { categories, urgencies } from '../src/domain/category.ts';
import type { Mail } from '../src/domain/mail.ts';
import type { Sample } from './corpora.ts';
import type { Example } from './logistic.ts';

/** How much a sample of a corpus counts; that of ours is what the classifier is for. */
const weights: Record<string, number> = {
  labelled: 1,
  snippets: 1,
  tests: 0.7,
  trec07p: 0.3,
  phishing_pot: 0.15,
  enron1: 0.15,
  notmuch: 0.3,
};
/** Our spam counts more: there is little of it, and it looks like what comes today. */
const ourSpam = 4;
/** Good mail of the public corpora counts more than their spam: precision comes first. */
const goodMail = 18;
/**
 * The part of a sample's weight that goes to a copy of which only subject and text are left, so that
 * the model does not lean on headers where the words say enough.
 */
const bareShare = { labelled: 0.15, public: 0.35 };

/** A sample as the category model learns it. */
export function categoryExamples(samples: Sample[]): Example[] {
  const balance = balanceOf(samples);
  return samples.flatMap((sample) => {
    const { category, corpus } = sample;
    const label = category === null ? null : categories.indexOf(category);
    const isOurs = isLabelled(sample);
    const part =
      category === null
        ? goodMail
        : isOurs
          ? balance(category) * (category === 'Spam' ? ourSpam : 1)
          : 1;
    const weight = (weights[corpus] ?? 1) * part;
    const share = isOurs ? bareShare.labelled : bareShare.public;
    const { full, bare } = featuresFor(sample);
    return [
      { features: full, label, weight: weight * (1 - share) },
      { features: bare, label, weight: weight * share },
    ];
  });
}

/** The mail as it is, and without its headers. */
const known = new WeakMap<Sample, { full: Features; bare: Features }>();

function featuresFor(sample: Sample): { full: Features; bare: Features } {
  const before = known.get(sample);
  if (before) return before;
  const bare = withoutHeaders(sample.mail);
  const made = {
    full: featuresOf(sample.mail, signsOf(sample.mail)),
    bare: featuresOf(bare, signsOf(bare)),
  };
  known.set(sample, made);
  return made;
}

/** A sample as the urgency model learns it; spam has no urgency of its own. */
export function urgencyExamples(samples: Sample[]): Example[] {
  return samples.flatMap(({ mail, category, urgency }) => {
    if (category === null || category === 'Spam' || urgency === null) return [];
    const features = urgencyFeatures(mail, category);
    // Few mails are urgent, and they are the ones not to miss.
    return [{ features, label: urgencies.indexOf(urgency), weight: urgency === 'high' ? 3 : 1 }];
  });
}

export function isLabelled({ corpus }: Sample): boolean {
  return ['labelled', 'snippets', 'tests'].includes(corpus);
}

/** Rare categories count somewhat more. */
function balanceOf(samples: Sample[]): (category: string) => number {
  const counts = new Map<string, number>();
  const ours = samples.filter(isLabelled);
  for (const { category } of ours) counts.set(category!, (counts.get(category!) ?? 0) + 1);
  return (category) => Math.sqrt(ours.length / categories.length / (counts.get(category) ?? 1));
}

function withoutHeaders(mail: Mail): Mail {
  const from = { name: 'Somebody', address: 'somebody@company.example' };
  return { ...mail, from, traits: [], automated: null };
}

/** In fewer samples a feature tells of them and not of mail, and it takes the place of others. */
const leastSamples = 3;

/** Without the features that hardly any of the examples has. */
export function pruned(examples: Example[]): Example[] {
  const counts = new Map<number, number>();
  for (const { features } of examples) {
    for (const number of features.numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return examples.map((example) => {
    const { numbers, values } = example.features;
    // An example comes twice, with its headers and without.
    const isKept = (number: number): boolean => counts.get(number)! >= 2 * leastSamples - 1;
    const features = {
      numbers: numbers.filter(isKept),
      values: values.filter((_, at) => isKept(numbers[at]!)),
    };
    return { ...example, features };
  });
}

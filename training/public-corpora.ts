import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail } from '../src/domain/mail.ts';
import { domainName } from '../src/adapters/mock-llm/sender.ts';
import { bareMail, distinct, lot, read, type Sample } from './corpora.ts';

/** Mails that are taken of one sender's domain: a busy list would speak for all good mail. */
const perSender = 30;

/**
 * Real spam and good mail from public corpora in `folder`, as far as they lie there; see README.md
 * for where they come from. All of it tells spam from other mail and nothing else.
 */
export async function publicSamples(folder: string): Promise<Sample[]> {
  const all = [
    ...(await trec(join(folder, 'trec07p'))),
    ...(await phishing(join(folder, 'phishing_pot'))),
    ...(await lists(join(folder, 'notmuch'))),
    ...enron(join(folder, 'enron1')),
  ];
  return balanced(distinct(all));
}

/** Most spam is alike, so that a part of it says enough; of the good mail each counts. */
async function trec(folder: string): Promise<Sample[]> {
  const index = join(folder, 'full', 'index');
  if (!existsSync(index)) return [];
  const samples: Sample[] = [];
  for (const line of readFileSync(index, 'utf8').trim().split('\n')) {
    const [label, path = ''] = line.split(' ');
    const file = path.split('/').at(-1)!;
    const isSpam = label === 'spam';
    if (lot(file) > (isSpam ? 0.2 : 1)) continue;
    const mail = await read(join(folder, 'data', file));
    if (mail) samples.push(sample('trec07p', mail, isSpam, domainName(mail.from) || file));
  }
  return samples;
}

/** Traits of the text and its markup; those of headers tell the year and the trap from other mail. */
const ownTraits = /^(links?|html|make|length|exclamations|images|text|file|subject|re-without)\b/;

async function phishing(folder: string): Promise<Sample[]> {
  if (!existsSync(folder)) return [];
  const samples: Sample[] = [];
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.eml') || lot(file) > 0.25) continue;
    const mail = await read(join(folder, file));
    if (!mail) continue;
    const traits = mail.traits.filter((trait) => ownTraits.test(trait));
    const bare = { ...bareMail(mail.subject, mail.text), own: mail.own, traits };
    samples.push(sample('phishing_pot', bare, true, file));
  }
  return samples;
}

async function lists(folder: string): Promise<Sample[]> {
  if (!existsSync(folder)) return [];
  const samples: Sample[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const mail = await read(join(entry.parentPath, entry.name));
    if (mail) samples.push(sample('notmuch', mail, false, entry.name));
  }
  return samples;
}

/** Subject and text alone, in words that are parted by spaces. */
function enron(folder: string): Sample[] {
  if (!existsSync(folder)) return [];
  return ['ham', 'spam'].flatMap((label) =>
    readdirSync(join(folder, label))
      .filter((file) => lot(file) < 0.4)
      .map((file) => {
        const [subject = '', ...lines] = readFileSync(join(folder, label, file), 'latin1').split(
          '\n',
        );
        const text = lines
          .join('\n')
          .replaceAll(/http : \/ \/[^\n]*?(?=\s\s|\n|$)/g, ' http://x.example/ ');
        const mail = bareMail(subject.replace(/^Subject:\s*/, ''), text);
        return sample('enron1', mail, label === 'spam', file);
      }),
  );
}

function sample(corpus: string, mail: Mail, isSpam: boolean, origin: string): Sample {
  return { mail, category: isSpam ? 'Spam' : null, urgency: null, corpus, origin };
}

function balanced(samples: Sample[]): Sample[] {
  const taken = new Map<string, number>();
  return samples.filter(({ category, corpus, origin }) => {
    if (category === 'Spam') return true;
    const count = (taken.get(corpus + origin) ?? 0) + 1;
    taken.set(corpus + origin, count);
    return count <= perSender;
  });
}

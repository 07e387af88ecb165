import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { categories } from '../../src/domain/category.ts';
import { draftStatuses } from '../../src/domain/draft.ts';
import { aDraft } from '../support/a-draft.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

const drafts = 100_000;
const atOnce = 500;
const rounds = 30;
/** On the server, in milliseconds; the median, for the machine may be shared. */
const maxRenderMs = 50;
const maxPageBytes = 60_000;

const companies = ['Globex', 'Initech', 'Umbrella', 'Hooli', 'Soylent', 'Vehement', 'Massive'];

const pages = {
  'the list': '/dashboard',
  'a tab': '/dashboard?category=Support',
  'a tab with a status': '/dashboard?category=Lead&status=approved',
  'a search': '/dashboard?q=globex',
  'a search within a tab': '/dashboard?category=General&q=hooli',
  'a late page': '/dashboard?cursor=50000',
  'a draft': '/dashboard/drafts/50000',
  'a draft among those of a search': '/dashboard/drafts/50000?q=globex&category=Lead',
  insights: '/dashboard/insights',
  mailboxes: '/dashboard/mailboxes',
  quarantine: '/dashboard/quarantine',
  settings: '/dashboard/settings',
};

let server: RestServer;

beforeAll(async () => {
  server = await startRest();
  for (let first = 0; first < drafts; first += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, i) => first + i);
    await Promise.all(numbers.map((n) => server.deps.drafts.put(numbered(n))));
  }
}, 120_000);
afterAll(() => server.close());

describe(`with ${drafts.toLocaleString('en')} drafts`, () => {
  test.each(Object.entries(pages))('renders %s in time', async (name, path) => {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const response = await fetch(server.url + path);
      const html = await response.text();
      times.push(performance.now() - began);
      expect(response.status).toBe(200);
      bytes = Buffer.byteLength(html);
    }
    times.sort((a, b) => a - b);
    const [median = 0, worst = 0] = [times[rounds >> 1], times.at(-1)];
    console.log(`${name}: ${median.toFixed(1)} ms (worst ${worst.toFixed(1)}), ${bytes} bytes`);
    expect(median).toBeLessThan(maxRenderMs);
    expect(bytes).toBeLessThan(maxPageBytes);
  });
});

function numbered(n: number) {
  const company = companies[n % companies.length] ?? '';
  const category = categories[n % categories.length] ?? 'General';
  const draft = aDraft({
    key: `sales/INBOX/1/${n}`,
    uid: n + 1,
    messageId: `<${n}@mail.example>`,
    threadId: `<${n}@mail.example>`,
    subject: `Question ${n} of ${company}`,
    sender: { name: `Person ${n}`, address: `person${n}@${company.toLowerCase()}.example` },
    category,
    status: draftStatuses[n % draftStatuses.length] ?? 'drafted',
  });
  return { ...draft, crm: draft.crm && { ...draft.crm, company } };
}

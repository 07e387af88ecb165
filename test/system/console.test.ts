import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { type Agent, startAgent, workingDirectory } from '../support/agent.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';

const hostile = `"><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;
const maxWeight = 150_000;
/** A tool with a script of its own, in many small modules; all but its figures is cached for good. */
const inspectorWeight = 200_000;
const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 360, height: 740 } };
const schemes = ['light', 'dark'] as const;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The built program with its sample mail, a stranger's mail and a stranger's CRM among them. */
describe.skipIf(!hasChromium())('every page of the console', () => {
  let browser: Browser;
  let agent: Agent;
  let locked: Agent;
  let lead: Draft;
  let odd: Draft;
  const cleanUps: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    cleanUps.push(() => browser.close());
    const [one, two] = [await workingDirectory(), await workingDirectory()];
    cleanUps.push(one.remove, two.remove);
    const crm = join(one.path, 'crm.csv');
    const quoted = `"${hostile.replaceAll('"', '""')}"`;
    await writeFile(
      crm,
      'email,domain,company,industry,size,contact_role\n' +
        `mallory@hostile.example,,${[quoted, quoted, '1-10', quoted].join(',')}\n`,
    );
    agent = await startAgent({ CRM_FILE: crm }, one.path);
    cleanUps.push(() => agent.stop());
    locked = await startAgent({ API_TOKEN: 'a-token-of-the-tests' }, two.path);
    cleanUps.push(() => locked.stop());
    await agent.settled(15);
    await sendTestMail({ name: hostile, address: 'mallory@hostile.example', subject: hostile });
    await agent.settled(16);
    const drafts = await agent.drafts();
    lead = named(drafts, ({ category, reply }) => category === 'Lead' && reply !== null);
    odd = named(drafts, ({ sender }) => sender.address === 'mallory@hostile.example');
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  async function sendTestMail(mail: { name: string; address: string; subject: string }) {
    const response = await fetch(`${agent.url}/dashboard/demo/mail`, {
      method: 'POST',
      body: new URLSearchParams({ ...mail, text: `${hostile}\n\nWhat does it cost?` }),
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
  }

  const paths: [string, () => string][] = [
    ['the list', () => `${agent.url}/dashboard`],
    ['a search without a hit', () => `${agent.url}/dashboard?q=nothinglikeit`],
    ['a message', () => `${agent.url}/dashboard/drafts/${lead.id}`],
    ['a hostile message', () => `${agent.url}/dashboard/drafts/${odd.id}`],
    ['insights', () => `${agent.url}/dashboard/insights`],
    ['mailboxes', () => `${agent.url}/dashboard/mailboxes`],
    ['quarantine', () => `${agent.url}/dashboard/quarantine`],
    ['settings', () => `${agent.url}/dashboard/settings`],
    ['the form of the demo', () => `${agent.url}/dashboard/demo`],
    ['a page that is not there', () => `${agent.url}/dashboard/drafts/99999`],
    ['the inspector', () => `${agent.url}/inspector`],
    ['the sign-in', () => `${locked.url}/login`],
  ];

  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of schemes) {
      test.each(paths)(`%s is in order (${size}, ${colorScheme})`, async (name, url) => {
        const context = await browser.newContext({ viewport, colorScheme });
        try {
          await inOrder(context, url(), name);
        } finally {
          await context.close();
        }
      });
    }
  }

  async function inOrder(context: BrowserContext, url: string, name: string): Promise<void> {
    const faults: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !name.includes('not there')) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (asked.protocol !== 'data:' && asked.host !== new URL(url).host) faults.push(asked.href);
    });
    const weight = await weighing(page);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(700);
    expect(faults).toEqual([]);
    expect(await page.title()).not.toBe('owned');
    const most = name === 'the inspector' ? inspectorWeight : maxWeight;
    expect(weight()).toBeLessThan(most);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
    expect(await violations(page)).toEqual([]);
  }
});

function named(drafts: Draft[], wanted: (draft: Draft) => boolean): Draft {
  const found = drafts.find(wanted);
  if (!found) throw new Error('the sample mail lacks a draft that the test needs');
  return found;
}

/** Bytes over the wire, as the browser counts them. */
async function weighing(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  return () => bytes;
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** What axe-core finds, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate<AxeResult>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

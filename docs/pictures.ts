/**
 * Takes the README's pictures of the running demo: `npm run pictures`, with Chromium installed.
 * Every page in light, in dark and on a phone, with a month of made-up figures for the charts.
 */
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Draft } from '../src/domain/draft.ts';
import { type Agent, startAgent, workingDirectory } from '../test/support/agent.ts';
import { writeHistory } from './pictures-history.ts';

const pictures = new URL('./pictures/', import.meta.url).pathname;
const looks = {
  light: { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
} as const;

const cleanUps: (() => Promise<unknown>)[] = [];
try {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  cleanUps.push(() => browser.close());
  const agent = await started({ SIGNATURE_NAME: 'Dana from Example' });
  await agent.settled(15);
  // While what happened to the sample mail is still known.
  await takeInspector(browser, agent);
  await writeHistory(agent.directory);
  const [lead, other] = await drafts(agent);
  await edit(agent, lead);
  await post(agent, `/drafts/${other?.id}/approve`, { version: other?.version });
  const locked = await started({ API_TOKEN: 'a-token' });
  await take(browser, {
    list: `${agent.url}/dashboard`,
    message: `${agent.url}/dashboard/drafts/${lead?.id}`,
    insights: `${agent.url}/dashboard/insights`,
    mailboxes: `${agent.url}/dashboard/mailboxes`,
    quarantine: `${agent.url}/dashboard/quarantine`,
    settings: `${agent.url}/dashboard/settings`,
    demo: `${agent.url}/dashboard/demo`,
    'sign-in': `${locked.url}/login`,
  });
} finally {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
}

async function started(env: Record<string, string>): Promise<Agent & { directory: string }> {
  const directory = await workingDirectory();
  cleanUps.push(directory.remove);
  const agent = await startAgent(env, directory.path);
  cleanUps.push(() => agent.stop());
  return { ...agent, directory: directory.path };
}

/** A lead whose company is known, and another one. */
async function drafts(agent: Agent): Promise<Draft[]> {
  const leads = (await agent.drafts()).filter(
    ({ category, reply }) => category === 'Lead' && reply,
  );
  const known = leads.find(({ crm }) => crm?.company === 'Globex');
  return [...(known ? [known] : []), ...leads.filter((draft) => draft !== known)];
}

/** So that there is a version to compare. */
async function edit({ url }: Agent, draft: Draft | undefined): Promise<void> {
  const body = draft?.reply?.body.replace('Best regards', 'A call on Friday?\n\nKind regards');
  await fetch(`${url}/drafts/${draft?.id}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ version: draft?.version, reply: { body } }),
  });
}

async function post({ url }: Agent, path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** A folder that is watched, a mail half-way on the drawing of its machine, and who tells whom what. */
async function takeInspector(browser: Browser, { url }: Agent): Promise<void> {
  const pages = {
    inspector: '?actor=mailbox-0',
    'inspector-message': '?message=1',
    'inspector-sequence': '?actor=supervisor&view=sequence',
  };
  for (const [name, query] of Object.entries(pages)) {
    for (const [look, options] of Object.entries(looks)) {
      const page = await browser.newPage(options);
      await page.goto(`${url}/inspector${query}`);
      await page.locator('#live[data-state=live]').waitFor();
      await page.waitForTimeout(2_500);
      if (name === 'inspector-message') await stepBack(page);
      await page.screenshot({ path: `${pictures}${name}-${look}.png` });
      await page.close();
    }
  }
}

async function stepBack(page: Page): Promise<void> {
  const back = page.getByRole('button', { name: 'Back', exact: true });
  for (let step = 0; step < 4; step += 1) await back.click();
  await page.waitForTimeout(1_000);
}

async function take(browser: Browser, pages: Record<string, string>): Promise<void> {
  for (const [look, options] of Object.entries(looks)) {
    for (const [name, url] of Object.entries(pages)) {
      const page: Page = await browser.newPage(options);
      await page.goto(url, { waitUntil: 'load' });
      await page.waitForTimeout(1_000);
      await page.screenshot({ path: `${pictures}${name}-${look}.png` });
      await page.close();
    }
  }
}

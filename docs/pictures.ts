/** Takes the README's pictures of the running demo: `npm run pictures`, with Chromium installed. */
import { chromium } from 'playwright-core';
import { startAgent, workingDirectory } from '../test/support/agent.ts';

const pictures = new URL('./pictures/', import.meta.url).pathname;

const directory = await workingDirectory();
const agent = await startAgent({ SIGNATURE_NAME: 'Dana from Example' }, directory.path);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
try {
  await agent.settled(15);
  const drafts = await agent.drafts();
  const lead = drafts.find((draft) => draft.crm?.company === 'Globex');
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  for (const [name, path] of [
    ['dashboard', '/dashboard'],
    ['message', `/dashboard/messages/${lead?.message}`],
    ['inspector', '/inspector'],
  ] as const) {
    await page.goto(agent.url + path, { waitUntil: 'load' });
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: `${pictures}${name}.png` });
  }
} finally {
  await browser.close();
  await agent.stop();
  await directory.remove();
}

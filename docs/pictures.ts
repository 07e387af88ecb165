/** Takes the README's pictures of the running demo: `npm run pictures`, with Chromium installed. */
import { chromium } from 'playwright-core';
import { startAgent, workingDirectory } from '../test/support/agent.ts';

const pictures = new URL('./pictures/', import.meta.url).pathname;

const directory = await workingDirectory();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
const agent = await startAgent({ SIGNATURE_NAME: 'Dana from Example' }, directory.path);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  // While the sample mail is worked, so that there is something to see.
  await page.goto(`${agent.url}/inspector`);
  await agent.settled(15);
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${pictures}inspector.png` });

  const drafts = await agent.drafts();
  const lead = drafts.find((draft) => draft.crm?.company === 'Globex');
  for (const [name, path] of [
    ['dashboard', '/dashboard'],
    ['message', `/dashboard/messages/${lead?.message}`],
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

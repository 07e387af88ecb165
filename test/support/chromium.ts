import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Whether there is a browser here. Under CI one is expected: then a missing one is a failure. */
export function hasChromium(): boolean {
  if (existsSync(executablePath)) return true;
  const lack = `no browser at ${executablePath} (apt-get install chromium)`;
  if (process.env['CI'] === 'true') throw new Error(lack);
  console.warn(`The browser tests did not run: ${lack}`);
  return false;
}

export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

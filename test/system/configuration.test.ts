import { expect, test } from 'vitest';
import { runToEnd, workingDirectory } from '../support/agent.ts';

test('a wrong configuration tells every problem at once and exits 2', async () => {
  const directory = await workingDirectory();
  const { code, output } = await runToEnd(
    {
      PORT: 'eighty',
      IMAP_HOST: 'mail.example',
      IMAP_BACKFILL: 'yesterday',
      OPENAI_BASE_URL: 'not a url',
      HOST: '0.0.0.0',
      DATABASE_URL: 'mysql://x',
      CRM_FILE: '/nowhere/crm.csv',
    },
    directory.path,
  );
  await directory.remove();
  expect(code).toBe(2);
  const text = output.join('\n');
  const named = ['PORT', 'IMAP_USER', 'IMAP_PASS', 'IMAP_BACKFILL', 'OPENAI_BASE_URL', 'API_TOKEN'];
  for (const name of [...named, 'DATABASE_URL', 'CRM_FILE']) expect(text).toContain(`- ${name} `);
});

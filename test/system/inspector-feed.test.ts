import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agent, countsOf, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { canary, canaryMail, mailCanaries } from '../support/canary-mail.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { addressesIn, leaksIn, record, type Recorder } from '../support/feed-recorder.ts';
import { type HubspotServer, startHubspotServer } from '../support/hubspot-server.ts';
import { startImapScript } from '../support/imap-script.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { indigestibleMail, variedMails } from '../support/mails.ts';

const secrets = {
  IMAP_PASS: canary('imapPass'),
  API_TOKEN: canary('apiToken'),
  OPENAI_API_KEY: `sk-${canary('openaiKey')}`,
};
const smtpPassword = canary('smtpPassword');
/** The one that the stand-in for HubSpot takes. */
const hubspotToken = 'pat-eu1-secret-token';
const secretWords = [...Object.values(secrets), smtpPassword, hubspotToken];
const crmWords = ['crmCompany', 'crmIndustry', 'crmRole', 'crmDomain', 'hubCompany'].map(canary);
const llmWords = ['llmAnswer', 'llmModel', 'llmError', 'llmCode'].map(canary);
const otherWords = [
  'globex',
  'Lena Lead',
  'Sam Support',
  'newspaper',
  'out of the office',
  'demo of your',
];

let dovecot: Dovecot;
let llm: LlmServer;
let hubspot: HubspotServer;
const cleanUps: (() => Promise<unknown>)[] = [];

const ordinary = variedMails(40).map(({ raw }) => raw);
const quarantined = indigestibleMail()
  .replace('Subject: ', `Subject: ${canary('subject')} `)
  .replace('bad@broken', `${canary('fromUser')}@broken`);

async function start(env: Record<string, string>): Promise<Agent> {
  const { path, remove } = await workingDirectory();
  const crm = join(path, 'crm.csv');
  await writeFile(
    crm,
    `email,domain,company,industry,size,contact_role
${canary('fromUser')}1@${canary('fromHost')}.example,,${canary('crmCompany')},${canary('crmIndustry')},50,${canary('crmRole')}
,${canary('crmDomain')}.example,${canary('crmCompany')},${canary('crmIndustry')},50,
,globex.com,${canary('crmCompany')},${canary('crmIndustry')},50,
`,
  );
  const agent = await startAgent(
    {
      ...secrets,
      OPENAI_BASE_URL: llm.baseUrl,
      CRM_FILE: crm,
      HUBSPOT_BASE_URL: hubspot.url,
      HUBSPOT_TOKEN: hubspotToken,
      SMTP_URL: `smtp://mailer:${smtpPassword}@127.0.0.1:1`,
      SMTP_FROM: 'Sales <sales@ourselves.example>',
      SENDER_DAILY_CAP: '1000',
      ...env,
    },
    path,
  );
  cleanUps.push(remove, () => agent.stop('SIGKILL'));
  return agent;
}

const headers = { Authorization: `Bearer ${secrets.API_TOKEN}` };

async function settled(agent: Agent, n: number): Promise<void> {
  let counts: Record<string, number | undefined> = {};
  for (let waited = 0; waited < 90_000; waited += 200) {
    const response = await fetch(`${agent.url}/ledger`, { headers });
    const { mailboxes } = (await response.json()) as { mailboxes: Parameters<typeof countsOf>[0] };
    counts = countsOf(mailboxes);
    const { done = 0, skipped = 0, quarantined: set = 0 } = counts;
    if (done + skipped + set >= n) return;
    await sleep(200);
  }
  throw new Error(`not settled: ${JSON.stringify(counts)}\n${agent.output.slice(-5).join('\n')}`);
}

/** Asks again and again for every actor that the feed has named, and keeps what is answered. */
function pollActors(agent: Agent, feed: Recorder) {
  const bodies: string[] = [];
  const end = new AbortController();
  const polling = (async () => {
    while (!end.signal.aborted) {
      const ids = [...feed.text().matchAll(/"sessionId":"([^"]+)"/g)].map(([, id = '']) => id);
      for (const id of [...new Set(ids)].slice(-30)) {
        const response = await fetch(`${agent.url}/inspector/actors/${encodeURIComponent(id)}`, {
          headers,
        });
        const body = await response.text();
        if (response.status === 200) bodies.push(body);
      }
      await sleep(20);
    }
  })();
  return async () => {
    end.abort();
    await polling;
    return bodies;
  };
}

describeWithDovecot('the feed of the inspector over real mail', () => {
  beforeAll(async () => {
    const base = await mkdtemp(join(tmpdir(), 'dovecot-'));
    dovecot = await startDovecot({ users: ['alice', 'bob'], base });
    const users = join(base, 'users');
    const known = await readFile(users, 'utf8');
    await writeFile(users, known.replaceAll('{PLAIN}secret', `{PLAIN}${secrets.IMAP_PASS}`));
    llm = await startLlmServer({ model: canary('llmModel') });
    hubspot = await startHubspotServer({
      companies: [
        { id: '1', properties: { name: canary('hubCompany'), domain: 'newspaper.example' } },
      ],
    });
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await Promise.all([llm.close(), hubspot.close(), dovecot.stop()]);
  });

  test('holds no address, no text of a mail or an answer, and no secret', async () => {
    llm.setBehaviour({
      status: 400,
      error: {
        message: `${canary('llmError')} for lena@globex.com`,
        code: canary('llmCode'),
        type: canary('llmError'),
      },
      times: 9,
      afterwards: { plants: [canary('llmAnswer')] },
    });
    const agent = await start({
      ...mailboxAt(dovecot.port, 'alice'),
      IMAP_PASS: secrets.IMAP_PASS,
      IMAP_BACKFILL: 'all',
    });
    const { API_TOKEN: token } = secrets;
    const plain = await record(agent.url, '', token);
    const page = await record(agent.url, '?batch=50&definitions=no&brief=yes', token);
    const stopPolling = pollActors(agent, plain);
    const mails = [
      ...ordinary,
      ...Array.from({ length: 20 }, (_, i) => canaryMail(i)),
      quarantined,
    ];
    await dovecot.fill('alice', mails.length, (i) => mails[i] ?? '');
    await settled(agent, mails.length - 5);
    const late = await record(agent.url, '', token);
    await settled(agent, mails.length);
    const actors = await stopPolling();
    await agent.stop();

    expect(actors.length).toBeGreaterThan(20);
    const streams = {
      plain: plain.text(),
      page: page.text(),
      late: late.text(),
      actors: actors.join('\n'),
    };
    const words = [...mailCanaries, ...crmWords, ...llmWords, ...secretWords, ...otherWords];
    for (const [name, stream] of Object.entries(streams)) {
      expect.soft(leaksIn(stream, words), name).toEqual([]);
      expect.soft(addressesIn(stream), name).toEqual([]);
    }
    // It was a feed of all that, and not of nothing.
    expect(streams.plain).toContain('"type":"@xstate.event"');
    expect(streams.plain).toContain('"subject":"message 61"');
    expect(streams.plain).toContain('"code":"llm.rejected"');
    expect(streams.plain).toContain('"ended":"quarantined"');
    expect(streams.page.length).toBeGreaterThan(100_000);
    expect(streams.page).not.toContain('"definition"');
    expect(streams.late).toContain('"definition"');
    expect(streams.late).toContain('"@agent.history"');
  }, 240_000);

  test('tells nothing that a mail server says', async () => {
    const said = `[ALERT] ${canary('imapText')} of carolina@example.com`;
    const imap = await startImapScript({
      greeting: `* OK ${canary('imapText')} ready`,
      on: { EXAMINE: (command) => command.no(said), SELECT: (command) => command.no(said) },
    });
    cleanUps.push(() => imap.close());
    const agent = await start({
      ...mailboxAt(imap.account().port, `${canary('imapUser')}@example.com`),
      IMAP_PASS: secrets.IMAP_PASS,
      // So are folders called that other people share.
      IMAP_MAILBOX: 'Shared/support@firm.example',
    });
    const feed = await record(agent.url, '', secrets.API_TOKEN);
    await expect.poll(() => feed.text(), { timeout: 15_000 }).toMatch(/"code":"imap\.\w+"/);
    await sleep(500);
    const late = await record(agent.url, '', secrets.API_TOKEN);
    await expect.poll(() => late.text()).toContain('@agent.history');
    await agent.stop();
    const stream = feed.text() + late.text();
    const words = [canary('imapText'), canary('imapUser'), 'carolina', ...secretWords];
    expect(leaksIn(stream, words)).toEqual([]);
    expect(addressesIn(stream)).toEqual([]);
    expect(stream).toContain('"subject":"[redacted]"');
  }, 60_000);

  test('shows the text of mail with INSPECT_FULL, and still no secret', async () => {
    // Whatever it is told, the LLM server knows the key.
    llm.setBehaviour({
      status: 401,
      error: { message: `Incorrect API key provided: ${secrets.OPENAI_API_KEY}` },
      times: 3,
      afterwards: { plants: [secrets.OPENAI_API_KEY] },
    });
    const agent = await start({
      ...mailboxAt(dovecot.port, 'bob'),
      IMAP_PASS: secrets.IMAP_PASS,
      IMAP_BACKFILL: 'all',
      INSPECT_FULL: 'true',
    });
    const feed = await record(agent.url, '', secrets.API_TOKEN);
    const mails = Array.from({ length: 8 }, (_, i) =>
      // A mail may hold a secret too, such as one that was stolen.
      canaryMail(i).replace('Regards', `We know ${secretWords.join(' and ')}.\r\nRegards`),
    );
    await dovecot.fill('bob', mails.length, (i) => mails[i] ?? '');
    await settled(agent, mails.length);
    await agent.stop();
    // What is searched for is found where it is shown.
    expect(leaksIn(feed.text(), [canary('text'), canary('subject')])).toHaveLength(2);
    expect(leaksIn(btoa(`a mail of ${canary('text')} and more`), [canary('text')])).toHaveLength(1);
    expect(addressesIn(feed.text())).not.toEqual([]);
    expect(leaksIn(feed.text(), secretWords)).toEqual([]);
  }, 180_000);
});

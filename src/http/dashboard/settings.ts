import type { Setting } from '../../ports.ts';
import { durationText } from '../../views/charts/figures.ts';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { actionText, actorText } from './actions-words.ts';
import type { Pages } from './pages.ts';
import { receiverWord } from './webhooks-words.ts';

const path = '/dashboard/settings';
const shownActions = 50;

/** The configuration in force, what runs with it, and who did what. */
export function settingsPages({ get }: Pages, deps: HttpDeps): void {
  get(path, async (ctx) =>
    sendPage(ctx, 'settings', {
      groups: groupsOf(deps.settings),
      running: await runningOf(deps),
      actions: await actionsOf(deps),
    }),
  );
  get(`${path}/actions`, async (ctx) =>
    sendPage(ctx, 'settings-actions', { actions: await actionsOf(deps) }),
  );
}

/** By the beginning of the name; what fits nowhere else is about how the process runs. */
const groups = [
  { name: 'Mailbox', of: /^(IMAP_|OWN_ADDRESSES|SENDER_DAILY_CAP|MAX_MESSAGE_BYTES|ACCOUNTS_)/ },
  { name: 'LLM', of: /^(OPENAI_|LLM_|SIGNATURE_|PLAYBOOK_)/ },
  { name: 'CRM', of: /^(CRM_|HUBSPOT_)/ },
  { name: 'Sending', of: /^(SMTP_|WEBHOOK_)/ },
  { name: 'Storage', of: /^(DATABASE_|RAW_RETENTION_)/ },
  { name: 'HTTP', of: /^(HOST|PORT|API_TOKEN|PUBLIC_URL|TRUST_PROXY|RATE_LIMIT_\w+)$/ },
  { name: 'Running', of: /./ },
];

function groupsOf(settings: Setting[]) {
  const groupOf = ({ name }: Setting) => groups.find(({ of }) => of.test(name));
  return groups
    .map((group) => ({
      name: group.name,
      settings: settings
        .filter((setting) => groupOf(setting) === group)
        .map((setting) => ({ ...setting, value: shownOf(setting) })),
    }))
    .filter((group) => group.settings.length > 0);
}

/** That a secret is set is told by the mark beside it, as with any other. */
function shownOf({ value, given }: Setting): string | null {
  return given && value === 'set' ? 'not shown' : value;
}

const roles = {
  all: 'Everything in one process',
  agent: 'Mail and machines',
  api: 'Drafts and dashboard; mail is worked by the agent process',
};

async function runningOf({ role, apiToken, demo, outbox, webhooks }: HttpDeps) {
  const receiver = await webhooks.receiver();
  return [
    { name: 'Role', value: `${role}: ${roles[role]}` },
    { name: 'Mailbox', value: demo ? 'The demo: sample mail in this process' : 'As set below' },
    {
      name: 'Approved replies',
      value: outbox.sends
        ? 'Are sent by SMTP, or saved to Drafts'
        : 'Can be saved to Drafts; SMTP_URL lets them be sent',
    },
    { name: 'Webhooks', value: receiverWord(receiver).text, href: '/dashboard/webhooks' },
    {
      name: 'Who may come in',
      value: apiToken
        ? 'Who has API_TOKEN, or a token of their own'
        : 'Only this machine, without a sign-in',
    },
    { name: 'Node.js', value: process.version },
    { name: 'Up for', value: durationText(process.uptime() * 1_000) },
  ];
}

async function actionsOf({ audit }: HttpDeps) {
  const { items } = await audit.list({ limit: shownActions });
  return items.map((entry) => ({
    id: entry.id,
    at: entry.at,
    who: actorText(entry),
    did: actionText(entry),
  }));
}

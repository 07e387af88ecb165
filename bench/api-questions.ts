/** What is asked of the API: with the words that its mail has, from the most frequent to none. */

const drafts = '/drafts';
export const firstPage = drafts;

/** Of each filter alone and of several: many drafts, few, old ones alone, and none. */
export const filters = [
  'category=Lead&status=drafted',
  'category=Support&status=sent',
  'category=Lead',
  'category=Spam',
  'status=drafted',
  'status=no_reply',
  'status=failed',
  'urgency=high',
  'account=press',
  'category=Support&status=sent&urgency=high',
  'account=support&category=Lead&status=unknown',
  'account=press&urgency=medium',
  'category=Spam&status=sent',
  'category=Spam&urgency=high',
  'account=nobody',
].map((query) => `${drafts}?${query}`);

export const searches = [
  // In every reply, in one of a few, and in one of thousands.
  'thank',
  'linux',
  'money',
  'hookah',
  // A sender, a company, a number out of a subject.
  'gordon',
  'sourceforge',
  '7919',
  // Two frequent ones, a frequent one beside a rare one, and two that seldom meet.
  'thank regards',
  'linux perl',
  'thank hookah',
  'hookah viagra',
  'matthias anthrax',
  // Beginnings, from a short one that many words have to a long one, of words
  // that all replies have too; and a second word half typed.
  'unsub',
  'lic',
  'freq',
  'informati',
  'regar',
  'messa',
  'thank unsub',
  // In none.
  'xyzzyplugh',
  'thank xyzzyplugh',
]
  .map((q) => `${drafts}?q=${encodeURIComponent(q)}`)
  .concat([
    `${drafts}?q=money&category=Lead`,
    `${drafts}?q=thank&category=Support&status=failed`,
    `${drafts}?q=thank&category=Spam&status=sent`,
  ]);

/** Far behind, where an offset would have to be counted to. */
export const deep = [
  `${drafts}?cursor=500000`,
  `${drafts}?cursor=1000`,
  `${drafts}?category=Lead&status=sent&cursor=500000`,
  `${drafts}?status=failed&cursor=10000`,
  `${drafts}?q=thank&cursor=500000`,
  `${drafts}?q=linux&category=Support&cursor=20000`,
];

/** Pages that a person looks at. */
export const pages = {
  dashboard: ['/dashboard'],
  'dashboard, a tab': ['/dashboard?category=Support&status=drafted'],
  'dashboard, a search': ['/dashboard?q=linux'],
  'dashboard, a draft': ['/dashboard/drafts/10000'],
  'dashboard, a draft of a search': ['/dashboard/drafts/10000?q=linux&category=Support'],
  insights: ['/dashboard/insights'],
  'insights, backlog': ['/dashboard/insights/backlog'],
  mailboxes: ['/dashboard/mailboxes'],
  quarantine: ['/dashboard/quarantine'],
  messages: ['/messages'],
  'messages, a search': ['/messages?q=linux'],
  stats: ['/stats'],
  ledger: ['/ledger'],
};

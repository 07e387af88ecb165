import type { Config } from '../config.ts';
import type { Playbook } from '../domain/playbook.ts';
import { configuredAccount } from '../mailboxes.ts';
import { apiExamination, clockExamination, webhookExamination } from './checks/api.ts';
import { crmExaminations } from './checks/crm.ts';
import { databaseExamination } from './checks/database.ts';
import { imapExamination } from './checks/imap.ts';
import { llmExamination } from './checks/llm.ts';
import { postgresExamination } from './checks/postgres.ts';
import { smtpExamination } from './checks/smtp.ts';
import { type Examination, skipped } from './examination.ts';

/** All that this configuration connects to, in the order of the report. */
export function examinationsOf(config: Config, playbook: Playbook): Examination[] {
  const { ROLE, DATABASE_URL, API_URL, API_TOKEN } = config;
  const database = DATABASE_URL.startsWith('sqlite:')
    ? databaseExamination(DATABASE_URL)
    : postgresExamination(DATABASE_URL);
  if (ROLE === 'api') return [database, ...webhook(config)];
  return [
    database,
    imap(config),
    ...llm(config, playbook),
    ...crmExaminations(config),
    config.SMTP_URL
      ? smtpExamination(config.SMTP_URL)
      : skipped('SMTP', 'SMTP_URL is not set: replies are saved to Drafts, and not sent'),
    ...(API_URL ? [apiExamination(API_URL, API_TOKEN)] : []),
    ...webhook(config),
  ];
}

function imap(config: Config): Examination {
  if (!config.IMAP_HOST) return skipped('IMAP', 'IMAP_HOST is not set: the demo mailbox runs');
  return imapExamination(configuredAccount(config), config.IMAP_MAILBOX);
}

function llm(config: Config, playbook: Playbook): Examination[] {
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = config;
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) {
    return [skipped('LLM', 'OPENAI_API_KEY and OPENAI_BASE_URL are not set: the mock answers')];
  }
  const url = OPENAI_BASE_URL ?? 'https://api.openai.com/v1';
  return [llmExamination(config, playbook), clockExamination(url)];
}

function webhook({ WEBHOOK_URL }: Config & { WEBHOOK_URL?: string | undefined }): Examination[] {
  return WEBHOOK_URL ? [webhookExamination(WEBHOOK_URL)] : [];
}

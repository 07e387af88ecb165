import { describe, expect, test } from 'vitest';

import type { Reply } from '../../../src/domain/message.ts';
import { aMail } from '../../support/a-claim.ts';
import { aDraftRequest, failureOf, llmServer, mail, signal } from './fixtures.ts';

const fixture = llmServer();
const text = 'Dear Dana,\n\nthank you for asking. Shall we talk on Tuesday?';

function draft(answer: Partial<Reply>, subject = mail.subject, asked = mail.text): Promise<Reply> {
  fixture.server.setBehaviour({ answer: { body: text, ...answer } });
  const about = aMail({ ...mail, subject, text: asked });
  return fixture.llm().draft(aDraftRequest({ mail: about }), signal);
}

describe('a reply', () => {
  test.each([
    ['', 'Pricing', 'Re: Pricing'],
    ['  ', 'RE: Pricing', 'RE: Pricing'],
    ['', ' \n ', 'Re: your message'],
    ['Re: Pricing\r\nBcc: evil@example.org', 'Pricing', 'Re: Pricing Bcc: evil@example.org'],
    ['Re: '.padEnd(900, 'x'), 'Pricing', 'Re: '.padEnd(250, 'x')],
  ])('with the subject %j to %j gets one line', async (subject, asked, expected) => {
    expect((await draft({ subject }, asked)).subject).toBe(expected);
  });

  test.each([
    ['Best regards,\n[Your Name]'],
    ['Kind regards'],
    ['Warm regards,\n\nThe Marketing Team\nInitech'],
    ['Mit freundlichen Grüßen\nMax Mustermann'],
    ['Cordialement,\nMarie'],
    ['Sincerely,\nJane\nHead of Marketing\nInitech'],
    ['[Your Name]\n[Your Position]'],
  ])('loses the closing %j', async (closing) => {
    expect((await draft({ body: `${text}\n\n${closing}` })).body).toBe(text);
  });

  test.each([
    `${text}\n\nThank you for your patience, and best regards to the team.`,
    'Hello,\n\nThanks!\n\nYour question about seats needs a closer look, and so a colleague of mine will write to you.',
  ])('keeps %j', async (body) => {
    expect((await draft({ body })).body).toBe(body);
  });

  test.each([
    ['nothing', { body: ' \n ' }],
    ['a closing alone', { body: 'Best regards,\nJane' }],
    ['too much', { body: 'x'.repeat(6_001) }],
    [
      'a placeholder',
      { body: 'Dear [Customer Name],\n\nit costs [insert price].\n\nSo much for now.' },
    ],
    ['a language that is none', { language: 'German' }],
    ['a language that goes on and on', { language: `en${'-abcdefgh'.repeat(9)}` }],
  ])('with %s is invalid', async (_, answer) => {
    expect((await failureOf(draft(answer))).code).toBe('llm.invalid');
  });

  test("may quote the sender's own placeholder", async () => {
    const body =
      'Hello,\n\nthat [Company Name] stays empty looks wrong indeed. We will look into it.';
    await expect(
      draft({ body }, 'x', 'your template prints [Company Name]'),
    ).resolves.toMatchObject({ body });
  });

  test.each([
    ['de_DE', 'de-DE'],
    ['EN', 'en'],
    [' pt-BR ', 'pt-BR'],
  ])('in %j is in %s', async (language, expected) => {
    expect((await draft({ language })).language).toBe(expected);
  });

  test('has no control characters and no half characters', async () => {
    const body = 'Hello\u0000 Dana,\r\n\r\n\u001B[31mred\u007F \uD800x, tab\there 😀';
    expect((await draft({ body })).body).toBe('Hello Dana,\n\n[31mred x, tab\there 😀');
  });
});

import { expect, test } from 'vitest';

import { urgencyOf } from '../../../src/adapters/mock-llm/urgency.ts';
import type { Category, Urgency } from '../../../src/domain/category.ts';
import { labelled } from './mails/labelled.ts';

test.each<[Urgency, Category, string]>([
  ['high', 'Support', 'Nobody can log in, our production is down. Please help asap!'],
  ['high', 'Support', 'We found that other customers data is shown to us. This is a data breach.'],
  ['high', 'Support', 'If this is not refunded our lawyer will take legal action.'],
  ['high', 'Support', 'Das System ist nicht erreichbar, bitte dringend beheben.'],
  ['high', 'Support', 'C’est la troisième fois que j’écris, c’est inacceptable.'],
  ['high', 'Lead', 'We need a quote by tomorrow.'],
  ['high', 'Lead', 'Es urgente, necesitamos el presupuesto para hoy mismo.'],
  ['high', 'General', 'Urgent: I need your comment by tonight.'],
  ['medium', 'Support', 'How do I change the logo in my account?'],
  ['medium', 'Lead', 'Could you send us your pricing?'],
  ['medium', 'General', 'Please send me your comments this week.'],
  ['low', 'Support', 'How do I change the logo? No rush at all.'],
  ['low', 'Support', 'Wie ändere ich das Logo? Keine Eile.'],
  ['low', 'General', 'Thank you for the lovely evening.'],
  ['low', 'Spam', 'URGENT! Act now, your account is hacked, legal action by tomorrow!'],
])('%s: %s, “%s”', (urgency, category, text) => {
  const { mail } = labelled(category, 'a@b.example', 'Hello', text);
  expect(urgencyOf(mail, category)).toBe(urgency);
});

test('machine-made mail waits', () => {
  const { mail } = labelled('General', 'alerts@b.example', 'URGENT', 'Server is down, asap');
  expect(urgencyOf({ ...mail, automated: 'No-reply sender' }, 'General')).toBe('low');
});

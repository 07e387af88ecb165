import { bodyText } from '../body-text.ts';
import { historyMark } from '../html/history.ts';
import { parseMime } from '../mime.ts';

/** The text of a mail within a mail, below the fields by which one knows it; its attachments unread. */
export async function messageText(source: Buffer): Promise<string> {
  const { headers, root, attachments } = await parseMime(source);
  const { text } = bodyText(root);
  const fields = [field('From', headers.get('from')), field('Subject', headers.get('subject'))];
  const names = attachments.map(({ name }) => name).filter(Boolean);
  return [
    ...fields.filter(Boolean),
    ...(names.length > 0 ? [`Attachments: ${names.slice(0, 20).join(', ')}`] : []),
    '',
    text.replaceAll(historyMark, ''),
  ].join('\n');
}

function field(label: string, value: unknown): string {
  const text = typeof value === 'object' && value && 'text' in value ? value.text : value;
  return typeof text === 'string' ? `${label}: ${text}` : '';
}

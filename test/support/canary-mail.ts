import { mail } from './mails.ts';

/** A word that stands nowhere else, by the place that it is planted in. */
export function canary(place: string): string {
  return `Kanarie${place.replaceAll(/[^a-zA-Z0-9]/g, '')}q7`;
}

const places = [
  'fromName',
  'fromUser',
  'fromHost',
  'replyTo',
  'toName',
  'cc',
  'subject',
  'messageId',
  'references',
  'headerName',
  'headerValue',
  'listId',
  'text',
  'html',
  'htmlLink',
  'htmlComment',
  'attachmentName',
  'attachmentText',
  'attachmentType',
  'contentId',
  'signature',
  'phone',
];

/** What a mail of `canaryMail` holds. */
export const mailCanaries = places.map(canary);

/** A mail that asks for a price, with a canary in every place where a mail can hold text. */
export function canaryMail(i: number): string {
  const html = `<p>Dear team, ${canary('html')}</p><a href="https://${canary('htmlLink')}.example/?u=${canary('htmlLink')}">prices</a><!-- ${canary('htmlComment')} -->`;
  const attached = Buffer.from(`our plan: ${canary('attachmentText')}`).toString('base64');
  const body = `--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

Hello, we are ${20 + i} people and would like a quote and a demo next week. ${canary('text')}

Regards
${canary('signature')}, +49 170 ${canary('phone')}
--inner
Content-Type: text/html; charset=utf-8

${html}
--inner--
--outer
Content-Type: text/plain; name="${canary('attachmentName')}.txt"; x-note=${canary('attachmentType')}
Content-Disposition: attachment; filename="${canary('attachmentName')}.txt"
Content-ID: <${canary('contentId')}@here.example>
Content-Transfer-Encoding: base64

${attached}
--outer--`;
  return mail({
    from: `"${canary('fromName')} ${i}" <${canary('fromUser')}${i}@${canary('fromHost')}.example>`,
    subject: `Prices for ${20 + i} seats ${canary('subject')}`,
    contentType: 'multipart/mixed; boundary=outer',
    headers: [
      `Reply-To: <${canary('replyTo')}@elsewhere.example>`,
      `Cc: ${canary('toName')} <${canary('cc')}@elsewhere.example>`,
      `References: <${canary('references')}.${i}@mail.example>`,
      `X-${canary('headerName')}: ${canary('headerValue')}`,
      `List-Id: <${canary('listId')}.example>`,
    ],
    body,
  }).replace(/^Message-ID: <m/m, `Message-ID: <${canary('messageId')}`);
}

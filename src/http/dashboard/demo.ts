import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DemoMail } from '../../ports.ts';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { parse } from '../input.ts';
import { testMail } from './demo-mail.ts';
import { demoSamples, sampleOf } from './demo-samples.ts';
import type { Pages } from './pages.ts';
import { sendToast } from './toast.ts';

const path = '/dashboard/demo';

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `must be of at most ${max} characters`)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line');

/** RFC 5322, 3.4.1: dot-atoms on both sides. */
const address =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d-]+(?:\.[a-z\d-]+)*$/i;

const mailForm = z.object({
  name: oneLine(100),
  address: oneLine(200).regex(address, 'must be an address such as ada@example.com'),
  subject: oneLine(200),
  text: z
    .string()
    .max(20_000, 'must be of at most 20,000 characters')
    .refine((text) => text.trim() !== '', 'must not be empty'),
});

/** Lets a visitor of the demo write to its mailbox; elsewhere there is none of this. */
export function demoPages({ get, post }: Pages, { demo }: HttpDeps): void {
  get(path, (ctx) => {
    mailboxOf(demo);
    sendPage(ctx, 'demo', demoFormModel(ctx.query['sample']));
  });
  get(`${path}/form`, (ctx) => {
    mailboxOf(demo);
    sendPage(ctx, 'demo-form', demoFormModel(ctx.query['sample']));
  });
  post(`${path}/mail`, (ctx) => {
    const mailbox = mailboxOf(demo);
    const mail = parse(mailForm, ctx.request.body);
    deliver(mailbox, testMail(mail, randomUUID(), new Date()));
    const toast = { text: 'Sent; it appears in the list in a moment.', tone: 'good' } as const;
    sendToast(ctx, toast, [], '/dashboard');
  });
}

/** What `/demo-form` shows. @param sample the one that fills it; else the first */
function demoFormModel(sample?: unknown) {
  const mail = sampleOf(sample);
  return {
    mail,
    samples: demoSamples.map(({ id, label }) => ({ id, label, current: id === mail.id })),
  };
}

function mailboxOf(demo: DemoMail | null): DemoMail {
  if (demo) return demo;
  throw new AppError('not_found', 'Test mail is for the demo mailbox, and this is a real one');
}

function deliver(demo: DemoMail, raw: Buffer): void {
  try {
    demo.deliver(raw);
  } catch (error) {
    const full = 'The demo mailbox is full: restart the process for an empty one';
    throw new AppError('conflict', full, { cause: error });
  }
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { wordDiff } from '../../src/http/dashboard/versions-diff.ts';
import { fetchedFolder } from '../contracts/stores/harness.ts';
import { quarantine } from '../support/a-message.ts';
import { draftAgain, drafted, storeOf } from '../support/drafted.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

let server: RestServer;
let html: string | null | Error;

beforeEach(async () => {
  html = null;
  server = await startRest({
    mailHtml: () => (html instanceof Error ? Promise.reject(html) : Promise.resolve(html)),
  });
});
afterEach(() => server.close());

const htmx = { 'HX-Request': 'true' };

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, { headers: { Accept: 'text/html', ...headers } });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

async function post(path: string, fields: Record<string, string>, headers = htmx as object) {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { Accept: 'text/html', ...headers },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

const now = async (id: number) => {
  const draft = await server.deps.drafts.get(id);
  if (!draft) throw new Error('the draft is gone');
  return draft;
};

describe('saving a reply', () => {
  it('stores what was typed as a version, and nothing where nothing was', async () => {
    const { id, reply } = await drafted(server);
    const same = { subject: reply?.subject ?? '', body: reply?.body ?? '' };
    const idle = await post(`/dashboard/drafts/${id}/reply`, { version: '1', ...same });
    expect(idle.html).toContain('There was nothing to save.');
    expect((await now(id)).version).toBe(1);

    const typed = { ...same, body: 'Dear Ada,\r\n\r\nyes.', category: 'Support', urgency: 'low' };
    const saved = await post(`/dashboard/drafts/${id}/reply`, { version: '1', ...typed });
    expect(saved.status).toBe(200);
    expect(saved.html).toMatch(/name="version" value="2"/);
    expect(JSON.parse(saved.headers.get('hx-trigger') ?? '')).toMatchObject({
      'live:drafts': true,
    });
    expect(await now(id)).toMatchObject({
      version: 2,
      category: 'Support',
      summary: { urgency: 'low' },
      reply: { body: 'Dear Ada,\n\nyes.' },
    });
  });

  it('takes stored CRLF for the LF of the field', async () => {
    const { id } = await drafted(server, { reply: { body: 'one\r\ntwo' } });
    const answer = await post(`/dashboard/drafts/${id}/reply`, { version: '1', body: 'one\ntwo' });
    expect(answer.html).toContain('There was nothing to save.');
    expect((await now(id)).version).toBe(1);
  });

  it.each([
    [{ subject: 'one\ntwo' }, 'must be one line'],
    [{ subject: 'x'.repeat(999) }, 'longer than 998'],
    [{ body: ' \n ' }, 'The text is empty'],
    [{ body: 'x'.repeat(100_001) }, 'longer than 100,000'],
  ])('refuses %#, in words, and leaves the fields alone', async (typed, words) => {
    const { id } = await drafted(server);
    const {
      status,
      html: answer,
      headers,
    } = await post(`/dashboard/drafts/${id}/reply`, {
      version: '1',
      ...typed,
    });
    expect(status).toBe(200);
    expect(answer).toContain(words);
    expect(answer).not.toContain('<textarea');
    expect(headers.get('hx-reswap')).toBe('none');
    expect((await now(id)).version).toBe(1);
  });

  it('tells the second of two, and shows both texts', async () => {
    const { id } = await drafted(server);
    await server.deps.drafts.edit(id, 1, { reply: { body: 'Their words.' } }, 'Dana <b>');
    const path = `/dashboard/drafts/${id}/reply`;
    const second = await post(path, { version: '1', body: 'My words.' });
    expect(second.status).toBe(200);
    expect(second.html).toContain('Dana &lt;b&gt;</bdi> edited this');
    expect(second.html).toMatch(/<del>.*Their/);
    expect(second.html).toMatch(/<ins>.*My/);
    expect(second.html).toMatch(/<textarea[^>]*>\nMy words\.</);
    expect(second.html).toMatch(/name="version" value="1"/);
    expect((await now(id)).reply?.body).toBe('Their words.');

    const stillOld = await post(path, { version: '1', body: 'My words.', do: 'approve' });
    expect(stillOld.html).toContain('Yours is not saved');
    const over = await post(path, { version: '1', over: '2', body: 'My words.' });
    expect(over.html).toContain('Saved.');
    expect((await now(id)).reply?.body).toBe('My words.');
  });

  it('does not decide on what another person decided meanwhile', async () => {
    const { id } = await drafted(server);
    await server.deps.drafts.review(id, 1, 'reject', 'Dana');
    const answer = await post(`/dashboard/drafts/${id}/reply`, { version: '1', do: 'approve' });
    expect(answer.html).toContain('has changed meanwhile');
    expect(answer.html).toContain('Dana</bdi> rejected this');
    expect((await now(id)).status).toBe('rejected');
  });

  it('says that a wish beside it was not used, and keeps it', async () => {
    const { id } = await drafted(server);
    const path = `/dashboard/drafts/${id}/reply`;
    const typed = { version: '1', instruction: 'shorter <b>', do: 'approve' };
    const words = 'Approved. Your wish was not used: press Draft again for it.';
    const plain = await post(path, typed, {});
    expect(plain.status).toBe(200);
    expect(plain.html).toContain(words);
    expect(plain.html).toContain('name="instruction" value="shorter &lt;b&gt;"');
    await server.deps.drafts.review(id, 2, 'reopen', null);
    expect((await post(path, { ...typed, version: '3' })).html).toContain(words);
    expect((await now(id)).status).toBe('approved');
  });

  it('works without a script: back to the page, or the page with what was typed', async () => {
    const { id } = await drafted(server);
    const path = `/dashboard/drafts/${id}/reply`;
    const saved = await post(path, { version: '1', body: 'Mine' }, {});
    expect(saved.status).toBe(303);
    expect(saved.headers.get('location')).toBe(`/dashboard/drafts/${id}`);
    const stale = await post(path, { version: '1', body: 'Mine, later' }, {});
    expect(stale.status).toBe(409);
    expect(stale.html).toMatch(/<html[^]*Yours is not saved[^]*<textarea[^>]*>\nMine, later</);
    const empty = await post(path, { version: '2', body: '' }, {});
    expect(empty.status).toBe(409);
    expect(empty.html).toMatch(/role="alert">Not saved\. The text is empty/);
  });

  it('makes Spam of it, which takes the reply away', async () => {
    const { id } = await drafted(server);
    const answer = await post(`/dashboard/drafts/${id}/reply`, {
      version: '1',
      category: 'Spam',
      do: 'approve',
    });
    expect(answer.html).toContain('Saved as Spam');
    expect(await now(id)).toMatchObject({ category: 'Spam', reply: null, status: 'no_reply' });
  });

  it('loses nothing that was typed before it was made Spam, and leads back', async () => {
    const { id } = await drafted(server);
    const path = `/dashboard/drafts/${id}/reply`;
    const typed = { version: '1', body: 'My words', category: 'Spam' };
    const answer = await post(path, typed);
    expect(answer.html).toContain('What you typed is kept.');
    const form = /<div id="toasts"[^]*?<form[^>]*action="([^"]+)"[^]*?<\/form>/.exec(answer.html);
    expect(form?.[1]).toBe(path);
    const fields = Object.fromEntries(
      [...(form?.[0] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    expect(fields).toEqual({ version: '3', category: 'Lead', urgency: 'high' });
    const back = await post(path, fields);
    expect(back.html).toContain('The reply that there was is back.');
    expect(back.html).toMatch(/<textarea[^>]*>\nMy words</);
    expect(await now(id)).toMatchObject({
      status: 'drafted',
      noReplyReason: null,
      summary: { urgency: 'high' },
    });
  });

  it('takes an emptied text for no reply when it is made Spam, and refuses one that is too long', async () => {
    const { id } = await drafted(server);
    const path = `/dashboard/drafts/${id}/reply`;
    const long = { version: '1', body: 'x'.repeat(100_001), category: 'Spam' };
    expect((await post(path, long)).html).toContain('longer than 100,000');
    await post(path, { version: '1', body: ' ', category: 'Spam' });
    expect(await now(id)).toMatchObject({ version: 2, category: 'Spam' });
  });

  it('refuses a form that no page of ours sends', async () => {
    const { id } = await drafted(server);
    for (const fields of [{}, { version: 'x' }, { version: '1', do: 'explode' }]) {
      const answer = await post(`/dashboard/drafts/${id}/reply`, fields, {});
      expect(answer.status).toBe(400);
    }
    expect((await post('/dashboard/drafts/99/reply', { version: '1' }, {})).status).toBe(404);
  });
});

describe('what follows the saving', () => {
  it('approves the text that was typed, and offers to undo it', async () => {
    const { id } = await drafted(server);
    const answer = await post(`/dashboard/drafts/${id}/reply`, {
      version: '1',
      body: 'What I see',
      do: 'approve',
    });
    expect(answer.html).toMatch(/Approved\.[^]*name="do" value="reopen"[^]*value="\d+:3"/);
    expect(await now(id)).toMatchObject({ status: 'approved', reply: { body: 'What I see' } });
  });

  it('sends what is typed over an approved text, and nothing that was never approved', async () => {
    const { id } = await drafted(server);
    const path = `/dashboard/drafts/${id}/reply`;
    const early = await post(path, { version: '1', do: 'send' });
    expect(early.html).toContain('not approved yet');
    await server.deps.drafts.review(id, 1, 'approve', null);
    const sent = await post(path, { version: '2', body: 'The last word', do: 'send' });
    expect(sent.html).toContain('It is being sent to ada@engines.example.');
    expect(sent.html).toContain('Queued to be sent');
    expect(sent.html).toContain('Take it back');
    expect(await now(id)).toMatchObject({ status: 'sending', reply: { body: 'The last word' } });
    expect(await server.deps.outgoing.ofDraft(id)).toMatchObject([
      { kind: 'send', state: 'queued', attended: true },
    ]);
    expect(server.woken()).toBe(1);
    const back = await post(path, { version: String((await now(id)).version), do: 'reopen' });
    expect(back.html).toContain('Taken back before it was sent');
    expect((await now(id)).status).toBe('drafted');
  });

  it('saves to Drafts, and says how that goes on', async () => {
    const { id } = await drafted(server);
    await post(`/dashboard/drafts/${id}/reply`, { version: '1', do: 'save' });
    expect((await get(`/dashboard/drafts/${id}`)).html).toContain('Queued to be saved');
    const { outgoing } = server.deps;
    const dispatch = await outgoing.claim();
    if (!dispatch) throw new Error('nothing was queued');
    const failure = new Failure('imap.throttled', 'the mail server asks for patience');
    await outgoing.move(dispatch, { to: 'waiting', afterMs: 60_000, failure });
    const waiting = (await get(`/dashboard/drafts/${id}`)).html;
    expect(waiting).toMatch(/failed once; it is tried again<\/b> *<time/);
    expect(waiting).toContain('the mail server asks for patience');
  });

  it('tells the last of each kind, and folds what came before', async () => {
    const { id } = await drafted(server);
    const { drafts, outgoing } = server.deps;
    for (let n = 0; n < 3; n += 1) {
      const { version } = await now(id);
      const wish = { draft: id, version, kind: 'save', attended: true, by: null } as const;
      await outgoing.queue({ ...wish, domain: 'example.com' });
      const dispatch = await outgoing.claim();
      if (!dispatch) throw new Error('nothing was queued');
      await outgoing.move(dispatch, { to: 'done', folder: `Drafts ${n}` });
      await drafts.edit(id, version, { reply: { body: `text ${n}` } }, null);
    }
    const { html: page } = await get(`/dashboard/drafts/${id}`);
    const [shown = '', folded = ''] = page.split('Before that: 2');
    expect(shown).toContain('“Drafts 2”');
    expect(shown).not.toContain('“Drafts 1”');
    expect(folded).toMatch(/“Drafts 1”[^]*“Drafts 0”[^]*<\/details>/);
  });

  it.each([
    ['failed', 'Not sent: it failed', 'Send again'],
    ['unknown', 'It may have gone out. Look into Sent before you send again.', 'Send again'],
    ['done', 'Sent, with a copy in “Sent”', null],
  ] as const)('says what %s means and what can be done', async (to, words, button) => {
    const { id } = await drafted(server);
    const { drafts, outgoing } = server.deps;
    await drafts.review(id, 1, 'approve', null);
    const wish = { draft: id, version: 2, kind: 'send', attended: true, by: null } as const;
    await outgoing.queue({ ...wish, domain: 'example.com' });
    let dispatch = await outgoing.claim();
    if (!dispatch) throw new Error('nothing was queued');
    dispatch = await outgoing.move(dispatch, { to: 'transmitting' });
    if (to === 'done') {
      dispatch = await outgoing.move(dispatch, { to: 'copying' });
      await outgoing.move(dispatch, { to, folder: 'Sent' });
    } else {
      await outgoing.move(dispatch, { to, failure: new Failure('smtp.unknown', 'no answer') });
    }
    const { html: page } = await get(`/dashboard/drafts/${id}`);
    expect(page).toContain(words);
    if (button) expect(page).toContain(`>${button} <kbd`);
    else expect(page).not.toContain('value="send"');
  });

  it('says why a reply cannot be sent', async () => {
    server.deps.outbox.sends = false;
    const { id } = await drafted(server);
    expect((await get(`/dashboard/drafts/${id}`)).html).toMatch(/Send: no mail server.*SMTP_URL/);
    await server.deps.drafts.review(id, 1, 'approve', null);
    const answer = await post(`/dashboard/drafts/${id}/reply`, { version: '2', do: 'send' });
    expect(answer.html).toContain('SMTP_URL');
    expect((await now(id)).status).toBe('approved');
  });
});

describe('drafting again', () => {
  it('saves what was typed, says that it is at work, and shows the new text', async () => {
    const { id } = await drafted(server);
    const answer = await post(`/dashboard/drafts/${id}/regenerate`, {
      version: '1',
      body: 'Half a thought',
      instruction: 'shorter, and offer a call',
    });
    expect(answer.html).toContain('The agent is drafting it again');
    expect(answer.html).toContain('skeleton');
    expect(server.woken()).toBe(1);
    await draftAgain(server, 'Short. A call?');
    const { html: panel } = await get(`/dashboard/drafts/${id}/reply`, htmx);
    expect(panel).toMatch(/<textarea[^>]*>\nShort\. A call\?</);
    const versions = await server.deps.drafts.versions(id);
    expect(versions?.map(({ reply }) => reply?.body)).toContain('Half a thought');
    expect((await get(`/dashboard/drafts/${id}/versions`, htmx)).html).toContain(
      'drafted again: shorter, and offer a call',
    );
  });

  it('drafts what needed no answer, with what a person thinks of its sorting', async () => {
    const { id } = await drafted(server, { reply: null });
    const { html: page } = await get(`/dashboard/drafts/${id}`);
    expect(page).toContain('No reply was drafted: a receipt needs no answer.');
    const answer = await post(`/dashboard/drafts/${id}/regenerate`, {
      version: '1',
      category: 'Support',
    });
    expect(answer.html).toContain('It is being drafted again.');
    expect((await now(id)).category).toBe('Support');
  });

  it('does not pretend that a reply would come where none ever does', async () => {
    const { id } = await drafted(server);
    await server.deps.drafts.edit(id, 1, { category: 'Spam' }, 'Dana');
    const { html: page } = await get(`/dashboard/drafts/${id}`);
    expect(page).toMatch(/id="do-again"[^>]* disabled/);
    expect(page).toContain('Draft a reply anyway: change the category first');
    const path = `/dashboard/drafts/${id}/regenerate`;
    const refused = await post(path, { version: '2', instruction: 'try' });
    expect(refused.html).toContain('change the category first');
    expect(await now(id)).toMatchObject({ version: 2 });
    expect(server.woken()).toBe(0);
    const mail = { automated: 'a bounce' };
    const { id: machine } = await drafted(server, { reply: null, mail });
    expect((await get(`/dashboard/drafts/${machine}`)).html).toMatch(/anyway: a machine wrote/);
    const again = await post(`/dashboard/drafts/${machine}/regenerate`, { version: '1' });
    expect(again.html).toContain('no machine is answered');

    const granted = await post(path, { version: '2', category: 'Support' });
    expect(granted.html).toContain('It is being drafted again.');
  });

  it.each([
    ['without an LLM', 'absent', false, 'no LLM is set up'],
    ['of mail that is kept from it', 'closed', true, 'this mail is kept from the LLM'],
  ] as const)('says that a wish is not followed %s', async (_, llm, suspected, words) => {
    server.deps.system.llm = () => llm;
    const { id } = await drafted(server, { mail: { injection: { suspected, evidence: [] } } });
    const { html: page } = await get(`/dashboard/drafts/${id}`);
    expect(page).toMatch(/id="instruction"[^>]* placeholder="The mock drafts/);
    expect(page).toContain(`Not followed: ${words}`);
    const asked = { version: '1', instruction: 'shorter' };
    const answer = await post(`/dashboard/drafts/${id}/regenerate`, asked);
    expect(answer.html).toContain(`not as you wish: ${words}`);
    expect(server.woken()).toBe(1);
  });

  it('says why it cannot', async () => {
    const { id } = await drafted(server);
    const stale = await post(`/dashboard/drafts/${id}/regenerate`, { version: '9' });
    expect(stale.html).toContain('has changed meanwhile');
    await post(`/dashboard/drafts/${id}/regenerate`, { version: '1' });
    const twice = await post(`/dashboard/drafts/${id}/regenerate`, { version: '1' });
    expect(twice.html).toContain('in work already');
    const long = { version: '1', instruction: 'x'.repeat(2_001) };
    expect((await post(`/dashboard/drafts/${id}/regenerate`, long)).html).toContain('2,000');
  });
});

describe('the panel that keeps itself fresh', () => {
  it('answers with nothing where nothing changed, and never over what is typed', async () => {
    const { id } = await drafted(server);
    const { html: page } = await get(`/dashboard/drafts/${id}`);
    const seen = /id="seen" name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const path = `/dashboard/drafts/${id}/reply?seen=${encodeURIComponent(seen)}`;
    expect((await get(path, htmx)).status).toBe(204);
    await server.deps.drafts.review(id, 1, 'approve', 'Dana');
    expect((await get(path, htmx)).html).toContain('Undo approval');
    const news = await get(`${path}&typing=1`, htmx);
    expect(news.headers.get('hx-retarget')).toBe('#news');
    expect(news.html).toContain('Dana approved this');
    expect(news.html).toMatch(/<\/time>\. Your text/);
    expect(news.html).not.toContain('<textarea');
  });
});

describe('versions', () => {
  it('lists who did what, and shows what changed by words', async () => {
    const { id, reply } = await drafted(server);
    const body = reply?.body.replace('gladly', 'with joy') ?? '';
    await server.deps.drafts.edit(id, 1, { reply: { body } }, 'Dana');
    const list = await get(`/dashboard/drafts/${id}/versions`, htmx);
    expect(list.html).toMatch(/Dana<\/bdi><\/b> <bdi>edited[^]*The agent<\/bdi><\/b> <bdi>created/);
    const one = await get(`/dashboard/drafts/${id}/versions/2`, htmx);
    expect(one.html).toMatch(/<del><span class="unseen">\[removed: <\/span>gladly</);
    expect(one.html).toMatch(/<ins><span class="unseen">\[added: <\/span>with joy</);
    expect(one.html).not.toContain('Use this text');
    const plain = await get(`/dashboard/drafts/${id}/versions/1`);
    expect(plain.html).toMatch(/<html[^]*Use this text/);
    expect((await get(`/dashboard/drafts/${id}/versions/7`)).status).toBe(404);
    const back = await get(`/dashboard/drafts/${id}?text=1`);
    expect(back.html).toMatch(
      /text of version 1[^]*data-unsaved[^]*<textarea[^>]*>\nDear Ada, gladly/,
    );
    expect((await now(id)).version).toBe(2);
  });

  it('offers a text only where it can be saved', async () => {
    const { id } = await drafted(server);
    const first = () => get(`/dashboard/drafts/${id}/versions/1`, htmx);
    await server.deps.drafts.edit(id, 1, { category: 'Spam' }, 'Dana');
    expect((await first()).html).not.toContain('Use this text');
    expect((await get(`/dashboard/drafts/${id}?text=1`)).html).not.toContain('<textarea');
    await server.deps.drafts.edit(id, 2, { category: 'Lead' }, 'Dana');
    expect((await first()).html).toContain('Use this text');
    await server.deps.drafts.review(id, 3, 'reject', 'Dana');
    expect((await first()).html).not.toContain('Use this text');
  });

  it('tell who sorted it otherwise than the agent, and what the agent had thought', async () => {
    const { id } = await drafted(server);
    const why = async () =>
      /Why [^]*?<dl/
        .exec((await get(`/dashboard/drafts/${id}`)).html)?.[0]
        .replaceAll(/<[^>]+>/g, '');
    expect(await why()).toMatch(/^Why Lead\?\s+asks for a price\s/);
    await server.deps.drafts.edit(id, 1, { category: 'Support' }, 'Dana <b>');
    expect(await why()).toMatch(
      /^Why Support\?\s+Sorted by Dana &lt;b&gt;; the agent’s reason was: asks for a price\s/,
    );
    const again = async () => {
      const { version } = await now(id);
      await server.deps.messages.regenerate(id, version, null, null);
      await draftAgain(server, `another than version ${version}`);
    };
    await again();
    expect(await why()).toMatch(/^Why Support\?\s+Sorted by Dana &lt;b&gt;\s*<dl$/);
    await server.deps.drafts.edit(id, 3, { category: 'Lead' }, 'Ben');
    expect(await why()).toMatch(/Sorted by Ben/);
  });

  it('tell no sorter where the agent had sorted it so itself', async () => {
    const { id } = await drafted(server);
    const page = async () => (await get(`/dashboard/drafts/${id}`)).html;
    await server.deps.drafts.edit(id, 1, { category: 'Spam' }, 'Dana');
    expect(await page()).toContain('Sorted by');
    await server.deps.drafts.edit(id, 2, { category: 'Lead' }, 'Dana');
    expect(await page()).not.toContain('Sorted by');
    await server.deps.messages.regenerate(id, 3, null, null);
    await draftAgain(server, 'another');
    expect(await page()).not.toContain('Sorted by');
  });

  it('compares long texts in little time', () => {
    const words = (n: number, from: number) =>
      Array.from({ length: n }, (_, i) => `w${(i * 7 + from) % 9_999}`).join(' ');
    const started = performance.now();
    const parts = wordDiff(words(17_000, 0), words(17_000, 5_000));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(wordDiff('a b c', 'a x c')).toEqual([
      { kind: 'same', text: 'a ' },
      { kind: 'removed', text: 'b' },
      { kind: 'added', text: 'x' },
      { kind: 'same', text: ' c' },
    ]);
  });
});

describe('the mail', () => {
  it('folds what is quoted away, where that follows what the sender wrote', async () => {
    const own = 'What would it cost?';
    const text = `${own}\n\nOn Monday Sam wrote:\n> Dear Ada`;
    const { id } = await drafted(server, { mail: { text, own, quoted: 'Dear Ada' } });
    expect((await get(`/dashboard/drafts/${id}`)).html).toMatch(
      /What would it cost\?<\/div>\s*<details class="quoted">[^]*On Monday Sam wrote:\n&gt; Dear Ada/,
    );
    const mixed = { text: '> Price?\nTen.\n> When?\nNow.', own: 'Ten.\nNow.', quoted: 'Price?' };
    const { id: other } = await drafted(server, { mail: mixed });
    const { html: page } = await get(`/dashboard/drafts/${other}`);
    expect(page).toContain('&gt; Price?\nTen.\n&gt; When?\nNow.');
    expect(page).not.toContain('class="quoted"');
  });

  it('shows the HTML part in a frame that can do nothing', async () => {
    const { id, message } = await drafted(server);
    html = '<p>Hello <b>there</b></p>';
    const { html: page } = await get(`/dashboard/drafts/${id}?as=html`);
    expect(page).toMatch(
      /<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"/,
    );
    const frame = await get(`/dashboard/messages/${message}/html`);
    expect(frame.html).toBe(html);
    const policy = frame.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      'img-src data:',
      "style-src 'unsafe-inline'",
      'sandbox allow-popups allow-popups-to-escape-sandbox',
      "frame-ancestors 'self'",
      "form-action 'none'",
      "base-uri 'none'",
    ]);
    expect(frame.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(frame.headers.get('cache-control')).toBe('no-store');
  });

  it('says so where there is no HTML, or none to be read', async () => {
    const { message } = await drafted(server);
    const frame = () => get(`/dashboard/messages/${message}/html`);
    expect((await frame()).html).toContain('has no HTML part');
    html = new Error('secret <b>');
    expect((await frame()).html).toContain('could not be read');
    expect((await frame()).html).not.toContain('secret');
    server.deps.messages.source = () => Promise.resolve(null);
    expect((await frame()).html).toContain('not kept any longer');
    expect((await get('/dashboard/messages/99/html')).status).toBe(404);
  });

  it.each([
    [[], true],
    [['make:alternative', 'images:0'], true],
    [['make:html', 'images:0'], true],
    [['make:html-parts', 'images:0'], true],
    [['make:alternative', 'length:1'], false],
    [['make:plain', 'length:1'], false],
    [['make:plain-parts'], false],
  ])('leads to the HTML of a mail with %j: %s', async (traits, leads) => {
    const { id } = await drafted(server, { mail: { traits } });
    for (const query of ['', '?as=html']) {
      const { html: page } = await get(`/dashboard/drafts/${id}${query}`);
      expect(page.includes('data-key="v"')).toBe(leads);
      if (!leads) expect(page).not.toContain('<iframe');
    }
  });

  it('shows the beginning of a long text, and the rest when asked', async () => {
    const text = `${'word '.repeat(8_000)}the end`;
    const { id } = await drafted(server, { mail: { text, own: text } });
    expect((await get(`/dashboard/drafts/${id}`)).html).not.toContain('the end');
    expect((await get(`/dashboard/drafts/${id}?as=whole`)).html).toContain('the end');
  });
});

describe('a message without a draft', () => {
  it('says what the agent is at, and brings the page anew once there is one', async () => {
    const [id] = await fetchedFolder(storeOf(server), [1], { account: 'sales', mailbox: 'New' });
    const { html: page } = await get(`/dashboard/messages/${id}`);
    expect(page).toContain('The agent is at work on it: Reading.');
    const seen = /id="seen" name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const path = `/dashboard/messages/${id}/waiting`;
    expect((await get(`${path}?seen=${seen}`, htmx)).status).toBe(204);
    await draftAgain(server, 'Here it is');
    expect((await get(path, htmx)).headers.get('hx-refresh')).toBe('true');
  });

  it('shows why it is in quarantine, and tries again', async () => {
    const [id] = await fetchedFolder(storeOf(server), [1], { account: 'sales', mailbox: 'Bad' });
    await quarantine(server.deps.messages);
    const { html: page } = await get(`/dashboard/messages/${id}`);
    expect(page).toContain('no parser could read it');
    const again = await post(`/dashboard/messages/${id}/again`, {});
    expect(again.html).toContain('It is back in work.');
    expect((await post(`/dashboard/messages/${id}/again`, {}, {})).status).toBe(303);
    expect((await post('/dashboard/messages/99/again', {}, {})).status).toBe(404);
  });
});

it('leads to the neighbours within the filter that the person came from', async () => {
  const ids: number[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await drafted(server)).id);
  const [oldest, middle, newest] = ids;
  const { html: page } = await get(`/dashboard/drafts/${middle}?category=Lead&q=pricing`);
  expect(page).toContain(
    `href="/dashboard/drafts/${newest}?category=Lead&amp;q=pricing" rel="prev"`,
  );
  expect(page).toContain(
    `href="/dashboard/drafts/${oldest}?category=Lead&amp;q=pricing" rel="next"`,
  );
  expect(page).toContain('href="/dashboard?category=Lead&amp;q=pricing" data-back');
  expect((await get(`/dashboard/drafts/${newest}?category=Lead`)).html).not.toContain('rel="prev"');
});

it('says where the mail is, of a draft whose message another process has', async () => {
  const draft = await drafted(server);
  const stored = await server.deps.drafts.put({ ...draft, key: 'other/INBOX/1/1', message: null });
  if (stored.kind !== 'created') throw new Error('not created');
  const { html: page } = await get(`/dashboard/drafts/${stored.draft.id}`);
  expect(page).toContain('in the agent’s own database');
  expect(page).toMatch(/id="do-again"[^>]* disabled/);
  expect(page).toContain('<textarea');
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { type FiguresHost, startFigures } from '../support/figures-host.ts';
import { aDay, dayAgo, drafted } from '../support/some-days.ts';

let host: FiguresHost;

beforeEach(async () => {
  host = await startFigures();
});
afterEach(() => host.close());

/** One chart's part of the page. */
async function card(id: string, path = '/dashboard/insights?days=7'): Promise<string> {
  const { html } = await host.page(path);
  const section = new RegExp(`<section[^>]* id="insight-${id}"[^]*?</section>`).exec(html)?.[0];
  if (!section) throw new Error(`no chart ${id} on ${path}`);
  return section;
}

describe('/dashboard/insights', () => {
  it('offers three periods, and takes a month for anything else', async () => {
    for (const [days, shown] of [
      ['7', 7],
      ['90', 90],
      ['8', 30],
      ['x', 30],
      ['', 30],
    ]) {
      const { status, html } = await host.page(`/dashboard/insights?days=${days}`);
      expect(status).toBe(200);
      expect(html).toMatch(new RegExp(`aria-current="page">${shown} days<`));
      expect(html).toContain(`hx-get="/dashboard/insights/figures?days=${shown}"`);
    }
  });

  it('holds to the policy without inline code or styles, and draws without either', async () => {
    host.days.push(aDay(dayAgo(0)));
    const { html, headers } = await host.page('/dashboard/insights');
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    expect(html).toContain('<svg class="chart wide"');
  });

  it('says what each picture shows, and has its numbers as a table', async () => {
    host.days.push(
      aDay(dayAgo(0), { byCategory: { Lead: drafted(2), Spam: drafted(1) } }),
      aDay(dayAgo(2), { byCategory: { Support: drafted(5) } }),
    );
    const volume = await card('volume');
    expect(volume).toMatch(/role="img" aria-labelledby="volume-wide-name volume-wide-gist"/);
    expect(volume).toContain('8 messages in 7 days: 2 Lead, 5 Support, 0 General, 1 Spam.');
    expect(volume).toMatch(/Most came on \w{3} \d+ \w{3}: 5 messages \(5 Support\)/);
    expect(volume.match(/<th scope="row">/g)).toHaveLength(7);
    // A day that nothing is known of had nothing.
    expect(volume.match(/<td>0<\/td>\s*/g)?.length).toBeGreaterThan(30);
    for (const category of ['Lead', 'Support', 'General', 'Spam']) {
      expect(volume).toContain(`url(#hatch-${category})`);
    }
  });

  it('compares with the period before, where that was recorded as a whole', async () => {
    const today = aDay(dayAgo(0), { byCategory: { Lead: drafted(30) } });
    const before = async (ago: number, drafts: number) => {
      host.days.splice(0, host.days.length, today);
      if (drafts > 0) host.days.push(aDay(dayAgo(ago), { byCategory: { Lead: drafted(drafts) } }));
      return await card('volume');
    };
    expect(await before(0, 0)).not.toContain('class="change"');
    expect(await before(13, 20)).toContain('50 % more than in the 7 days before');
    expect(await before(13, 60)).toContain('50 % less than in the 7 days before');
    expect(await before(13, 3)).toContain('10 times that of the 7 days before');
    expect(await before(13, 30)).toContain('about the same as in the 7 days before');
    // Nothing came, though it was watched by then.
    expect(await before(14, 60)).toContain('none in the 7 days before');
    // It was watched for a part of that period only, or not for long.
    expect(await before(12, 20)).not.toContain('class="change"');
    expect(await before(28, 20)).not.toContain('class="change"');
  });

  it('compares times under the same rule as totals', async () => {
    const before = async (ago: number) => {
      host.days.splice(0, host.days.length, aDay(dayAgo(0)), aDay(dayAgo(ago)));
      return await card('latency');
    };
    expect(await before(13)).toMatch(/class="change">within 1\.2 s in the 7 days before/);
    expect(await before(12)).not.toContain('class="change"');
  });

  it('says what of all mail needed no reply and what the mock worked', async () => {
    const mixed = { byCategory: { Lead: drafted(14) }, unanswered: 4, fallbacks: 12 };
    host.days.push(aDay(dayAgo(0), mixed));
    expect(await card('volume')).toContain('Of all 14: 4 needed no reply; the mock worked 12.');
  });

  it('tells times as bounds, of the day that is typical by its drafts', async () => {
    const slow = { p50: 60_000, p90: 90_000, p99: 7_200_000 };
    host.days.push(
      aDay(dayAgo(0), { byCategory: { Lead: drafted(50) } }),
      aDay(dayAgo(1), { byCategory: { Lead: drafted(1) }, latencyMs: slow }),
      aDay(dayAgo(2), { byCategory: { Lead: drafted(1) }, latencyMs: null }),
    );
    const latency = await card('latency');
    expect(latency).toContain('within 1.2 s');
    expect(latency).toContain('99 % within 2 h');
    expect(latency).toContain('The scale is logarithmic.');
    expect(latency).toMatch(/Slowest: \w{3} \d+ \w{3}: half within 1 min/);
    // Without a figure it is not quick: it is not told.
    expect(latency).toContain('<td>–</td>');
  });

  it('shows the cost, the tokens where no price is known, and why there is neither', async () => {
    host.days.push(aDay(dayAgo(0)), aDay(dayAgo(1)));
    const cost = await card('cost');
    expect(cost).toContain('<b>$0.04</b> <span>for 3k tokens in 8 calls</span>');
    expect(cost).toContain('About $0.01 a message.');

    const llm = { calls: 3, failed: 2, inputTokens: 4_000, outputTokens: 1_000, costUsd: 0 };
    host.days.splice(0, 2, aDay(dayAgo(0), { llm }));
    const tokens = await card('cost');
    expect(tokens).toContain('LLM tokens');
    expect(tokens).toContain('<b>5k</b>');
    expect(tokens).toContain('set LLM_PRICE_INPUT and LLM_PRICE_OUTPUT. 2 calls failed.');

    host.days.splice(0, 1);
    host.state.llm = 'absent';
    const nothing = await card('cost');
    expect(nothing).toContain('<b>$0</b>');
    expect(nothing).toContain('The mock answers, and it costs nothing.');
    expect(nothing).not.toContain('class="chart');
    host.state.llm = 'closed';
    expect(await card('cost')).toContain('The LLM was not asked in these days.');
  });

  it('says so where nothing was drafted, instead of an empty picture', async () => {
    const { html } = await host.page('/dashboard/insights');
    expect(html).toContain('No mail was drafted in these days.');
    expect(html).not.toContain('class="chart wide"');
  });

  it('stays well under 150 kB with a quarter of full days', async () => {
    const full = { Lead: drafted(12_345), Support: drafted(23_456), General: drafted(9_876) };
    for (let n = 0; n < 180; n += 1) {
      host.days.push(aDay(dayAgo(n), { byCategory: { ...full, Spam: drafted(34_567) } }));
    }
    const { html } = await host.page('/dashboard/insights?days=90');
    expect(html.length).toBeLessThan(125_000);
  });
});

describe('/dashboard/insights/figures', () => {
  it('is the charts alone, for a page that refreshes itself', async () => {
    host.days.push(aDay(dayAgo(0)));
    const { html } = await host.page('/dashboard/insights/figures?days=7');
    expect(html).not.toContain('<html');
    expect(html.match(/<section/g)).toHaveLength(3);
  });

  it('says why where the figures cannot be read', async () => {
    host.deps.usage.stats = () =>
      Promise.reject(new Failure('store.unavailable', 'The database is locked'));
    const { status, html } = await host.page('/dashboard/insights');
    expect(status).toBe(503);
    expect(html).toContain('The database is locked');
  });
});

describe('/dashboard/insights/backlog', () => {
  it('is asked for from the beginning of the first day, and shown with its peak', async () => {
    const start = Date.parse(`${dayAgo(6)}T00:00:00.000Z`);
    for (let at = start; at <= Date.now(); at += 3_600_000) {
      host.hours.push({ at: new Date(at).toISOString(), n: at === start + 7_200_000 ? 40 : 2 });
    }
    const backlog = await card('backlog', '/dashboard/insights/backlog?days=7');
    expect(host.backlogSince).toEqual([`${dayAgo(6)}T00:00:00.000Z`]);
    expect(backlog).toContain('<b>2</b> <span>not finished now</span>');
    expect(backlog).toMatch(/most: 40 on \d+ \w{3}, 02:00 UTC/);
    expect(backlog.match(/<th scope="row">/g)).toHaveLength(7);
    expect(backlog).toContain('hours, at most 40');
  });

  it('comes after the page, which shows a place for it', async () => {
    const { html } = await host.page('/dashboard/insights?days=7');
    expect(html).toMatch(/hx-get="\/dashboard\/insights\/backlog\?days=7" hx-trigger="load,/);
    expect(html).toContain('aria-busy="true"');
    expect(host.backlogSince).toEqual([]);
  });

  it('is a whole page for a browser without a script, and a part for the page', async () => {
    host.hours.push({ at: `${dayAgo(0)}T00:00:00.000Z`, n: 3 });
    host.days.push(aDay(dayAgo(0)));
    const path = '/dashboard/insights/backlog?days=7';
    const { html } = await host.page(path);
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toMatch(/aria-current="page">7 days</);
    expect(html.match(/<section[^>]* id="insight-/g)).toHaveLength(4);
    expect(html).toContain('<b>3</b> <span>not finished now</span>');
    expect(html).not.toContain('aria-busy');
    const part = await fetch(host.url + path, { headers: { 'HX-Request': 'true' } });
    expect(await part.text()).toMatch(/^<section/);
  });

  it('says so where nothing ever waited', async () => {
    expect(await card('backlog', '/dashboard/insights/backlog')).toContain('Nothing was left');
  });
});

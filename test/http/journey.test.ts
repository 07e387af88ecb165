import { expect, test } from 'vitest';
import { journeyModel, journeyOf } from '../../src/http/dashboard/journey.ts';
import { render } from '../../src/views/render.ts';
import { aRow, fakeDeps } from '../support/fake-deps.ts';
import { journeys } from '../support/journeys.ts';

function fragment(name: string, changes: Parameters<typeof aRow>[0] = {}): string {
  const known = journeys[name];
  if (!known) throw new Error(`there is no journey ${name}`);
  return render('journey', journeyOf(aRow({ ...known, notBefore: null, ...changes })));
}

test('is a picture with a title and its path in words', () => {
  const html = fragment('success');
  expect(html).toMatch(/<svg [^>]*role="img" aria-labelledby="journey-way journey-told">/);
  expect(html).toContain('<desc id="journey-told">The way so far: Found, not fetched yet (120 ms)');
  expect(html).toContain('Now: Done.');
  expect(html).toMatch(/data-stage="done" data-tone="good" data-lit data-present/);
  expect(html).not.toContain('class="pulse"');
});

test('marks the present state while the message lives', () => {
  const html = fragment('waiting', { notBefore: '2026-02-03T05:00:00Z' });
  expect(html).toMatch(/data-stage="waiting"[^>]*data-present>\s*<rect class="pulse"/);
  expect(html).toContain('datetime="2026-02-03T05:00:00Z"');
  expect(html).toContain('3 tries');
});

test('lists every run, the last one first, each step with its note', () => {
  const html = fragment('again');
  expect(html).toContain('Every step with its time, 2 runs');
  expect(html.indexOf('Run 2')).toBeLessThan(html.indexOf('Run 1'));
  expect(html).toContain('<span class="note">llm.unavailable: the LLM answered 503</span>');
});

test('lists the time and the try of a step where the step stands', () => {
  const list = fragment('quarantine').replace(/<svg[^]*<\/svg>/, '');
  const steps = list.split('<li').map((item) => item.replace(/<[^>]*>|\s+/g, ' '));
  expect(steps.filter((step) => step.includes('try 2'))).toHaveLength(1);
  expect(steps.find((step) => step.includes('try 2'))).toMatch(/Reading +5\.0 s +try 2/);
});

test.each([
  ['waiting', 'Try now'],
  ['quarantine', 'Try again'],
  ['success', 'Run again'],
  ['duplicate', 'Process it after all'],
  ['again', null],
])('of %s offers: %s', (name, label) => {
  const html = fragment(name);
  expect(html.includes('action="/dashboard/messages/5/again"')).toBe(label !== null);
  if (label) expect(html).toContain(`<button type="submit">${label}</button>`);
});

test('shows what a failure says as text, and needs no style of its own', () => {
  const note = '<script>alert(1)</script>';
  const { journey } = journeys['quarantine']!;
  const html = fragment('quarantine', {
    journey: journey.map((each) => ({ ...each, error: note })),
  });
  expect(html).not.toContain('<script>');
  expect(html).not.toMatch(/\sstyle=|\son\w+=/);
});

test('is there before the first step', async () => {
  const fake = fakeDeps();
  fake.state.messages.push(aRow({ id: 7, stage: 'discovered', journey: [] }));
  const model = await journeyModel(fake.deps, 7);
  expect(model?.runs).toEqual([]);
  expect(render('journey', model ?? {})).toContain('Now: Found, not fetched yet.');
  expect(await journeyModel(fake.deps, 8)).toBeNull();
});

test('leads to the inspector, which tells the same on the drawing', () => {
  expect(fragment('success', { id: 7 })).toContain(
    '<a href="/inspector?message=7">Open in the inspector</a>',
  );
});

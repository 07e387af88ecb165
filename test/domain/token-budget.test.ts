import { describe, expect, it } from 'vitest';
import { TokenBudget } from '../../src/domain/token-budget.ts';

const noon = Date.parse('2026-03-04T12:00:00Z');
const day = 86_400_000;

function budgetOf(limit: number, spent = 0) {
  let now = noon;
  const budget = new TokenBudget(limit, spent, () => now);
  const signal = new AbortController().signal;
  return {
    budget,
    pass: (ms: number) => (now += ms),
    reserve: (purpose: 'live' | 'redraft' = 'live') => budget.reserve(purpose, 0, signal),
    async spend(tokens: number, purpose: 'live' | 'redraft' = 'live') {
      const settle = await budget.reserve(purpose, 0, signal);
      settle(tokens);
    },
  };
}

describe('a day of tokens', () => {
  it('is refused once it is used up, until the next day begins', async () => {
    const { budget, spend, pass } = budgetOf(10_000);
    for (let i = 0; i < 10; i += 1) await spend(1_000);
    await expect(spend(1_000)).rejects.toMatchObject({
      code: 'llm.budget',
      retryAfterMs: day / 2,
    });
    expect(budget.exhausted).toBe(true);
    pass(day / 2);
    expect(budget.exhausted).toBe(false);
    await spend(1_000);
  });

  it('counts what was spent before the process began', async () => {
    const { spend } = budgetOf(10_000, 10_000);
    await expect(spend(1_000)).rejects.toMatchObject({ code: 'llm.budget' });
  });

  it('is not overrun by calls at once: they wait for each other', async () => {
    const { reserve } = budgetOf(10_000);
    let [open, most, spent] = [0, 0, 0];
    const call = async () => {
      const settle = await reserve();
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
      spent += 900;
      settle(900);
    };
    const calls = await Promise.allSettled(Array.from({ length: 40 }, call));
    expect(spent).toBeLessThanOrEqual(10_000);
    expect(spent).toBeGreaterThan(8_000);
    expect(most).toBeGreaterThan(1);
    expect(calls.filter(({ status }) => status === 'rejected')).toHaveLength(40 - spent / 900);
  });

  it('lets a first call through however small it is', async () => {
    const { spend } = budgetOf(300);
    await spend(120);
    await expect(spend(120)).resolves.toBeUndefined();
  });

  it('opens again the next day, however much more than a day of tokens a call once took', async () => {
    const { budget, spend, pass } = budgetOf(5_000);
    await spend(6_000);
    expect(budget.exhausted).toBe(true);
    pass(day / 2);
    expect(budget.exhausted).toBe(false);
    await expect(spend(100)).resolves.toBeUndefined();
  });

  it('holds back by what a call asks, where that is more than calls needed so far', async () => {
    const { budget, spend } = budgetOf(10_000);
    await spend(100);
    const { signal } = new AbortController();
    const settle = await budget.reserve('live', 6_000, signal);
    let entered = false;
    const second = budget.reserve('live', 6_000, signal).then(() => (entered = true));
    await new Promise(setImmediate);
    expect(entered).toBe(false);
    settle(200);
    await second;
  });

  it('is no concern of a call that is given up while it waits', async () => {
    const { budget, reserve } = budgetOf(2_000);
    const settle = await reserve();
    const leaving = new AbortController();
    const waiting = budget.reserve('live', 0, leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    settle(10);
    await reserve();
  });

  it('charges a call that crosses midnight to the day it began in', async () => {
    const { budget, reserve, pass } = budgetOf(10_000);
    const settle = await reserve();
    pass(day);
    settle(9_999);
    expect(budget.exhausted).toBe(false);
  });
});

describe('drafts that are made again', () => {
  it('get a quarter of the day at most', async () => {
    const { budget, spend } = budgetOf(120_000);
    for (let i = 0; i < 20; i += 1) await spend(1_000);
    const first = budget.redraftsLeft;
    expect(first).toBeGreaterThanOrEqual(9);
    expect(first).toBeLessThanOrEqual(10);
    for (let i = 0; i < 27; i += 1) await spend(1_000, 'redraft');
    expect(budget.redraftsLeft).toBeLessThanOrEqual(1);
    for (let i = 0; i < 3; i += 1) await spend(1_000, 'redraft');
    expect(budget.redraftsLeft).toBe(0);
    expect(budget.exhausted).toBe(false);
  });

  it('get none of a day that live mail has used up', async () => {
    const { budget, spend } = budgetOf(10_000);
    for (let i = 0; i < 10; i += 1) await spend(1_000);
    expect(budget.redraftsLeft).toBe(0);
  });
});

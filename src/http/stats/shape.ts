import { z } from 'zod';
import { categories } from '../../domain/category.ts';
import { stages } from '../../domain/message.ts';
import type { DayStats } from '../../ports.ts';

const count = z.number().nonnegative();
const usd = z.number().nonnegative().describe('USD.');

const categoryStats = z
  .object({
    drafts: count,
    fallbacks: count,
    inputTokens: count,
    outputTokens: count,
    costUsd: usd,
  })
  .meta({ id: 'CategoryStats', description: 'Of the drafts as they were made.' });

const dayStats: z.ZodType<DayStats> = z
  .object({
    day: z.iso.date(),
    drafts: count,
    fallbacks: count.describe('Made by a stand-in for the LLM.'),
    unanswered: count.describe('Without a reply.'),
    byCategory: z.partialRecord(z.enum(categories), categoryStats),
    latencyMs: z
      .object({ p50: count, p90: count, p99: count })
      .nullable()
      .describe('From discovery to draft; null where none was made.'),
    llm: z
      .object({
        calls: count,
        failed: count,
        inputTokens: count,
        outputTokens: count,
        costUsd: usd,
      })
      .describe('All calls of the day, with those that failed.'),
  })
  .meta({ id: 'DayStats' });

export const stats = z
  .object({
    since: z.iso.date(),
    days: z.array(dayStats).describe('Those that have any figures, the newest first.'),
    stages: z.partialRecord(z.enum(stages), count).describe('Messages by stage, now.'),
    llm: z
      .string()
      .describe('The LLM gate: `absent`, `closed`, `open`, `halfOpen` or `exhausted`.'),
  })
  .meta({ id: 'Stats' });

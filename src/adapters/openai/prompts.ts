import type { Playbook } from '../../domain/playbook.ts';
import {
  type DraftRequest,
  noBackground,
  type Question,
  type SummaryRequest,
} from '../../ports.ts';
import { backgroundBlock } from './background-data.ts';
import { classifyTask, draftTask, summarizeTask, systemPrompt } from './instructions.ts';
import { ample, mailBlock, scant } from './mail-data.ts';

/**
 * One request. Two messages and no more, because the chat templates of many local models insist on
 * strict alternation after a single system message.
 */
export interface Prompt {
  system: string;
  user: string;
}

export interface PromptPair {
  /** With all that helps. */
  full: Prompt;
  /** The same for a model whose context cannot hold that: the beginning of the mail, and no records. */
  brief(): Prompt;
}

export interface Prompts {
  classify(question: Question): PromptPair;
  draft(request: DraftRequest): PromptPair;
  summarize(request: SummaryRequest): PromptPair;
}

/**
 * The prompts of the three steps. They share everything up to the end of the mail and differ only
 * in what stands behind it, so that a server which caches prompts by their prefix reads the
 * playbook once and a mail once.
 * (OpenAI itself puts the schema before the system message and so shares only within a step.)
 * @param now the clock, for dates such as "by Friday"
 */
export function promptsOf(playbook: Playbook, now: () => Date): Prompts {
  const system = systemPrompt(playbook);
  const pair = ({ mail, background }: Question, task: string): PromptPair => {
    const prompt = (...parts: string[]) => ({ system, user: parts.filter(Boolean).join('\n\n') });
    return {
      full: prompt(mailBlock(mail, ample), backgroundBlock(background), today(now()), task),
      brief: () =>
        prompt(
          mailBlock(mail, scant),
          backgroundBlock({ ...noBackground, correction: background.correction }),
          today(now()),
          task,
        ),
    };
  };
  return {
    classify: (asked) => pair(asked, classifyTask),
    draft: (asked) => pair(asked, draftTask(asked)),
    summarize: (asked) => pair(asked, summarizeTask(asked.category)),
  };
}

/** Made once: making one costs as much as the rest of a prompt. */
const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });

function today(date: Date): string {
  return `Today is ${weekday.format(date)}, ${date.toISOString().slice(0, 10)} (UTC).`;
}

import type { Playbook } from '../../domain/playbook.ts';
import type { Llm, LlmUsage } from '../../ports.ts';
import { type Answer, type LlmStep, readAnswer } from './answers.ts';
import { type ChatOptions, openAiChat } from './chat.ts';
import { type Prompt, promptsOf } from './prompts.ts';
import { replyOf } from './reply.ts';

export type OpenAiOptions = ChatOptions & { playbook: Playbook };

/**
 * An `Llm` behind any OpenAI-compatible server (OpenAI, Azure, Ollama, vLLM, LM Studio). Each call
 * is one question and is never repeated after a failure; a server that lacks structured outputs is
 * asked for plain JSON from its first complaint on.
 *
 * Rejects with `llm.rate_limited` and `llm.unavailable` (with `retryAfterMs` where the server says
 * so), `llm.timeout`, `llm.refused`, `llm.invalid` or `llm.rejected`.
 *
 * @example
 * const llm = openAiLlm({ baseUrl: 'http://127.0.0.1:11434/v1', model: 'qwen3', timeoutMs: 60_000, playbook });
 */
export function openAiLlm({ playbook, ...options }: OpenAiOptions): Llm {
  const chat = openAiChat(options);
  const prompts = promptsOf(playbook);

  async function ask<S extends LlmStep>(
    step: S,
    prompt: Prompt,
    signal: AbortSignal,
  ): Promise<{ answer: Answer<S>; usage: LlmUsage }> {
    const { content, usage } = await chat(step, prompt, signal);
    return { answer: readAnswer(step, content), usage };
  }

  return {
    provider: 'openai',

    async classify(mail, signal) {
      const { answer, usage } = await ask('classify', prompts.classify(mail), signal);
      return { ...answer, ...usage };
    },

    async draft(request, signal) {
      const prompt = prompts.draft(request);
      const { answer, usage } = await ask('draft', prompt, signal);
      return { ...replyOf(answer, request.mail, prompt.system), ...usage };
    },

    async summarize(mail, category, signal) {
      const { answer, usage } = await ask('summarize', prompts.summarize(mail, category), signal);
      const urgency = category === 'Spam' ? 'low' : answer.urgency;
      return { ...answer, urgency, ...usage };
    },
  };
}

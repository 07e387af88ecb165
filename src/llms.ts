import type { Logger } from 'pino';
import type { Llms } from './actors/answer.ts';
import { type Meter, metered } from './actors/meter.ts';
import { mockLlm } from './adapters/mock-llm/index.ts';
import { openAiLlm } from './adapters/openai/openai-llm.ts';
import { parsePlaybook } from './adapters/playbook/index.ts';
import type { Config } from './config.ts';
import type { Prices } from './domain/draft.ts';
import type { Playbook } from './domain/playbook.ts';
import { dayOf, TokenBudget } from './domain/token-budget.ts';
import type { ReplayRequest, UsageStore } from './ports.ts';

export interface ConfiguredLlms {
  /** null: no limit, or no LLM. */
  budget: TokenBudget | null;
  /** Who answers by a playbook: the configured LLM behind its meter, and the mock. */
  answering(playbook: Playbook, model?: string): Llms;
  /** The same for a replay. @throws where its playbook is not valid, naming what is wrong */
  outfit(request: ReplayRequest, playbook: Playbook): Llms & { playbook: Playbook };
}

/** @param usage where the calls are noted, and what they have used today */
export async function llmsOf(
  config: Config,
  usage: UsageStore,
  log: Logger,
): Promise<ConfiguredLlms> {
  const isConfigured = Boolean(config.OPENAI_API_KEY || config.OPENAI_BASE_URL);
  const limit = isConfigured ? config.LLM_DAILY_TOKENS : undefined;
  const budget = limit ? new TokenBudget(limit, await usage.tokensOf(dayOf(Date.now()))) : null;
  const meter: Meter = {
    budget,
    usage,
    prices: pricesOf(config),
    onLost: (error) => log.warn({ err: error }, 'the use of the LLM could not be noted'),
  };

  function answering(playbook: Playbook, model = config.OPENAI_MODEL): Llms {
    const mock = mockLlm({ playbook });
    if (!isConfigured || model === 'mock') return { llm: null, redrafter: null, mock };
    const llm = openAiLlm({
      apiKey: config.OPENAI_API_KEY,
      baseUrl: config.OPENAI_BASE_URL,
      model,
      timeoutMs: config.LLM_TIMEOUT_SECONDS * 1_000,
      playbook,
    });
    return {
      llm: metered(llm, model, 'live', meter),
      redrafter: metered(llm, model, 'redraft', meter),
      mock,
    };
  }

  return {
    budget,
    answering,
    outfit({ model, playbook: yaml }, inForce) {
      const playbook = yaml === null ? inForce : parsePlaybook(yaml, config.SIGNATURE_NAME);
      return { ...answering(playbook, model ?? undefined), playbook };
    },
  };
}

export function pricesOf(config: Config): Prices {
  return { input: config.LLM_PRICE_INPUT, output: config.LLM_PRICE_OUTPUT };
}

import { openAiLlm } from '../../adapters/openai/openai-llm.ts';
import type { Config } from '../../config.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Mail } from '../../domain/mail.ts';
import type { Playbook } from '../../domain/playbook.ts';
import { noBackground } from '../../ports.ts';
import type { Examination } from '../examination.ts';

/** A question as the program asks it: the answer must keep to the same format. */
export function llmExamination(config: Config, playbook: Playbook): Examination {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = config;
  const timeoutMs = config.LLM_TIMEOUT_SECONDS * 1_000;
  return {
    name: 'LLM',
    deadlineMs: timeoutMs + 1_000,
    async steps(examiner, signal) {
      const llm = openAiLlm({ apiKey, baseUrl, model, timeoutMs, playbook });
      await examiner.step(
        'LLM answer',
        () => llm.classify({ mail, background: noBackground }, signal),
        ({ category, inputTokens, outputTokens }) =>
          category === 'Lead'
            ? `${model} sorts a request for prices as Lead, ${inputTokens + outputTokens} tokens`
            : {
                result: 'warning',
                found: `${model} takes a request for prices for ${category}`,
                fix: 'the model may be too small: try another OPENAI_MODEL, and npm run eval',
              },
        (failure) => fixOf(failure, model),
      );
    },
  };
}

function fixOf({ code, message }: Failure, model: string): string {
  const status = /answered (\d{3})/.exec(message)?.[1];
  if (status === '401' || status === '403') return 'set the right OPENAI_API_KEY';
  if (status === '404') {
    return `check OPENAI_BASE_URL (it ends with the version, such as /v1) and that the server has the model ${model} (OPENAI_MODEL)`;
  }
  switch (code) {
    case 'llm.rate_limited':
      return 'the quota is used up, or it is asked too often: see the account at the provider';
    case 'llm.timeout':
      return 'the model is slow: raise LLM_TIMEOUT_SECONDS, or take a smaller one';
    case 'llm.invalid':
      return 'the server does not answer as its API should: check OPENAI_BASE_URL, or take a model that keeps to JSON';
    case 'llm.unavailable':
      return 'check OPENAI_BASE_URL, and that the server runs';
    default:
      return 'check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL';
  }
}

const text =
  'Hello, we are 200 people and would like a quote for your product. Could you send us your prices?';

/** Nobody's. */
const mail: Mail = {
  from: { name: 'Ada Example', address: 'ada@example.com' },
  replyTo: null,
  answerTo: null,
  recipients: [{ name: '', address: 'sales@example.com' }],
  subject: 'Prices for 200 seats',
  messageId: '<doctor@example.com>',
  threadId: '<doctor@example.com>',
  references: [],
  text,
  own: text,
  quoted: '',
  signature: '',
  hidden: '',
  attachments: [],
  traits: [],
  injection: { suspected: false, evidence: [] },
  automated: null,
};

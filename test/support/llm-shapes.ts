/** Responses as the makers of these servers document them, and as their issue trackers show them. */

export type LlmVendor = 'openai' | 'azure' | 'ollama' | 'vllm' | 'lmstudio' | 'llamacpp';

export interface Choice {
  finish_reason: string;
  message: { role: 'assistant'; content: string | null; refusal?: string };
}

interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
}

export interface ErrorWords {
  message?: string;
  code?: string;
  param?: string;
  type?: string;
}

/** A whole chat completion. `usage` and `model` are left out where null. */
export function completionBody(
  vendor: LlmVendor,
  choice: Choice,
  model: string | null,
  usage: Usage | null,
): object {
  const total = usage && usage.prompt_tokens + usage.completion_tokens;
  return {
    id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
    object: 'chat.completion',
    created: 1_741_569_952,
    ...(model !== null && { model }),
    choices: [{ index: 0, logprobs: null, ...choice, ...beside[vendor].choice }],
    ...(usage && { usage: { ...usage, total_tokens: total, ...beside[vendor].usage } }),
    ...beside[vendor].body,
  };
}

const details = {
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, accepted_prediction_tokens: 0 },
};
const unfiltered = { filtered: false, severity: 'safe' };
const filters = {
  hate: unfiltered,
  self_harm: unfiltered,
  sexual: unfiltered,
  violence: unfiltered,
};

/** What each adds to OpenAI's shape. */
const beside: Record<LlmVendor, { body?: object; choice?: object; usage?: object }> = {
  openai: { body: { service_tier: 'default', system_fingerprint: 'fp_1' }, usage: details },
  azure: {
    body: { prompt_filter_results: [{ prompt_index: 0, content_filter_results: filters }] },
    choice: { content_filter_results: filters },
    usage: details,
  },
  ollama: { body: { system_fingerprint: 'fp_ollama' } },
  vllm: {
    body: { prompt_logprobs: null, kv_transfer_params: null, service_tier: null },
    choice: { stop_reason: null },
    usage: { prompt_tokens_details: null },
  },
  lmstudio: { body: { stats: {}, system_fingerprint: 'local-model' } },
  llamacpp: {
    body: { timings: { prompt_n: 1, prompt_ms: 2.5, predicted_n: 3, predicted_ms: 40.1 } },
  },
};

/** An error's body; only OpenAI's own looks like OpenAI's. */
export function errorBody(vendor: LlmVendor, status: number, words: ErrorWords): object {
  const { message = `status ${status}`, code = null, param = null, type = null } = words;
  const shapes: Record<LlmVendor, object> = {
    openai: { error: { message, type, param, code } },
    azure: { error: { message, type, param, code, status } },
    ollama: { error: { message, type: type ?? 'api_error', param, code } },
    // As it was up to 0.10: flat, and `code` is the status.
    vllm: { object: 'error', message, type: type ?? 'BadRequestError', param, code: status },
    lmstudio: { error: message },
    llamacpp: { error: { code: status, message, type: type ?? 'invalid_request_error' } },
  };
  return shapes[vendor];
}

/** How each says that it does not take a response format. */
export function formatComplaint(vendor: LlmVendor, format: string): ErrorWords {
  const unsupported = {
    message: `Invalid parameter: 'response_format' of type '${format}' is not supported with this model.`,
    param: 'response_format',
    type: 'invalid_request_error',
  };
  const complaints: Record<LlmVendor, ErrorWords> = {
    openai: unsupported,
    azure: unsupported,
    ollama: { message: 'invalid format: expected "json" or a JSON schema' },
    vllm: {
      message:
        "[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text'\"}]",
    },
    lmstudio: { message: "'response_format.type' must be 'json_schema' or 'text'" },
    llamacpp: { message: 'Failed to initialize samplers: failed to parse grammar' },
  };
  return complaints[vendor];
}

/** How each says that a prompt is longer than the model's context. */
export function contextComplaint(vendor: LlmVendor, asked: number, most: number): ErrorWords {
  const tooLong = {
    message: `This model's maximum context length is ${most} tokens. However, your messages resulted in ${asked} tokens. Please reduce the length of the messages.`,
    param: 'messages',
    code: 'context_length_exceeded',
    type: 'invalid_request_error',
  };
  const complaints: Record<LlmVendor, ErrorWords> = {
    openai: tooLong,
    azure: tooLong,
    ollama: { message: 'input length exceeds the context length' },
    vllm: { message: tooLong.message },
    lmstudio: {
      message: `The number of tokens to keep from the initial prompt is greater than the context length (n_keep: ${asked}>= n_ctx: ${most}).`,
    },
    llamacpp: {
      message: `the request exceeds the available context size (${most} tokens), try increasing it`,
      type: 'exceed_context_size_error',
    },
  };
  return complaints[vendor];
}

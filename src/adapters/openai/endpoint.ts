/** Where a server is reached and how it is logged into, in the terms of the client's options. */
export interface Endpoint {
  baseURL: string;
  query: Record<string, string>;
  /** Headers of the client that are replaced; null leaves one out. */
  headers: Record<string, string | null>;
  /** Run by OpenAI or Microsoft: these know `max_completion_tokens`. */
  hosted: boolean;
}

const openAiUrl = 'https://api.openai.com/v1';
const azureHosts = /\.(openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)$/;
/** The first stable version of the deployments API with structured outputs. */
const deploymentsVersion = '2024-10-21';

/**
 * Reads a base URL as people have it at hand: with a query, which the client would put its path
 * behind; with `/chat/completions` at its end, as Azure's portal shows it; or Azure's bare endpoint.
 * Azure takes a key as `api-key` on all of its APIs, and as a bearer token on the newest alone; what
 * is a token of Entra ID goes as one.
 */
export function endpointOf(baseUrl: string | undefined, apiKey: string): Endpoint {
  const given = baseUrl || openAiUrl;
  if (!URL.canParse(given)) return { baseURL: given, query: {}, headers: {}, hosted: false };
  const url = new URL(given);
  const azure = azureHosts.test(url.hostname);
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  const query = Object.fromEntries(url.searchParams);
  if (azure && path.includes('/deployments/')) query['api-version'] ??= deploymentsVersion;
  url.search = '';
  url.hash = '';
  url.pathname = azure && path === '' ? '/openai/v1' : path;
  return {
    baseURL: url.href,
    query,
    headers: azure && !isToken(apiKey) ? { 'api-key': apiKey, authorization: null } : {},
    hosted: azure || /(^|\.)openai\.com$/.test(url.hostname),
  };
}

/** A JSON Web Token (RFC 7519): three parts, the first of them `{"…` in base64url. */
function isToken(key: string): boolean {
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(key);
}

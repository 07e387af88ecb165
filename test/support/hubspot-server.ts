import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

export interface HubspotCompany {
  id: string;
  properties: Record<string, string | null>;
}

export interface HubspotContact extends HubspotCompany {
  /** The companies' ids, the primary one first unless `primary` names another. */
  companies?: string[];
  primary?: string;
}

const routes = [
  'contact',
  'contacts/search',
  'associations',
  'company',
  'companies/search',
] as const;
type Route = (typeof routes)[number] | 'unknown';

export interface HubspotRequest {
  route: Route;
  url: string;
  /** Of a search. */
  body: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface HubspotReply {
  status: number;
  headers?: Record<string, string>;
  /** JSON, or the text as it is. */
  body: unknown;
}

/** What is answered instead; `null`: the ordinary answer. */
export type HubspotBehaviour = (request: HubspotRequest) => HubspotReply | 'hang' | 'reset' | null;

export interface HubspotServer {
  url: string;
  token: string;
  requests: HubspotRequest[];
  /** The most that were in work at one time. */
  mostAtOnce: () => number;
  behave(behaviour: HubspotBehaviour): void;
  close(): Promise<void>;
}

export interface HubspotData {
  contacts?: HubspotContact[];
  companies?: HubspotCompany[];
  /** Items of one page, whatever limit is asked for. */
  pageSize?: number;
  /** What each answer takes. */
  delayMs?: number;
}

/** A real HTTP server on loopback that answers as HubSpot's documentation of the CRM API v3 shows. */
export async function startHubspotServer(data: HubspotData = {}): Promise<HubspotServer> {
  const token = 'pat-eu1-secret-token';
  const requests: HubspotRequest[] = [];
  let behaviour: HubspotBehaviour = () => null;
  let [atOnce, mostAtOnce] = [0, 0];

  const server = createServer((request, response) => {
    mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
    response.once('close', () => (atOnce -= 1));
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://hubspot.test');
    const seen = {
      route: routeOf(request.method, url.pathname),
      url: request.url ?? '',
      body: await text(request),
      at: Date.now(),
    };
    requests.push(seen);
    const reply =
      behaviour(seen) ??
      (request.headers.authorization === `Bearer ${token}`
        ? answer(data, seen, url)
        : unauthorised);
    if (reply === 'hang') return;
    if (reply === 'reset') return void request.socket.resetAndDestroy();
    if (data.delayMs) await new Promise((resolve) => setTimeout(resolve, data.delayMs));
    const { status, headers, body } = reply;
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the HubSpot stand-in has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    token,
    requests,
    mostAtOnce: () => mostAtOnce,
    behave: (next) => (behaviour = next),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function routeOf(method: string | undefined, path: string): Route {
  const [, kind, rest = ''] = /^\/crm\/v3\/objects\/(contacts|companies)\/(.+)$/.exec(path) ?? [];
  if (rest === 'search') return method === 'POST' ? (`${kind}/search` as Route) : 'unknown';
  if (method !== 'GET') return 'unknown';
  if (kind === 'contacts' && rest.endsWith('/associations/companies')) return 'associations';
  if (rest.includes('/')) return 'unknown';
  return kind === 'contacts' ? 'contact' : kind === 'companies' ? 'company' : 'unknown';
}

function answer(data: HubspotData, { route, body }: HubspotRequest, url: URL): HubspotReply {
  const { contacts = [], companies = [], pageSize = 100 } = data;
  const key = decodeURIComponent(url.pathname.split('/')[5] ?? '');
  const properties = (url.searchParams.get('properties') ?? '').split(',');
  const after = url.searchParams.get('after');
  if (route === 'contacts/search') return searched(contacts, body, pageSize);
  if (route === 'companies/search') return searched(companies, body, pageSize);
  if (route === 'company') {
    const company = companies.find(({ id }) => id === key);
    return company ? { status: 200, body: shown(company, properties) } : missing;
  }
  const byEmail = url.searchParams.get('idProperty') === 'email';
  const contact = contacts.find(({ id, properties }) =>
    byEmail ? properties['email'] === key.toLowerCase() : id === key,
  );
  if (!contact) return missing;
  const associated = associationPage(contact, after, pageSize);
  if (route === 'associations') return { status: 200, body: associated };
  const associations = contact.companies?.length ? { associations: { companies: associated } } : {};
  return { status: 200, body: { ...shown(contact, properties), ...associations } };
}

/** A primary company is listed twice: once as such, and once without a label. */
function associationPage(contact: HubspotContact, after: string | null, pageSize: number) {
  const { companies = [], primary = companies[0] } = contact;
  const results = companies.flatMap((id) => [
    ...(id === primary ? [{ id, type: 'contact_to_company' }] : []),
    { id, type: 'contact_to_company_unlabeled' },
  ]);
  return pageOf(results, after, pageSize);
}

function pageOf<T>(items: T[], after: string | null, pageSize: number) {
  const from = Number(after ?? 0);
  const next = from + pageSize;
  const link = `https://api.hubapi.com/?after=${next}`;
  return {
    results: items.slice(from, next),
    ...(next < items.length ? { paging: { next: { after: String(next), link } } } : {}),
  };
}

const searchBody = z.object({
  filterGroups: z
    .array(
      z.object({
        filters: z.array(
          z.object({
            propertyName: z.string(),
            operator: z.enum(['EQ', 'CONTAINS_TOKEN']),
            value: z.string(),
          }),
        ),
      }),
    )
    .min(1)
    .max(5),
  properties: z.array(z.string()),
  limit: z.number().max(200),
  after: z.string().optional(),
});

function searched(objects: HubspotCompany[], body: string, pageSize: number): HubspotReply {
  const search = searchBody.parse(JSON.parse(body));
  const found = objects.filter(({ properties }) =>
    search.filterGroups.some(({ filters }) =>
      filters.every(({ propertyName, operator, value }) => {
        const own = properties[propertyName] ?? '';
        return operator === 'EQ' ? own === value : own.split(';').includes(value);
      }),
    ),
  );
  const results = found.map((object) => shown(object, search.properties));
  const page = pageOf(results, search.after ?? null, Math.min(pageSize, search.limit));
  return { status: 200, body: { total: found.length, ...page } };
}

/** Only the properties that were asked for, and those that HubSpot always adds. */
function shown({ id, properties }: HubspotCompany, asked: string[]) {
  const at = '2025-02-11T15:45:00.400Z';
  const given = asked.map((name) => [name, properties[name] ?? null]);
  return {
    id,
    properties: { ...Object.fromEntries(given), createdate: at, hs_object_id: id },
    createdAt: at,
    updatedAt: at,
    archived: false,
  };
}

const correlationId = '6828d000-3d2f-4701-8d90-b21e53b0d005';

const missing: HubspotReply = {
  status: 404,
  body: { status: 'error', message: 'resource not found', correlationId },
};

const unauthorised: HubspotReply = {
  status: 401,
  body: {
    status: 'error',
    message: 'Authentication credentials not found. This API supports OAuth 2.0 authentication',
    correlationId,
    category: 'INVALID_AUTHENTICATION',
  },
};

/** A 429 as HubSpot sends it, by the limit that was met. */
export function tooMany(policyName: string, headers: Record<string, string> = {}): HubspotReply {
  const message = `You have reached your ${policyName.toLowerCase()} limit.`;
  return {
    status: 429,
    headers,
    body: { status: 'error', message, errorType: 'RATE_LIMIT', correlationId, policyName },
  };
}

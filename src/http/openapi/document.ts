import { type JsonSchema, Shapes } from './json-schema.ts';
import { type Answer, type Body, type Operation, tags } from './operation.ts';
import { parametersOf, type Parameter } from './parameters.ts';
import { refusalsOf } from './refusals.ts';

interface MediaType {
  schema?: JsonSchema;
  example?: unknown;
  'x-item-schema'?: JsonSchema;
}

type DescribedHeaders = Record<string, { description: string; schema: JsonSchema }>;

export interface DescribedAnswer {
  description: string;
  headers?: DescribedHeaders;
  content?: Record<string, MediaType>;
}

export interface DescribedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, MediaType> };
  responses: Record<string, DescribedAnswer>;
}

/** OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), as far as we use it. */
export interface OpenApiDocument {
  openapi: string;
  jsonSchemaDialect: string;
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DescribedOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, Record<string, string>>;
  };
}

const json = 'application/json';

const description = `
Times are ISO 8601 in UTC. Every \`GET\` answers \`HEAD\` as well, and a method that an address does not
take is a \`405\` with \`Allow\`.

Every error is \`{"error":{"code","message"}}\`; a program decides by \`code\`, a person reads \`message\`.
A fault of ours is a \`500\` with the code \`internal\` and an \`X-Request-Id\` by which the log knows it.
A client that prefers \`text/html\` over JSON is shown errors as a page.

Lists are paged by key: give the \`next\` of one page as \`cursor\` of the following, until it is null.
What changes a draft names the \`version\` that was seen, and is refused with \`stale\` where somebody was
faster. Fields may be added to answers; ignore those you do not know.
`.trim();

/** Of the interface, not of the program: raised when something of it changes its meaning or goes. */
const version = '1.0.0';

/** @param secured API_TOKEN is set */
export function openApiDocument(
  operations: Operation[],
  { secured }: { secured: boolean },
): OpenApiDocument {
  const shapes = new Shapes();
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operations) {
    const path = (paths[templateOf(operation.path)] ??= {});
    path[operation.method] = described(operation, shapes);
  }
  const used = new Set(operations.map(({ tag }) => tag));
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Marketing Ops Agent',
      version,
      summary: 'Sorted mail, drafted replies, and what became of them.',
      description,
    },
    servers: [{ url: '/' }],
    // Without a token the server answers this machine alone, and asks nothing of it.
    security: secured ? [{ token: [] }, { session: [] }] : [],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name as keyof typeof tags))
      .map(([name, about]) => ({ name, description: about })),
    paths,
    components: { schemas: shapes.named(), securitySchemes },
  };
}

const securitySchemes = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'For programs: `Authorization: Bearer <API_TOKEN>`.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'ops_session',
    description:
      'For browsers: the cookie of the sign-in at `/login`. What changes anything must then come ' +
      'from a page of this server.',
  },
};

/** `/drafts/:id` as `/drafts/{id}`. */
function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

function described(operation: Operation, shapes: Shapes): DescribedOperation {
  const { id, tag, summary, body, open } = operation;
  const parameters = parametersOf(operation, shapes);
  const answers = { ...refusalsOf(operation), ...operation.answers };
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(operation.description && { description: operation.description }),
    ...(open && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: describedBody(body, shapes) }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, describedAnswer(answer, shapes)]),
    ),
  };
}

function describedBody({ schema, optional = false, example }: Body, shapes: Shapes) {
  const media: MediaType = {
    schema: shapes.ofInput(schema),
    ...(example !== undefined && { example }),
  };
  return { required: !optional, content: { [json]: media } };
}

function describedAnswer(answer: Answer, shapes: Shapes): DescribedAnswer {
  const { schema, mediaType = schema ? json : null, item, example, headers } = answer;
  const media: MediaType = {
    ...(schema && { schema: shapes.ofOutput(schema) }),
    ...(item && { 'x-item-schema': shapes.ofOutput(item) }),
    ...(example !== undefined && { example }),
  };
  return {
    description: answer.description,
    ...(headers && { headers: describedHeaders(headers) }),
    ...(mediaType !== null && { content: { [mediaType]: media } }),
  };
}

function describedHeaders(headers: Record<string, string>): DescribedHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, about]) => [
      name,
      { description: about, schema: { type: 'string' } },
    ]),
  );
}

import type { DescribedOperation } from '../openapi/document.ts';

export interface Called {
  method: string;
  /** Such as `/drafts/{id}`. */
  template: string;
  operation: DescribedOperation;
}

/**
 * A call that can be copied into a shell.
 * @param origin of the server, as the reader reached it
 * @param secured it asks for a token, which is in the variable API_TOKEN
 */
export function curlOf(
  { method, template, operation }: Called,
  origin: string,
  secured: boolean,
): string {
  const media = operation.requestBody?.content['application/json'];
  const options = [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...downloads(operation),
    quoted(origin + exampleOf(template)),
    ...(secured ? ['-H "Authorization: Bearer $API_TOKEN"'] : []),
    ...(media ? ["-H 'Content-Type: application/json'"] : []),
    ...(media?.example === undefined ? [] : [`-d ${quoted(JSON.stringify(media.example))}`]),
  ];
  return `curl ${options.join(' \\\n  ')}`;
}

/** Ids are found in lists; the first one is a number that most installations have. */
function exampleOf(template: string): string {
  return template
    .replace('/inspector/actors/{id}', '/inspector/actors/ACTOR')
    .replace('{key}', 'CHART')
    .replace('{id}', '1');
}

function downloads({ responses }: DescribedOperation): string[] {
  const [type = ''] = Object.keys(responses['200']?.content ?? {});
  if (type === 'text/event-stream') return ['-N'];
  return ['text/csv', 'message/rfc822'].includes(type) ? ['-OJ'] : [];
}

/** In a POSIX shell nothing has a meaning between single quotes but the next one. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

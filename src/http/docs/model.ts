import type { DescribedAnswer, DescribedOperation, OpenApiDocument } from '../openapi/document.ts';
import type { JsonSchema } from '../openapi/json-schema.ts';
import type { Parameter } from '../openapi/parameters.ts';
import { type Called, curlOf } from './curl.ts';
import { type Field, fieldsOf } from './fields.ts';
import { type Part, paragraphsOf, partsOf } from './text.ts';
import { nameOf, typeParts } from './type-text.ts';

/** What `/docs` shows, made of the document alone: so it says nothing that programs are not told. */
export function docsModel(document: OpenApiDocument, origin: string) {
  const all = Object.entries(document.paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template,
      operation,
    })),
  );
  const { info, security, components } = document;
  const secured = security.length > 0;
  return {
    summary: info.summary,
    about: paragraphsOf(info.description),
    secured,
    tags: document.tags.map(({ name, description }) => ({
      name,
      slug: `tag-${name.toLowerCase()}`,
      about: description,
      operations: all
        .filter(({ operation }) => operation.tags.includes(name))
        .map((called) => operationModel(called, origin, secured)),
    })),
    shapes: Object.entries(components.schemas)
      // Of errors there is one shape, which the introduction shows; their codes stand where they come.
      .filter(([name]) => !name.endsWith('Error') || name === 'FieldError')
      .map(([name, schema]) => ({ name, ...shapeModel(schema) })),
  };
}

function operationModel(called: Called, origin: string, secured: boolean) {
  const { method, template, operation } = called;
  const { parameters = [], requestBody, responses } = operation;
  const open = operation.security?.length === 0;
  const media = requestBody?.content['application/json'];
  return {
    id: operation.operationId,
    method,
    path: template,
    summary: operation.summary,
    about: paragraphsOf(operation.description),
    open: secured && open,
    parameters: parameters.map(parameterField),
    body: media && {
      optional: !requestBody?.required,
      ...contentModel(media.schema),
    },
    answers: answersOf(responses),
    refusals: refusalsOf(operation),
    curl: curlOf(called, origin, secured && !open),
  };
}

function parameterField(parameter: Parameter): Field {
  return {
    name: parameter.in === 'path' ? `{${parameter.name}}` : parameter.name,
    optional: !parameter.required,
    type: typeParts(parameter.schema),
    about: partsOf(parameter.description ?? ''),
  };
}

/** What is no error. */
function answersOf(responses: Record<string, DescribedAnswer>) {
  return Object.entries(responses)
    .filter(([status, answer]) => Number(status) < 400 || !isRefusal(answer))
    .map(([status, { description, headers = {}, content = {} }]) => {
      const [mediaType = null] = Object.keys(content);
      const media = mediaType === null ? undefined : content[mediaType];
      const item = media?.['x-item-schema'];
      return {
        status,
        about: partsOf(description),
        mediaType: mediaType === 'application/json' ? null : mediaType,
        item: item ? typeParts(item) : null,
        headers: Object.entries(headers).map(([name, header]) => ({
          name,
          about: header.description,
        })),
        ...contentModel(media?.schema),
      };
    });
}

function contentModel(schema: JsonSchema | undefined): { type: Part[]; fields: Field[] } {
  if (!schema) return { type: [], fields: [] };
  return { type: typeParts(schema), fields: nameOf(schema) === null ? fieldsOf(schema) : [] };
}

const refusal = /^`(\w+)`: ([^]*)$/;

function isRefusal({ description }: DescribedAnswer): boolean {
  return refusal.test(description);
}

function refusalsOf({ responses }: DescribedOperation) {
  return Object.entries(responses).flatMap(([status, { description }]) =>
    description.split('\n\n').flatMap((line) => {
      const [, code, reason = ''] = refusal.exec(line) ?? [];
      return code === undefined ? [] : [{ status, code, about: partsOf(reason) }];
    }),
  );
}

function shapeModel(schema: JsonSchema) {
  const variants = schema.anyOf ?? schema.oneOf ?? [];
  const isObject = schema.type === 'object';
  return {
    about: paragraphsOf(schema.description),
    type: isObject || variants.length > 0 ? [] : typeParts(schema),
    tables: (variants.length > 0 ? variants : isObject ? [schema] : []).map((one) => fieldsOf(one)),
  };
}

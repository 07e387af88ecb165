import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { openApiDocument, type OpenApiDocument } from './document.ts';
import { operationsOf } from './operations.ts';

/** `GET /openapi.json`: what this process serves, as OpenAPI 3.1. */
export function openApiRoutes(deps: HttpDeps): Router {
  const router = new Router();
  router.get('/openapi.json', (ctx) => {
    ctx.body = documentOf(deps);
  });
  return router;
}

const made = new WeakMap<HttpDeps, OpenApiDocument>();

/** Made when it is first asked for, so that no start waits for it. */
export function documentOf(deps: HttpDeps): OpenApiDocument {
  const known = made.get(deps);
  if (known) return known;
  const { role, apiToken } = deps;
  const document = openApiDocument(operationsOf(role), { secured: apiToken !== undefined });
  made.set(deps, document);
  return document;
}

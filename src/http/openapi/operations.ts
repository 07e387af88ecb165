/** Everything that is described, in the order in which readers meet it. */
import { auditOperations } from '../audit/openapi.ts';
import type { Role } from '../deps.ts';
import { draftOperations } from '../drafts/openapi.ts';
import { reviewOperations } from '../drafts/review-openapi.ts';
import { eventOperations } from '../events/openapi.ts';
import { healthOperations } from '../health/openapi.ts';
import { inspectorOperations } from '../inspector/openapi.ts';
import { ledgerOperations } from '../ledger/openapi.ts';
import { mailboxOperations } from '../mailboxes/openapi.ts';
import { messageOperations } from '../messages/openapi.ts';
import { metricsOperations } from '../metrics/openapi.ts';
import { outgoingOperations } from '../outgoing/openapi.ts';
import { statsOperations } from '../stats/openapi.ts';
import { supervisorOperations } from '../supervisor/openapi.ts';
import { systemOperations } from '../system/openapi.ts';
import { tokenOperations } from '../tokens/openapi.ts';
import { webhookOperations } from '../webhooks/openapi.ts';
import { descriptionOperations } from './openapi.ts';
import type { Operation } from './operation.ts';

const everywhere: Operation[] = [
  ...messageOperations,
  ...ledgerOperations,
  ...mailboxOperations,
  ...healthOperations,
  ...eventOperations,
  ...statsOperations,
  ...supervisorOperations,
  ...metricsOperations,
  ...auditOperations,
  ...tokenOperations,
  ...webhookOperations,
  ...systemOperations,
  ...inspectorOperations,
  ...descriptionOperations,
];

const besideDrafts: Operation[] = [...draftOperations, ...reviewOperations, ...outgoingOperations];

/** Of a process in this role; `routers` in `../app.ts` serves the same. */
export function operationsOf(role: Role): Operation[] {
  return role === 'agent' ? everywhere : [...besideDrafts, ...everywhere];
}

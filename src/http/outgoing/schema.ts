import { z } from 'zod';
import { outgoingStates } from '../../domain/outgoing.ts';
import type { OutgoingFilter } from '../../ports.ts';
import { paging } from '../input.ts';

export const outgoingFilter: z.ZodType<OutgoingFilter> = z.object({
  state: z.enum(outgoingStates).exactOptional(),
  ...paging,
});

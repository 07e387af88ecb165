import { z } from 'zod';
import { paging } from '../input.ts';

export const auditFilter = z.object(paging);

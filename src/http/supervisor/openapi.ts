import { z } from 'zod';
import type { Operation } from '../openapi/operation.ts';

const supervisorState = z.object({
  state: z.string().describe('`waiting`, `pausing`, `paused`, `stalled` or `draining`.'),
});

const order = (id: string, path: string, summary: string, description: string): Operation => ({
  id,
  method: 'post',
  path: `/supervisor/${path}`,
  tag: 'Running',
  summary,
  description,
  answers: { 200: { description: 'What the supervisor does now.', schema: supervisorState } },
  refusals: { conflict: 'The machines run in another process.' },
  storeless: true,
});

export const supervisorOperations: Operation[] = [
  order(
    'pauseWork',
    'pause',
    'Pause all work',
    'What is in work goes on to its end, and mail is still taken in. A restart ends the pause.',
  ),
  order('resumeWork', 'resume', 'Go on', 'Ends the pause.'),
];

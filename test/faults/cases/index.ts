import type { Fault } from '../fault.ts';
import { apiDown } from './api-down.ts';
import { frozenLine, refusedLine, resetMidFetch, slowLine, tricklingLine } from './bad-line.ts';
import { clockJumps } from './clock.ts';
import { killAtBoundaries } from './kill-boundaries.ts';
import { killAtRandom } from './kill-random.ts';
import { llmFaults, llmHiccups } from './llm.ts';
import { mailServerDown } from './mail-server-down.ts';
import { killAfterAppend, killAfterCopy, killAfterSending, killBeforeSending } from './outgoing.ts';
import { killWhileSending } from './outgoing-random.ts';
import { parserKilled, poisonMail } from './poison.ts';
import { readOnly, readOnlyStart } from './read-only.ts';
import { secondAgent } from './second-agent.ts';
import { sigstop } from './sigstop.ts';
import { sigterm } from './sigterm.ts';
import { databaseLocked, diskFull, failingDisk } from './storage.ts';
import { uidValidityChange } from './uid-validity.ts';
import { strangeRows, throttlingServer } from './strange-server.ts';

/** The matrix, in the order of the table. */
export const faults: Fault[] = [
  killAtRandom,
  killAtBoundaries,
  killAfterAppend,
  killBeforeSending,
  killAfterSending,
  killAfterCopy,
  killWhileSending,
  sigterm,
  sigstop,
  secondAgent,
  mailServerDown,
  resetMidFetch,
  frozenLine,
  tricklingLine,
  slowLine,
  refusedLine,
  uidValidityChange,
  throttlingServer,
  strangeRows,
  llmFaults,
  llmHiccups,
  poisonMail,
  parserKilled,
  apiDown,
  databaseLocked,
  diskFull,
  failingDisk,
  readOnly,
  readOnlyStart,
  clockJumps,
];

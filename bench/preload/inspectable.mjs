/**
 * Loaded before the program, it opens V8's inspector on a free port of loopback, and writes the
 * address and the process's id into INSPECTABLE_FILE. Nobody is connected until the bench is.
 */
import { writeFileSync } from 'node:fs';
import inspector from 'node:inspector';
import process from 'node:process';

// For this process alone: its parsers are not asked.
delete process.env.NODE_OPTIONS;
inspector.open(0, '127.0.0.1');
writeFileSync(
  process.env.INSPECTABLE_FILE,
  JSON.stringify({ pid: process.pid, url: inspector.url() }),
);

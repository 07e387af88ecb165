/**
 * Loaded before the program, it profiles the main thread from the start to the end of the process
 * and writes PROFILE_FILE. (Node 20 takes no --cpu-prof from NODE_OPTIONS.)
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import process from 'node:process';

delete process.env.NODE_OPTIONS;
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.once('exit', () => {
  session.post('Profiler.stop', (error, result) => {
    if (!error) writeFileSync(process.env.PROFILE_FILE, JSON.stringify(result.profile));
  });
});

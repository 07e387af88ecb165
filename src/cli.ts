#!/usr/bin/env -S node --max-semi-space-size=8
/** `marketing-ops-agent [COMMAND]`: the installed package's commands, each as `npm run` has it here. */
import { version } from './build.ts';

const commands: Record<string, { about: string; run: () => Promise<unknown> }> = {
  start: { about: 'run it (as ROLE says: all, agent or api)', run: () => import('./main.ts') },
  doctor: { about: 'try each configured connection', run: () => import('./doctor/main.ts') },
  import: { about: 'work mail from files', run: () => import('./import/main.ts') },
  eval: { about: 'measure how well labelled mail is sorted', run: () => import('./eval/main.ts') },
  token: { about: 'make, list and revoke named tokens', run: () => import('./tokens/main.ts') },
  purge: { about: "remove all of a sender's mail", run: () => import('./purge/main.ts') },
  backup: { about: 'copy the database while it is used', run: () => import('./backup/main.ts') },
};

const usage = `Usage: marketing-ops-agent [COMMAND] [OPTIONS]

${Object.entries(commands)
  .map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`)
  .join('\n')}

Without a command it starts. Settings come from the environment, and from .env in this directory;
without any, it runs a demo. COMMAND --help tells the options of a command.`;

const [name = 'start', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  // The command finds its own arguments where it always does.
  process.argv.splice(2, process.argv.length, ...rest);
  if (name === 'start' && rest.length > 0) refuse(`start takes no ${rest.join(' ')}`);
  await command.run();
} else if (name === '--help' || name === '-h') {
  console.log(usage);
} else if (name === '--version') {
  console.log(version());
} else refuse(`There is no command ${name}.`);

function refuse(why: string): never {
  console.error(`${why}\n\n${usage}`);
  return process.exit(2);
}

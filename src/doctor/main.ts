/** `npm run doctor`: tries each configured connection for real, and says what to do about each failure. */
import { parseArgs } from 'node:util';
import { configure } from '../configuration.ts';
import { secretsOf } from '../inspection.ts';
import { examine } from './examination.ts';
import { examinationsOf } from './examinations.ts';
import { reportOf } from './report.ts';

const usage = `Usage: npm run doctor [-- --json]
  --json  one JSON object, {ok, checks:[{check,result,ms,found,fix}]}
Changes nothing, and sends no mail and no event. Exits with 1 if a check fails, with 2 if the configuration is wrong.`;

const { json } = readArguments();
const { config, knowledge } = await configure(() => undefined);
const secrets = secretsOf(config);
const parts = await Promise.all(
  examinationsOf(config, knowledge.playbook).map((one) => examine(one, withoutSecrets)),
);
await knowledge.crm.close();
const checks = parts.flat();
const ok = checks.every(({ result }) => result !== 'failed');
const report = json ? JSON.stringify({ ok, checks }, null, 2) : reportOf(checks);
// A pipe takes it in pieces: the process may not end before the last one.
process.stdout.write(`${report}\n`, () => process.exit(ok ? 0 : 1));

/** The adapters do so already; whatever a server echoes in a way of its own ends here. */
function withoutSecrets(text: string): string {
  return secrets
    .filter((secret) => secret.length > 3)
    .reduce((clean, secret) => clean.replaceAll(secret, '•••'), text);
}

function readArguments(): { json: boolean } {
  try {
    const { values } = parseArgs({
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return { json: values.json };
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return process.exit(2);
  }
}

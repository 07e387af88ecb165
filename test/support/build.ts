import { execFileSync } from 'node:child_process';

/** System tests run what ships: the built program. Built once a run. */
export default function build(): void {
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
}

import type { MachineControl, SystemControl } from '../ports.ts';
import { AppError } from './errors.ts';

/** @throws AppError 409 that names the fix, where the machines run in another process */
export function machinesOf({ machines }: SystemControl): MachineControl {
  if (machines) return machines;
  throw new AppError(
    'conflict',
    'The machines run in another process (ROLE=agent): ask its own port (8001 unless PORT says ' +
      'otherwise), or run one process with ROLE=all',
  );
}

import type { Crm } from '../../ports.ts';
import { csvCrm } from './csv-crm.ts';
import { hubspotCrm } from './hubspot/index.ts';
import { mockCrm } from './mock-crm.ts';

export interface CrmOptions {
  /** A CSV file. */
  file?: string | undefined;
  hubspotToken?: string | undefined;
  hubspotUrl?: string | undefined;
  /** Hears of each change of the file that cannot be used. */
  onProblem(problem: string): void;
}

/**
 * The CRM that is configured: the file first and, where it knows nothing, HubSpot; the built-in
 * table where neither is given. Blank settings are none.
 * @throws CrmFileError where the file cannot be used
 */
export async function openCrm(options: CrmOptions): Promise<Crm> {
  const file = options.file?.trim();
  const token = options.hubspotToken?.trim();
  const baseUrl = options.hubspotUrl?.trim() || undefined;
  const { onProblem } = options;
  const crms = [
    ...(file ? [await csvCrm(file, { onProblem })] : []),
    ...(token ? [hubspotCrm({ token, baseUrl })] : []),
  ];
  return crms.length > 0 ? inTurn(crms) : mockCrm();
}

/** What the first of them knows. */
function inTurn(crms: Crm[]): Crm {
  return {
    async find(address, signal) {
      for (const crm of crms) {
        const record = await crm.find(address, signal);
        if (record) return record;
      }
      return null;
    },
    async close() {
      await Promise.all(crms.map((crm) => crm.close()));
    },
  };
}

import { hubspotCrm } from '../../adapters/crm/hubspot/index.ts';
import type { Config } from '../../config.ts';
import { type Examination, skipped } from '../examination.ts';

/** Nobody's address: whatever the answer is, the question was allowed. */
const nobody = 'doctor@example.com';

/** A file was read before anything else, and would have stopped the start; HubSpot is asked. */
export function crmExaminations({
  CRM_FILE,
  HUBSPOT_TOKEN,
  HUBSPOT_BASE_URL,
}: Config): Examination[] {
  const file = CRM_FILE ? [fileExamination(CRM_FILE)] : [];
  const hubspot = HUBSPOT_TOKEN ? [hubspotExamination(HUBSPOT_TOKEN, HUBSPOT_BASE_URL)] : [];
  if (file.length + hubspot.length > 0) return [...file, ...hubspot];
  return [skipped('CRM', 'CRM_FILE and HUBSPOT_TOKEN are not set: a sample table answers')];
}

function fileExamination(path: string): Examination {
  return {
    name: 'CRM file',
    deadlineMs: 1_000,
    steps: async (examiner) => {
      await examiner.step(
        'CRM file',
        async () => path,
        () => `${path} is valid`,
        () => '',
      );
    },
  };
}

function hubspotExamination(token: string, baseUrl: string | undefined): Examination {
  return {
    name: 'CRM HubSpot',
    deadlineMs: 15_000,
    async steps(examiner, signal) {
      const crm = hubspotCrm({ token, baseUrl });
      try {
        await examiner.step(
          'CRM HubSpot',
          () => crm.find(nobody, signal),
          () => 'the token is accepted, contacts can be searched',
          () =>
            'check HUBSPOT_TOKEN (a private app with crm.objects.contacts.read and crm.objects.companies.read) and HUBSPOT_BASE_URL',
        );
      } finally {
        await crm.close();
      }
    },
  };
}

import { mockLlm } from '../../../src/adapters/mock-llm/index.ts';
import { defaultPlaybook } from '../../../src/domain/playbook.ts';
import { llmContract } from '../../contracts/llm.ts';

llmContract('mock', async () => ({
  llm: mockLlm({ playbook: defaultPlaybook() }),
  close: async () => {},
}));

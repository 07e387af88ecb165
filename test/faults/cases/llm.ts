import type { LlmBehaviour } from '../../support/llm-server.ts';
import type { Fault } from '../fault.ts';
import { messageIdOf } from '../invariants.ts';

const faults: Record<string, LlmBehaviour> = {
  '429 with Retry-After': { status: 429, headers: { 'retry-after': '1' } },
  '500': { status: 500 },
  'no answer': { fault: 'hang' },
  'half an answer, then silence': { fault: 'stall' },
  'half an answer, then a cut': { fault: 'cut' },
  'truncated JSON': { fault: 'truncated' },
  'the wrong schema': { fault: 'wrong_schema' },
  'a body of 50 MB': { fault: 'huge' },
  'a web page': { fault: 'html' },
  'an empty answer': { fault: 'empty' },
  'a refusal': { fault: 'refusal' },
};

/** Every way to fail in turn: all end in a draft that says that it is a stand-in's. */
export const llmFaults: Fault = {
  name: 'LLM: 429, 500, hang, garbage, 50 MB …',
  async run(scene) {
    // Once more where the answer was none, and again when the LLM is back.
    scene.calls.questions = Infinity;
    for (const [name, behaviour] of Object.entries(faults)) {
      const before = scene.sent.length;
      await scene.feed(8);
      scene.answer(behaviour);
      await scene.stop();
      await scene.start({ LLM_TIMEOUT_SECONDS: '1' });
      scene.struck();
      await scene.settle();
      const drafts = new Map(
        (await scene.agent?.drafts())?.map((draft) => [draft.messageId, draft]),
      );
      for (const mail of scene.sent.slice(before)) {
        const draft = drafts.get(messageIdOf(mail));
        const standIn = !mail.expect.automated;
        if (draft && draft.provenance.fallback !== standIn) {
          scene.complaints.push(`${name}: ${draft.key} does not say who answered it`);
        }
      }
    }
    scene.answer({});
  },
};

const transient: LlmBehaviour[] = [
  { status: 429, headers: { 'retry-after': '1' }, times: 3 },
  { status: 503, times: 3 },
  { fault: 'truncated', times: 3 },
];

/** What passes by itself is waited out: no draft is a stand-in's. */
export const llmHiccups: Fault = {
  name: 'LLM: three failures, then well again',
  async run(scene) {
    scene.calls.questions = Infinity;
    for (const behaviour of transient) {
      await scene.feed(16);
      scene.answer(behaviour);
      if (!scene.agent) await scene.start();
      scene.struck(3);
      await scene.settle();
    }
    const fallbacks = (await scene.agent?.drafts())?.filter((draft) => draft.provenance.fallback);
    if (fallbacks?.length) scene.complaints.push(`${fallbacks.length} drafts are stand-ins'`);
  },
};

import { fromPromise, type PromiseActorLogic } from 'xstate';
import type { Message } from '../domain/message.ts';
import type { StepTrace } from '../ports/tracing.ts';

/** An actor of a message's step, which the trace notes; without a trace it is the actor itself. */
export function tracedBy(trace: StepTrace | undefined) {
  return <Output, Input extends { message: Pick<Message, 'id'> }>(
    name: string,
    logic: PromiseActorLogic<Output, Input>,
  ): PromiseActorLogic<Output, Input> => {
    if (!trace) return logic;
    const work = creatorOf(logic);
    return fromPromise<Output, Input>((given) =>
      trace.step(name, given.input.message, () => work(given)),
    );
  };
}

type Creator<Output, Input> = Parameters<typeof fromPromise<Output, Input>>[0];

/** XState keeps what `fromPromise` was given in its `config`, without a type of its own. */
function creatorOf<Output, Input>({ config }: PromiseActorLogic<Output, Input>) {
  return config as Creator<Output, Input>;
}

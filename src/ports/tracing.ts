import type { Message } from '../domain/message.ts';

/** Notes the tries of a message's steps as spans of a trace. */
export interface StepTrace {
  /** Runs the work; whatever it calls belongs to this step. Its result and its failure are its own. */
  step<T>(name: string, message: Pick<Message, 'id'>, work: () => PromiseLike<T>): Promise<T>;
}

import type { AnyActorRef, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { OpenTexts } from './redact.ts';

export interface HubOptions {
  /** Names of fields whose text may be seen; none: every text is hidden. */
  open?: OpenTexts;
  /** Shows every text but secrets. Only for who alone can reach the inspector. */
  full?: boolean;
  /** Texts that are never shown, whatever is open, such as passwords of the configuration. */
  secrets?: readonly string[];
  /** Types of events that a visitor may send where the machine accepts them; none: nobody sends. */
  sends?: readonly string[];
  /** What a machine works on, by its context; null: nothing that is told. */
  subjectOf?: (context: object) => Subject | null;
  /** Called when a machine has entered another state, and when it has ended. */
  onState?: (ref: AnyActorRef, snapshot: AnyMachineSnapshot) => void;
  /** Machines to draw though none of them runs; those that they invoke or spawn are known with them. */
  machines?: readonly AnyStateMachine[];
  /** What session ids begin with, which XState counts from 0 in every process; by default by chance. */
  process?: string;
  /** The first fault of the hub itself, or of a function above. The actors never notice one. */
  onError?: (error: unknown) => void;
}

export interface Subject {
  /** For the feed: no address, no text of the outside. */
  open: string;
  /** For the list of actors, where that tells more. */
  closed?: string;
}

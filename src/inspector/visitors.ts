import type { AnyActorRef } from 'xstate';

/** Who watches the feed. */
export interface Visitor {
  /** Takes one message as JSON. */
  send(json: string): void;
  /** Whether actors come with their definition, which is long and which the drawings make needless. */
  definitions: boolean;
  /** Whether it wants each thing told once and folded up, see `Brief` of the wire. */
  brief?: boolean;
  /** It will ask for drawings: they are made while it takes in the tree. */
  drawings?: boolean;
}

/** All who watch; one whose connection fails is the trouble of nobody else. */
export class Visitors {
  readonly #all = new Set<Visitor>();
  readonly #definitionOf: (ref: AnyActorRef) => string;
  readonly #onError: (error: unknown) => void;

  /** @param definitionOf a JSON text */
  constructor(definitionOf: (ref: AnyActorRef) => string, onError: (error: unknown) => void) {
    this.#definitionOf = definitionOf;
    this.#onError = onError;
  }

  get some(): boolean {
    return this.#all.size > 0;
  }

  add(visitor: Visitor): () => void {
    this.#all.add(visitor);
    return () => void this.#all.delete(visitor);
  }

  /**
   * @param make the message, made once for all who want it so
   * @param about whose definition goes along for those who want it
   */
  tell(make: (isBrief: boolean) => string, about?: AnyActorRef): void {
    let brief: string | undefined;
    let full: string | undefined;
    for (const visitor of this.#all) {
      const json = visitor.brief ? (brief ??= make(true)) : (full ??= make(false));
      this.tellOne(visitor, json, about);
    }
  }

  tellOne(visitor: Visitor, json: string, about?: AnyActorRef): void {
    try {
      visitor.send(about && visitor.definitions ? this.#withDefinition(json, about) : json);
    } catch (error) {
      this.#onError(error);
    }
  }

  #withDefinition(json: string, about: AnyActorRef): string {
    return `{"definition":${this.#definitionOf(about)},${json.slice(1)}`;
  }
}

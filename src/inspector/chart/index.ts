// Placeholder until the drawings are written: replace this file.
import { createHash } from 'node:crypto';
import type { AnyStateMachine } from 'xstate';

export class Charts {
  readonly #known = new Map<string, string>();
  know(machine: AnyStateMachine): string {
    const key = this.keyOf(machine);
    if (this.#known.has(key)) return key;
    this.#known.set(key, machine.id);
    for (const logic of Object.values(machine.implementations.actors)) {
      if ((logic as Partial<AnyStateMachine>).root) this.know(logic as AnyStateMachine);
    }
    return key;
  }
  keyOf(machine: AnyStateMachine): string {
    const shape = Object.keys(machine.root.states).join(' ');
    return `${machine.id}-${createHash('sha256').update(shape).digest('hex').slice(0, 6)}`;
  }
  list(): { machine: string; key: string }[] {
    return [...this.#known].map(([key, machine]) => ({ machine, key }));
  }
  async svg(_key: string): Promise<string | null> {
    return null;
  }
  way(
    _key: string,
    _from: string,
    _to: string,
    _avoiding?: string[],
  ): { states: string[]; edges: string[] } | null {
    return null;
  }
}

/** The figures of this process, as the HTTP side sees them. */
export interface Figures {
  /** All of them, in the text format of Prometheus. */
  render(): Promise<{ type: string; text: string }>;
  /** An answered request; `route` is its pattern, for there are few of these. */
  request(labels: { method: string; route: string; status: string }, seconds: number): void;
  /** A client that listens came, or went. */
  client(kind: 'events' | 'inspector', change: 1 | -1): void;
}

/** What a figure may use of the run that it is a part of. */
export interface Bench {
  /** Few messages and one round; no row has a bar then. */
  quick: boolean;
  /** Where a CPU profile of each run of the program goes; null: none is taken. */
  profile: string | null;
  /** Progress, a line at a time, beside the results. */
  say(line: string): void;
  /** Undone when the figure is through, the last first, whether it succeeded or not. */
  atEnd(cleanUp: () => unknown): void;
}

/** One line of the table. */
export interface Row {
  what: string;
  /** With its unit. */
  measured: string;
  /** The least and the most of the rounds, or what else says how far to trust it. */
  spread?: string;
  /** What has to be reached; without it the row only informs. */
  bar?: { text: string; met: boolean };
}

export interface Findings {
  rows: Row[];
  /** Keys of the JSON; figures may add to the same key. */
  json: Record<string, object | number>;
  /** What a reader must know to judge the rows, a sentence each. */
  notes: string[];
}

export interface Figure {
  /** For `--only`. */
  name: string;
  /** @throws where something failed that has nothing to do with speed */
  measure(bench: Bench): Promise<Findings>;
}

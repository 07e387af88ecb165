/** A mail of the demo. Lines end in LF; the Date field is put before the first one. */
export interface Sample {
  /** How long before the start of the demo it arrived. */
  minutesAgo: number;
  /** `@ME@` stands for the mailbox's own address. */
  source: string;
}

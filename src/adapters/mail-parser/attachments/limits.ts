/** What reading one attachment may still cost. */
export interface ReadingLimits {
  characters: number;
  /** Whether the time for all attachments of the mail is over. */
  isOver(): boolean;
}

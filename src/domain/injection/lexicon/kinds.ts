/**
 * What a word can be evidence of. One word alone is evidence of nothing: kinds count together,
 * within a sentence (see `evidence.ts`), or open the window for the closer look of the signs.
 */
const names = [
  /** Reads by itself and is called so: "AI", "chatbot", "Sprachmodell". */
  'machine',
  /** May be a machine or not: "assistant", "system", "model". */
  'device',
  /** Done by a machine: "automated", "generated". */
  'automatic',
  /** Whoever it may be: "any", "whatever", "jede". */
  'anyone',
  /** How somebody is addressed: "dear", "to", "note". */
  'vocative',
  'condition',
  /** What a reader of mail does: "processing", "sorts". */
  'reads',
  'must',
  'please',
  /** Sorting: "category", "urgency", "classify". */
  'sort',
  /** A category of this program. */
  'name',
  'top',
  /** What a writer of replies makes: "reply", "output". */
  'reply',
  'summary',
  /** What is to be done with words: "contain", "mention". */
  'say',
  /** The words themselves: "phrase", "token", "verbatim". */
  'phrase',
  /** Consent that is asked for: "approve", "promise". */
  'grant',
  'your',
  /** "Our", "my": what is the writer's own is not addressed. */
  'own',
  'rules',
  'dismiss',
  'reveal',
  /** What only a program holds: "prompt", "context". */
  'secret',
  /** A part somebody is to play: "pretend", "pirate". */
  'role',
  /** A mail as such: "this message", "mails". */
  'mail',
  /** A turn or a tag of a chat format. */
  'turn',
  /** Behind people's backs: "without review", "do not tell". */
  'stealth',
  // Found by marks, not by words.
  'markup',
  'question',
  'quotation',
  /** Begins a phrase of `phrases.ts`. */
  'opener',
] as const;

export type Kind = (typeof names)[number];

/** One bit each. */
export const kind = Object.fromEntries(names.map((name, i) => [name, 2 ** i])) as Record<
  Kind,
  number
>;

/** Words by kind, one language a line; a stem ends in `*`; accents are taken away later. */
export type Words = Partial<Record<Kind, string>>;

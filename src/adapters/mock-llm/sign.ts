import type { Category } from '../../domain/category.ts';
import type { Language } from './languages.ts';

/** Something a mail says that speaks for a category. */
export interface Sign {
  category: Category;
  /** Evidence in the manner of log-odds; 1 is a hint, 3 nearly settles it. */
  weight: number;
  /**
   * Left out for a topic, which people want to read of. A `turn` of phrase tells how something is
   * said. A `hint` is a weak sign, of which every different phrase counts alike.
   */
  kind?: 'turn' | 'hint';
  /** For people, in the third person: "asks for pricing". */
  says: string;
  /** By language, divided by `|`; see `PhraseIndex.add`. Accents do not matter. */
  phrases: Partial<Record<Language, string>>;
}

/** What a message is about; the contract knows exactly these four. */
export const categories = ['Lead', 'Support', 'General', 'Spam'] as const;
export type Category = (typeof categories)[number];

export const urgencies = ['low', 'medium', 'high'] as const;
export type Urgency = (typeof urgencies)[number];

/** Spam is never urgent, whatever it says of itself. */
export function urgencyOf(category: Category, urgency: Urgency): Urgency {
  return category === 'Spam' ? 'low' : urgency;
}

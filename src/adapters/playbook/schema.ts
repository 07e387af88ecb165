import { z } from 'zod';

/** Characters of all snippets, and of all examples: each request to the LLM pays for them again. */
const totalCap = 20_000;

const text = (most: number) => z.string().trim().min(1).max(most);

/** YAML reads a key without a value as null; as in the environment, that is a key left out. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => value ?? undefined, schema.optional());

const aboutCategory = optional(text(1_000));
const categoryTexts = z.strictObject({
  Lead: aboutCategory,
  Support: aboutCategory,
  General: aboutCategory,
  Spam: aboutCategory,
});

const policy = optional(text(2_000));
const policyTexts = z.strictObject({ Lead: policy, Support: policy, General: policy });

const snippet = z.strictObject({ title: text(200), text: text(4_000) });
const example = z.strictObject({
  category: z.enum(['Lead', 'Support', 'General']),
  mail: text(2_000),
  reply: text(3_000),
});

/** Everything is optional; what is left out comes from the built-in playbook. */
export const playbookFile = z.strictObject({
  company: optional(text(200)),
  voice: optional(text(2_000)),
  signature: optional(text(300)),
  categories: optional(categoryTexts),
  policies: optional(policyTexts),
  knowledge: optional(capped(z.array(snippet).max(40))),
  examples: optional(capped(z.array(example).max(12))),
});

/** The keys that a mapping knows, by its path without the numbers of list items. */
export const knownKeys: Record<string, readonly string[]> = {
  '': Object.keys(playbookFile.shape),
  categories: Object.keys(categoryTexts.shape),
  policies: Object.keys(policyTexts.shape),
  knowledge: Object.keys(snippet.shape),
  examples: Object.keys(example.shape),
};

function capped<T extends Record<string, string>>(items: z.ZodArray<z.ZodType<T>>) {
  return items.refine((all) => lengthOf(all) <= totalCap, {
    error: `holds more than ${totalCap} characters in all: shorten it, every question to the LLM repeats it`,
  });
}

function lengthOf(items: Record<string, string>[]): number {
  return items.flatMap((item) => Object.values(item)).join('').length;
}

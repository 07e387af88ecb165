import { deflateRawSync } from 'node:zlib';
import type { PackedModel } from '../src/adapters/mock-llm/model/linear.ts';
import type { Model } from './logistic.ts';

/** The model in bytes: see `PackedModel` for the form. */
export function packed({ width, weights, bias }: Model): PackedModel {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const bytes = Int8Array.from(weights, (weight) =>
    Math.round(Math.sign(weight) * 127 * Math.sqrt(Math.abs(weight) / scale)),
  );
  const deflated = deflateRawSync(bytes, { level: 9 });
  return { width, bias: Array.from(bias), scale, weights: deflated.toString('base64') };
}

import { inflateRawSync } from 'node:zlib';
import type { Features } from './features.ts';

/** What training writes: see training/README.md. */
export interface PackedModel {
  /** Weights a class; a power of two, feature numbers are taken modulo it. */
  width: number;
  bias: number[];
  /** The greatest weight. */
  scale: number;
  /**
   * A signed byte a weight, one class after the other, deflated (RFC 1951), in Base64. A byte's square
   * is in proportion to the weight, so that small ones keep their differences.
   */
  weights: string;
}

/** Multinomial logistic regression: a sum of weights for each class. */
export class LinearModel {
  readonly #bias: number[];
  readonly #mask: number;
  readonly #weights: Float32Array;

  constructor({ width, bias, scale, weights }: PackedModel) {
    const bytes = inflateRawSync(Buffer.from(weights, 'base64'));
    const quantised = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#bias = bias;
    this.#mask = width - 1;
    const decoded = Array.from({ length: 255 }, (_, at) => squared(at - 127) * scale);
    this.#weights = new Float32Array(quantised.length);
    for (let at = 0; at < quantised.length; at++) {
      this.#weights[at] = decoded[quantised[at]! + 127]!;
    }
  }

  /** The evidence for each class, in logits. */
  logits({ numbers, values }: Features): number[] {
    const width = this.#mask + 1;
    return this.#bias.map((bias, of) => {
      let sum = bias;
      for (let i = 0; i < numbers.length; i++) {
        sum += this.#weights[of * width + (numbers[i]! & this.#mask)]! * values[i]!;
      }
      return sum;
    });
  }
}

/** -1 to 1 for -127 to 127, as its square. */
function squared(byte: number): number {
  return Math.sign(byte) * (byte / 127) ** 2;
}

/** Shares that add up to 1. */
export function softmax(logits: number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

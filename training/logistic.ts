import type { Features } from '../src/adapters/mock-llm/model/features.ts';

export interface Example {
  features: Features;
  /** Which class it is of, from 0; null: any but the last one. */
  label: number | null;
  /** How much it counts. */
  weight: number;
}

export interface Model {
  classes: number;
  /** A power of two: feature numbers are taken modulo it. */
  width: number;
  /** `width` weights a class, one class after the other. */
  weights: Float32Array;
  bias: Float32Array;
}

export interface Settings {
  classes: number;
  width: number;
  epochs: number;
  rate: number;
  /** Strength of the L2 penalty, for each example's weight. */
  penalty: number;
}

/**
 * Multinomial logistic regression by AdaGrad, on examples in a fixed shuffled order. The weights are
 * the mean of those after each of the later epochs: single examples then matter less.
 */
export function fit(examples: Example[], settings: Settings): Model {
  const { classes, width, epochs, rate, penalty } = settings;
  const weights = new Float32Array(classes * width);
  const squares = new Float32Array(classes * width).fill(1e-3);
  const bias = new Float32Array(classes);
  const model = { classes, width, weights, bias };
  const mean = { weights: new Float32Array(classes * width), bias: new Float32Array(classes) };
  const first = Math.floor(epochs / 2);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { features, label, weight } of shuffled(examples, epoch)) {
      const shares = softmax(logits(model, features));
      const wanted = target(shares, label);
      for (let of = 0; of < classes; of++) {
        const error = weight * (shares[of]! - wanted[of]!);
        if (Math.abs(error) < negligible) continue;
        bias[of]! -= 0.02 * error;
        const { numbers, values } = features;
        for (let i = 0; i < numbers.length; i++) {
          const at = of * width + (numbers[i]! & (width - 1));
          const gradient = error * values[i]! + penalty * weight * weights[at]!;
          squares[at]! += gradient * gradient;
          weights[at]! -= (rate * gradient) / Math.sqrt(squares[at]!);
        }
      }
    }
    if (epoch < first) continue;
    addTo(mean.weights, weights, epochs - first);
    addTo(mean.bias, bias, epochs - first);
  }
  return { classes, width, ...mean };
}

function addTo(mean: Float32Array, values: Float32Array, count: number): void {
  for (let i = 0; i < values.length; i++) mean[i]! += values[i]! / count;
}

/** Errors below this would cost time and change nothing. */
const negligible = 1e-4;

/** The shares that the example asks for; where only the last class is ruled out, the others share its part. */
function target(shares: number[], label: number | null): number[] {
  if (label !== null) return shares.map((_, of) => (of === label ? 1 : 0));
  const rest = 1 - shares.at(-1)! || 1;
  return shares.map((share, of) => (of === shares.length - 1 ? 0 : share / rest));
}

export function logits({ classes, width, weights, bias }: Model, features: Features): number[] {
  const { numbers, values } = features;
  const sums = Array.from(bias);
  for (let of = 0; of < classes; of++) {
    const base = of * width;
    let sum = sums[of]!;
    for (let i = 0; i < numbers.length; i++) {
      sum += weights[base + (numbers[i]! & (width - 1))]! * values[i]!;
    }
    sums[of] = sum;
  }
  return sums;
}

export function softmax(values: number[]): number[] {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Numbers from 0 to 1, always the same for a seed. */
export function randoms(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = randoms(seed);
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

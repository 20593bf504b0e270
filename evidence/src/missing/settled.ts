/** Up to this the chains are usually taken to have settled. */
export const SETTLED = 1.1;

/**
 * Whether the lines of a trace mingle: the potential scale reduction of their later half (Gelman and Rubin 1992), about 1
 * when each line has been wherever the others have, and well above `SETTLED` when they still drift from where they began.
 *
 * @param means one line an imputation, a value an iteration
 * @returns undefined when no line moves: there is nothing to tell by
 * @throws RangeError for fewer than two lines, fewer than four iterations, lines of unequal length
 */
export function scaleReduction(means: readonly (readonly number[])[]): number | undefined {
  const iterations = means[0]?.length ?? 0;
  if (means.length < 2 || iterations < 4 || means.some(line => line.length !== iterations)) {
    throw new RangeError(
      `The trace has ${means.length} lines of ${[...new Set(means.map(line => line.length))].join(' and ')} iterations; ` +
        'two lines or more are needed, of four iterations or more, all as long.',
    );
  }
  const later = means.map(line => line.slice(Math.floor(iterations / 2)));
  const length = later[0].length;
  const within = later.reduce((total, line) => total + varianceOf(line), 0) / later.length;
  if (within === 0) return undefined;
  const between = varianceOf(later.map(meanOf));
  return Math.sqrt((length - 1) / length + between / within);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
}

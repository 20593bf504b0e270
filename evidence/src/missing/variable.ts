/** A variable that may have gaps: NaN for a number, -1 for a category. */
export type Variable =
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'category'; readonly levels: number; readonly codes: Int32Array };

export function isGap(variable: Variable, row: number): boolean {
  return variable.kind === 'number' ? Number.isNaN(variable.values[row]) : variable.codes[row] === -1;
}

export function lengthOf(variable: Variable): number {
  return variable.kind === 'number' ? variable.values.length : variable.codes.length;
}

/** How many design columns a variable makes as a predictor: itself, or a level each but the first. */
export function columnsOf(variable: Variable): number {
  return variable.kind === 'number' ? 1 : Math.max(0, variable.levels - 1);
}

/** Writes a variable's predictor columns of one row from `at` on. */
export function writePredictors(variable: Variable, row: number, into: Float64Array, at: number): void {
  if (variable.kind === 'number') {
    into[at] = variable.values[row];
    return;
  }
  const code = variable.codes[row];
  for (let level = 1; level < variable.levels; level++) into[at + level - 1] = code === level ? 1 : 0;
}

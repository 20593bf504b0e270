/**
 * A variable that may have gaps: NaN for a number, -1 for a category. Codes run from 0 to `levels` - 1; a level that
 * nobody has is never imputed.
 */
export type Variable =
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'category'; readonly levels: number; readonly codes: Int32Array };

export function lengthOf(variable: Variable): number {
  return variable.kind === 'number' ? variable.values.length : variable.codes.length;
}

export function isGap(variable: Variable, row: number): boolean {
  return variable.kind === 'number' ? Number.isNaN(variable.values[row]) : variable.codes[row] === -1;
}

/** Refuses what cannot be imputed from, in words. */
export function checkVariables(variables: readonly Variable[]): void {
  if (variables.length === 0) throw new RangeError('There are no variables; nothing can be imputed.');
  const rows = lengthOf(variables[0]);
  const seen = new Set<string>();
  for (const variable of variables) {
    const { name } = variable;
    if (seen.has(name))
      throw new RangeError(`${name} is there twice; each variable needs a name of its own.`);
    seen.add(name);
    if (lengthOf(variable) !== rows) {
      throw new RangeError(`${name} has ${lengthOf(variable)} rows and the first variable ${rows}.`);
    }
    let known = 0;
    for (let row = 0; row < rows; row++) {
      if (isGap(variable, row)) continue;
      known++;
      checkValue(variable, row);
    }
    if (known === 0) {
      throw new RangeError(
        `${name} is recorded for nobody, so nothing can be imputed from it. Leave it out.`,
      );
    }
  }
}

function checkValue(variable: Variable, row: number): void {
  if (variable.kind === 'number') {
    if (!Number.isFinite(variable.values[row])) {
      throw new RangeError(
        `${variable.name} is ${variable.values[row]} in row ${row}; a number is finite, or NaN where it is missing.`,
      );
    }
    return;
  }
  const { name, codes, levels } = variable;
  if (!(codes[row] >= 0 && codes[row] < levels)) {
    throw new RangeError(
      `${name} is ${codes[row]} in row ${row}; a code is 0 to ${levels - 1}, or -1 where it is missing.`,
    );
  }
}

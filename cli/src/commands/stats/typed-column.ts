import { StatsRefused, sayLines } from './refusal.ts';

/** A column as its values are: all numbers (missing is NaN), or texts by their level (missing is -1). */
export type Column =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly levels: readonly string[]; readonly codes: Int32Array };

const A_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?inf(inity)?$/i;

/**
 * Types a column by its own values: numbers if every value is one, else texts. A column of numbers with a few texts in
 * it is refused, because taking it for a factor would answer another question without a word.
 */
export function typedColumn(
  name: string,
  texts: readonly string[],
  lines: readonly number[],
  missing: ReadonlySet<string>,
): Column {
  const levels: string[] = [];
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(texts, text => {
    if (missing.has(text.toLowerCase())) return -1;
    let code = codeOf.get(text);
    if (code === undefined) {
      code = levels.push(text) - 1;
      codeOf.set(text, code);
    }
    return code;
  });
  const endless = levels.findIndex(level => INFINITE.test(level));
  const isNumber = levels.map(level => A_NUMBER.test(level) && Number.isFinite(Number(level)));
  if (endless >= 0 && isNumber.some(Boolean)) {
    throw new StatsRefused(
      `${name} is ${levels[endless]} in ${linesOf(endless)}; a value must be finite. Correct it, or leave it empty if it is not known.`,
    );
  }
  if (isNumber.every(Boolean)) {
    const numbers = levels.map(Number);
    return {
      kind: 'number',
      values: Float64Array.from(codes, code => (code === -1 ? Number.NaN : numbers[code])),
    };
  }
  let numeric = 0;
  let written = 0;
  for (const code of codes) {
    if (code === -1) continue;
    if (isNumber[code]) numeric++;
    else written++;
  }
  if (numeric > written) {
    const odd = isNumber.indexOf(false);
    throw new StatsRefused(
      `${name} holds numbers but is "${levels[odd]}" in ${linesOf(odd)}. Correct it; or, if it means that the value is missing, say --missing "${levels[odd]}".`,
    );
  }
  return { kind: 'category', levels, codes };

  function linesOf(code: number): string {
    return sayLines(lines.filter((_, row) => codes[row] === code));
  }
}

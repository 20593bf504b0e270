/** The same numbers as rows of text, one step away from the picture. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart: drawn twice, with its title, its text alternative and its table. None can be left out. */
export interface Chart {
  /** What is seen, not what is plotted. */
  readonly title: string;
  readonly description: string;
  /** For a column of the width asked for. */
  readonly wide: string;
  /** 288 pixels wide; text is not made smaller. */
  readonly narrow: string;
  readonly table: ChartTable;
}

/** What every chart is told. `id` is a word of the page's own, so that two charts on a page don't clash. */
export interface ChartText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export const NARROW = 288;

/** Draws a chart in its two widths. */
export function bothWidths(
  text: ChartText,
  width: number,
  table: ChartTable,
  draw: (size: 'wide' | 'narrow', width: number, alternative: string) => string,
): Chart {
  if (!/^[a-z][a-z0-9-]*$/.test(text.id)) {
    throw new RangeError(`The chart's id was "${text.id}"; it is made of small letters, digits and hyphens.`);
  }
  const alternative = `${text.title}. ${text.description}`;
  return {
    title: text.title,
    description: text.description,
    wide: draw('wide', width, alternative),
    narrow: draw('narrow', NARROW, alternative),
    table,
  };
}

/** 1,240 with a comma, at most one digit behind the point where it matters. */
export function sayNumber(value: number): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return value
    .toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace(/^-(0(\.0)?)$/, '$1');
}

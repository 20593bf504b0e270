import type { Compared, Estimate, PlanResult } from '@throughcare/planning';
import type { Href } from '../../frame/path.ts';

/** Every figure of two plans over all years together, and what differs run by run. */
export interface EveryFigure {
  readonly names: readonly [string, string];
  readonly years: string;
  readonly tables: readonly { readonly title: string; readonly rows: readonly FigureRow[] }[];
  /** Figures that are exactly the same in every run. */
  readonly same: number;
}

interface FigureRow {
  readonly what: string;
  readonly first: string;
  readonly second: string;
  readonly difference: string;
  readonly between: string | undefined;
  readonly why: string | undefined;
  readonly opened: Href | undefined;
}

const titles = {
  statistics: 'Each stage',
  flow: 'Everybody in the flow',
  ways: 'Who moves from where to where, people a year',
  happened: 'What else happens, times a year',
  resources: 'What stages share',
  costs: 'Costs, £ a year',
} as const;

/** @param opened where a number of the plan opens, by its id */
export function everyFigure(result: PlanResult, opened: (number: string) => Href): EveryFigure {
  const { whole, totals } = result.tables;
  const { firstYear, lastYear } = whole;
  let same = 0;
  const rowsOf = (rows: readonly (Compared & { readonly unit: string })[]): FigureRow[] =>
    rows.flatMap(row => {
      const { first, second, difference, why, unit } = row;
      if (why === null && difference?.low === 0 && difference.high === 0) {
        same++;
        return [];
      }
      const { what } = result.provenance[(first ?? second)!.id];
      const say = (figure: Estimate | null): string =>
        figure === null ? 'none' : sayFigure(figure.mean, unit);
      return [
        {
          what: what.replace(/, years? \d+( to \d+)?:/, ':').replace(/\.$/, ''),
          first: say(first),
          second: say(second),
          difference: difference === null ? 'none' : signed(difference.mean, unit),
          between:
            difference === null
              ? undefined
              : `${signed(difference.low, unit)} to ${signed(difference.high, unit)}`,
          why: why ?? undefined,
          opened: difference === null ? undefined : opened(difference.id),
        },
      ];
    });
  const tables = [
    ...(Object.keys(titles) as (keyof typeof titles)[]).map(name => ({
      title: titles[name] as string,
      rows: rowsOf(whole[name]),
    })),
    { title: 'All years together', rows: rowsOf(totals) },
  ];
  return {
    names: [result.scenarios[0].name, result.scenarios[1].name],
    years: firstYear === lastYear ? `year ${lastYear}` : `years ${firstYear} to ${lastYear}`,
    tables: tables.filter(({ rows }) => rows.length > 0),
    same,
  };
}

/** Three figures; shares as so many in 100. */
function sayFigure(value: number, unit: string): string {
  const shown = unit === 'share' ? 100 * value : value;
  const text = Math.abs(shown).toLocaleString('en-GB', { maximumSignificantDigits: 3 });
  const size = unit.startsWith('£') ? `£${text}` : text;
  const words = `${shown < 0 ? '−' : ''}${size}`;
  if (unit === 'share') return `${words} in 100`;
  return unit === 'days' ? `${words} days` : words;
}

const signed = (value: number, unit: string): string => `${value > 0 ? '+' : ''}${sayFigure(value, unit)}`;

import type { Compared, Estimate, PlanResult } from '@throughcare/planning';
import type { Href } from '../../frame/path.ts';
import { lower } from '../flow/stage-words.ts';
import { sayAmount, sayUnit } from '../number/amount.ts';
import { planWords } from '../number/plan-words.ts';
import { placeAmong, whatIs } from './row-words.ts';

/** Every figure of two plans over all years together, and what differs run by run. */
export interface EveryFigure {
  readonly names: readonly [string, string];
  readonly years: string;
  readonly tables: readonly FigureTable[];
  /** Figures that are exactly the same in every run. */
  readonly same: number;
}

interface FigureTable {
  readonly title: string;
  /** Rows of one thing, such as a stage; its name is empty where the table is about one thing alone. */
  readonly groups: readonly { readonly name: string; readonly rows: readonly FigureRow[] }[];
}

interface FigureRow {
  readonly what: string;
  readonly unit: string;
  readonly first: Said | undefined;
  readonly second: Said | undefined;
  readonly difference: Said | undefined;
  readonly why: string | undefined;
}

/** A mean with its interval, and where it opens. */
interface Said {
  readonly mean: string;
  readonly between: string;
  readonly opened: Href;
}

type Row = Compared & {
  readonly unit: string;
  readonly label?: string;
  readonly statistic?: string;
  readonly riskLabel?: string;
};

/** @param opened where a number of the plan opens, by its id */
export function everyFigure(result: PlanResult, opened: (number: string) => Href): EveryFigure {
  const { whole, totals } = result.tables;
  const { firstYear, lastYear } = whole;
  const [first, second] = result.scenarios;
  let same = 0;
  const said = (figure: Estimate | null, unit: string, signed = false): Said | undefined =>
    figure === null
      ? undefined
      : {
          mean: sayAmount(figure.mean, unit, signed),
          between: `${sayAmount(figure.low, unit, signed)} to ${sayAmount(figure.high, unit, signed)}`,
          opened: opened(figure.id),
        };
  const rowsOf = (rows: readonly Row[]): FigureRow[] => {
    const told = new Map<string, { what: string[]; row: Row }>();
    for (const row of rows) {
      const { what: words } = result.provenance[(row.first ?? row.second)!.id];
      const what = whatIs(planWords(words, result), row, [first.name, second.name]);
      // Of a stage that nobody stays in, who came, who began and who stayed to the end are one figure under three names.
      const key = JSON.stringify([row.unit, ...[row.first, row.second].map(numbersOf)]);
      const twin = told.get(key);
      if (twin && !isNothing(row)) twin.what.push(what);
      else told.set(twin ? `${key} ${what}` : key, { what: [what], row });
    }
    return [...told.values()].flatMap(({ what, row }) => {
      const difference = withoutNoise(row);
      if (row.why === null && difference?.low === 0 && difference.high === 0) {
        same += what.length;
        return [];
      }
      return [
        {
          what: what.map((words, i) => (i === 0 ? words : lower(words))).join('; also '),
          unit: sayUnit(row.unit),
          first: said(row.first, row.unit),
          second: said(row.second, row.unit),
          difference: said(difference, row.unit, true),
          why: row.why === null ? undefined : planWords(row.why, result),
        },
      ];
    });
  };
  const byStage = [...whole.statistics, ...whole.happened] as readonly Row[];
  const stages = [...new Set(byStage.map(({ label }) => label!))];
  const alone = (title: string, rows: readonly Row[]): FigureTable => ({
    title,
    groups: [{ name: '', rows: rowsOf(rows) }],
  });
  const tables: FigureTable[] = [
    alone('Everybody in the flow', whole.flow),
    alone('Sums of all years', totals),
    alone('Costs, not discounted, of what the plans price; no harm is priced', whole.costs),
    {
      title: 'Each stage',
      groups: stages.map(name => ({
        name,
        rows: rowsOf(
          byStage.filter(({ label }) => label === name).sort((a, b) => placeAmong(a) - placeAmong(b)),
        ),
      })),
    },
    alone('Who moves from where to where', whole.ways),
    alone('What stages share', whole.resources),
  ];
  return {
    names: [first.name, second.name],
    years: firstYear === lastYear ? `year ${lastYear}` : `years ${firstYear} to ${lastYear}`,
    tables: tables
      .map(({ title, groups }) => ({ title, groups: groups.filter(({ rows }) => rows.length > 0) }))
      .filter(({ groups }) => groups.length > 0),
    same,
  };
}

const numbersOf = (figure: Estimate | null) => figure && [figure.mean, figure.low, figure.high];

/** Noughts are alike without being one figure. */
const isNothing = ({ first, second }: Compared): boolean =>
  [first, second].every(one => one === null || (one.low === 0 && one.high === 0));

/** What is left where two long sums are taken from each other is no difference. */
function withoutNoise({ first, second, difference }: Compared): Estimate | null {
  if (difference === null) return null;
  const size = Math.max(...[first, second].flatMap(one => (one ? [one.low, one.high].map(Math.abs) : [0])));
  const clean = (value: number) => (Math.abs(value) < 1e-9 * size ? 0 : value);
  return {
    ...difference,
    mean: clean(difference.mean),
    low: clean(difference.low),
    high: clean(difference.high),
  };
}

import type { Scenario } from '../../scenario/scenario-schema.ts';
import type { AttributeStatistic } from '../by-attribute.ts';
import { estimate, howOf, howOfHeld } from '../estimate.ts';
import type { Table } from '../figures/column.ts';
import type { WholeTables, YearTables } from '../figures/tables.ts';
import type { Outcome } from '../outcome.ts';
import type { Estimate, Provenance } from '../plan-result.ts';
import type { Replication } from '../replicate.ts';
import { differenceOfRun } from '../difference-of-run.ts';
import { cellsOf } from './cell.ts';
import type { Cell } from './cell.ts';

export type ComparedTable = Table | 'byAttribute' | 'totals';

/** One figure under both plans, and what differs between them. */
export interface Compared {
  /** Over the runs that have the figure; null where none has, and `why` says so. */
  readonly first: Estimate | null;
  readonly second: Estimate | null;
  /** First less second, taken in each run that has both, in which the plans meet the same people with the same luck. */
  readonly difference: Estimate | null;
  /** Which runs have no such figure, and over how many the difference is; null where every run has both. */
  readonly why: string | null;
}

/** Times or people over all years, of what stands in no other table. */
export interface ComparedTotal extends Compared {
  readonly of: string;
  readonly label: string;
  readonly unit: string;
}

type Faces<Rows> = Rows extends readonly (infer Row)[]
  ? readonly (Omit<Row, keyof Estimate> & Compared)[]
  : never;
type TablesOf<Tables> = { readonly [Name in keyof Tables & Table]: Faces<Tables[Name]> };

/** Every figure that a plan alone has, of two plans beside each other. */
export interface ComparedTables extends TablesOf<YearTables> {
  /** Years that the tables by year speak of. */
  readonly ofYears: readonly number[];
  readonly byAttribute: Faces<readonly AttributeStatistic[]>;
  readonly totals: readonly ComparedTotal[];
  readonly whole: TablesOf<WholeTables> & { readonly firstYear: number; readonly lastYear: number };
}

/** Lays every figure of two plans side by side, and takes the difference run by run. Writes where each came from. */
export function comparedTables(
  scenarios: readonly [Scenario, Scenario],
  replications: readonly Replication[],
  years: readonly number[],
  provenance: Record<string, Provenance>,
): ComparedTables {
  const warmUp = replications[0]?.outcomes[0].figures.warmUp ?? 0;
  const [first, second] = scenarios.map(scenario => cellsOf(scenario, years, warmUp));
  const rows = (of: keyof typeof first, names: readonly ComparedTable[]): Record<string, unknown[]> => {
    const tables: Record<string, unknown[]> = Object.fromEntries(names.map(name => [name, []]));
    for (const pair of pairsOf(first[of], second[of])) {
      const row = comparedRow(scenarios, pair, replications, provenance);
      if (row !== null) tables[pair.find(each => each !== undefined)!.table].push(row);
    }
    return tables;
  };
  // What a cell writes into its table is what the table's rows bear.
  return {
    ofYears: years,
    ...rows('byYear', tableNames),
    ...rows('byAttribute', ['byAttribute']),
    ...rows('totals', ['totals']),
    whole: { firstYear: warmUp + 1, lastYear: scenarios[0].years, ...rows('whole', tableNames) },
  } as unknown as ComparedTables;
}

const tableNames = ['statistics', 'ways', 'happened', 'resources', 'costs', 'flow'] as const;

type Pair = readonly [Cell | undefined, Cell | undefined];

/** The same figure of both, in the order of the first; what the second alone has follows. */
function pairsOf(first: readonly Cell[], second: readonly Cell[]): Pair[] {
  const keyOf = ({ table, key }: Cell): string => `${table} ${key}`;
  const others = new Map(second.map(each => [keyOf(each), each]));
  const own = new Set(first.map(keyOf));
  return [
    ...first.map((each): Pair => [each, others.get(keyOf(each))]),
    ...second.filter(each => !own.has(keyOf(each))).map((each): Pair => [undefined, each]),
  ];
}

/** Null where no run of either has the figure. */
function comparedRow(
  scenarios: readonly [Scenario, Scenario],
  pair: Pair,
  replications: readonly Replication[],
  provenance: Record<string, Provenance>,
): Compared | null {
  const all = replications.length;
  const found = pair.map((cell, i) =>
    replications.map(({ outcomes }) => (cell === undefined ? Number.NaN : readEnded(cell, outcomes[i]))),
  );
  const held = found.map(values => values.filter(value => !Number.isNaN(value)));
  if (held.every(values => values.length === 0)) return null;
  const differences = found[0]
    .map((value, run) => differenceOfRun(value, found[1][run]))
    .filter(value => !Number.isNaN(value));
  const cell = (pair[0] ?? pair[1])!;
  const why = whyOf(scenarios, pair, [held[0].length, held[1].length, differences.length], all);
  const [first, second] = pair.map((own, i): Estimate | null => {
    if (own === undefined || held[i].length === 0) return null;
    const id = `${i}.${own.key}`;
    provenance[id] = { what: own.what, how: howOfHeld(held[i].length, all), parameters: own.parameters };
    return estimate(id, held[i]);
  });
  let difference: Estimate | null = null;
  if (differences.length > 0) {
    const id = `difference.${cell.key}`;
    provenance[id] = {
      what: `${cell.what.replace(/\.$/, '')}: "${scenarios[0].name}" less "${scenarios[1].name}".`,
      how: [
        'The difference is taken in each run, on the same people, luck and drawn numbers.',
        howOf(differences.length),
        why ?? '',
      ]
        .join(' ')
        .trim(),
      parameters: [...new Set(pair.flatMap(each => each?.parameters ?? []))],
    };
    difference = estimate(id, differences);
  }
  return { ...faceOf(pair), first, second, difference, why };
}

/** A run that was stopped holds less than came to pass: it has no figure. */
function readEnded({ read }: Cell, outcome: Outcome): number {
  return outcome.stopped === null ? read(outcome) : Number.NaN;
}

/** What the row bears; where the plans call one thing by two names, both. */
function faceOf([first, second]: Pair): Cell['face'] {
  if (first === undefined || second === undefined) return (first ?? second)!.face;
  const [a, b] = [first.face['label'], second.face['label']];
  if (a === undefined || a === b) return first.face;
  return { ...first.face, label: first.face['of'] === 'everything' ? 'Everything' : `${a} / ${b}` };
}

function whyOf(
  scenarios: readonly Scenario[],
  pair: Pair,
  [first, second, both]: readonly [number, number, number],
  all: number,
): string | null {
  if (both === all) return null;
  const said = [first, second].flatMap((runs, i): string[] => {
    const { name } = scenarios[i];
    if (pair[i] === undefined) return [`"${name}" has no such figure.`];
    if (runs === 0) return [`No run of "${name}" has it.`];
    return runs === all ? [] : [`With "${name}" ${runs} of ${all} runs have it.`];
  });
  if (first > 0 && second > 0) {
    said.push(
      both === 0 ? 'No run has it under both.' : `The difference is over the ${both} that have both.`,
    );
  }
  return said.join(' ');
}

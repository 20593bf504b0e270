import {
  fillFromSpells,
  fillFromStudy,
  inWords,
  medianWait,
  readSpells,
  studyEffect,
  type FilledParameter,
  type Scenario,
  type Spells,
} from '@throughcare/planning';
import type { Released } from '../../study-desk/released.ts';

/** One figure of the service or of a study beside the plan's own. */
export interface Offered {
  readonly parameter: string;
  readonly label: string;
  /** As the scenario assumes it. */
  readonly assumed: string;
  readonly assumedFrom: string;
  /** Undefined when it stays as it was, and why. */
  readonly taken: Taken | undefined;
  readonly because: string;
}

/** What a scenario's lines would say of it. */
export interface Taken {
  readonly parameter: string;
  readonly now: Readonly<Record<string, unknown>>;
}

/** An effect that a released study gives, one arm against another. */
export interface StudyChoice {
  readonly id: string;
  readonly words: string;
}

/** What the extract fills of this plan. Counts under ten are left out by the library (E16). */
export function fromExtract(scenario: Scenario, spells: Spells): readonly Offered[] {
  return fillFromSpells(scenario, spells, null).map(filled => offered(scenario, filled));
}

/** Fewer people than this are not told (E16). */
const FEWEST = 10;

/**
 * How long those waited who began in the last twelve months, in months. A wait is what a plan answers and no number that
 * it takes, so it is told beside it; undefined when too few began. Half began within `half` months, those who still wait counted too; null where too few tell.
 */
export function observedWait(
  spells: Spells,
): { people: number; months: number; half: number | null } | undefined {
  const { rows, lastMonth } = spells;
  const waits = rows.flatMap(({ enrolled, started }) =>
    enrolled !== null && started !== null && started > lastMonth - 12 ? [started - enrolled] : [],
  );
  if (waits.length < FEWEST) return undefined;
  const months = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  return { people: waits.length, months: Number(months.toFixed(1)), half: medianWait(spells) };
}

/** The service's own extract, as it stood on a day, for a plan to read. */
export const spellsOf = (csv: readonly string[], day: string): Spells =>
  readSpells(`of ${day}`, csv.join(''));

/** The effects with a hazard ratio in the studies that went out, each way round. */
export function studyChoices(released: readonly Released[]): readonly StudyChoice[] {
  return released.flatMap(({ id, report }) =>
    report.pairs.flatMap(({ first, second }) =>
      [
        [first, second],
        [second, first],
      ].flatMap(([one, other]) => {
        const effect = effectOf({ report }, one, other);
        return effect ? [{ id: `${id}/${one}/${other}`, words: effect.source }] : [];
      }),
    ),
  );
}

/** The numbers of a plan that a study's effect could be: hazard ratios that are not certain. */
export function effectParameters({ parameters }: Scenario): readonly { name: string; label: string }[] {
  return Object.entries(parameters)
    .filter(([, { unit, value }]) => unit === 'hazard ratio' && value === undefined)
    .map(([name, { label }]) => ({ name, label }));
}

/** One released effect as one number of the plan; undefined when there is no such effect or number. */
export function fromStudy(
  scenario: Scenario,
  released: readonly Released[],
  choice: string,
  parameter: string,
): Offered | undefined {
  const [id, first, second] = choice.split('/');
  const found = released.find(one => one.id === id);
  const effect = found && effectOf(found, first, second);
  if (!effect || !effectParameters(scenario).some(({ name }) => name === parameter)) return undefined;
  return offered(scenario, fillFromStudy(scenario, parameter, effect));
}

function effectOf({ report }: Pick<Released, 'report'>, first: string, second: string) {
  try {
    return studyEffect(`The report of “${report.study}”`, JSON.stringify(report), first, second);
  } catch (error) {
    // It gives no hazard ratio of these two, so it is not offered.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function offered({ parameters }: Scenario, { parameter, label, now, because }: FilledParameter): Offered {
  const own = parameters[parameter];
  return {
    parameter,
    label,
    assumed: inWords(own),
    assumedFrom: own.source ?? 'No source',
    taken: now === null ? undefined : { parameter, now },
    because,
  };
}

import { tornado, type Chart } from '@throughcare/charts';
import { runsHeld, type Estimate, type Figure, type PlanResult } from '@throughcare/planning';
import { estimatesIn } from '../try/result-csv.ts';
import { drawnAs, sayAmount, sayUnit, unitsOf } from './amount.ts';
import { numberTitle } from './number-title.ts';
import { planWords } from './plan-words.ts';

/** One number of a plan, opened: what it is, how large, how it was made, and what moves it. */
export interface OpenedNumber {
  /** In few words, and of which plan and year. */
  readonly title: string;
  readonly of: string;
  readonly what: string;
  readonly how: string;
  /** Undefined where no run has such a figure. */
  readonly figure: string | undefined;
  readonly unit: string;
  readonly between: string | undefined;
  readonly mean: string | undefined;
  /** How far chance may have moved the mean. */
  readonly error: string | undefined;
  readonly runs: number;
  readonly held: string;
  /** Which runs have no such figure. */
  readonly why: string | undefined;
  /** What moves it, each with its two ends; undefined where nothing stands out. */
  readonly movedBy: Chart | undefined;
  /** In words: what part of the spread comes of what, or why nothing can be told. */
  readonly moves: readonly string[];
}

const SHEET = 728;

/** Undefined when no number of the result has this id. */
export function openedNumber(result: PlanResult, id: string): OpenedNumber | undefined {
  const provenance = Object.hasOwn(result.provenance, id) ? result.provenance[id] : undefined;
  if (!provenance) return undefined;
  const figure = estimatesIn(result).get(id);
  const unit = unitsOf(result)(id);
  const say = (value: number) => sayAmount(value, unit, id.startsWith('difference.'));
  return {
    ...numberTitle(result, id, provenance.what),
    what: planWords(provenance.what, result),
    how: provenance.how,
    ...sizeOf(figure, say),
    unit: sayUnit(unit),
    runs: figure?.runs ?? 0,
    held: runsHeld(figure?.runs ?? result.replications),
    ...movedOf(result, id, unit, say),
  };
}

function sizeOf(figure: Estimate | Figure | undefined, say: (value: number) => string) {
  const { middle = null, low = null, high = null, mean = null, standardError = null } = figure ?? {};
  const known = (value: number | null): value is number => value !== null && !Number.isNaN(value);
  return {
    figure: known(middle) ? say(middle) : undefined,
    between: known(low) && known(high) ? `${say(low)} to ${say(high)}` : undefined,
    mean: known(mean) ? say(mean) : undefined,
    error: known(standardError) ? say(standardError).replace(/^\+/, '') : undefined,
    why: figure && 'why' in figure && figure.why !== null ? figure.why : undefined,
  };
}

function movedOf(
  { decides, assumptions, scenarios }: PlanResult,
  id: string,
  unit: string,
  say: (value: number) => string,
): Pick<OpenedNumber, 'movedBy' | 'moves'> {
  // A result of an earlier version has none.
  const found = (decides as PlanResult['decides'] | undefined)?.[id];
  if (!found) return { movedBy: undefined, moves: ['What moves this number was not worked out.'] };
  const { movers, mean, why, runs } = found;
  const clear = movers.filter(one => one.clear);
  if (clear.length === 0) return { movedBy: undefined, moves: [why ?? 'Nothing stands out of chance.'] };
  const of = (parameter: string) => assumptions.find(one => one.parameter === parameter);
  const { size, words } = drawnAs(
    unit,
    Math.max(...clear.flatMap(one => [one.atLow, one.atHigh].map(Math.abs))),
  );
  const isDifference = id.startsWith('difference.');
  const labelOf = (parameter: string) => of(parameter)?.label ?? parameter;
  const [most] = clear;
  return {
    movedBy: tornado({
      id: 'moved-by',
      title: `${labelOf(most.parameter).replace(/\?$/, '')}: that moves it most${of(most.parameter)?.sourced ? '' : ', and it has no source'}`,
      description: clear
        .map(
          one =>
            `${labelOf(one.parameter)}: from ${say(one.atLow)} to ${say(one.atHigh)}${typeof one.between === 'number' ? `, ${say(one.between)} in between` : ''}`,
        )
        .join('. '),
      rows: clear.map(one => {
        const assumed = of(one.parameter);
        return {
          question: labelOf(one.parameter),
          range: assumed?.text ?? '',
          low: one.atLow / size,
          high: one.atHigh / size,
          ...(typeof one.between === 'number' ? { between: one.between / size } : {}),
          source: assumed?.sourced ? `Sourced, ${assumed.date ?? 'no date'}` : null,
        };
      }),
      base: (mean ?? 0) / size,
      baseWords: `as assumed: ${say(mean ?? 0)}`,
      unit: words,
      ...(isDifference
        ? { ...sidesOfUnit(unit, scenarios[0].name), onAxis: words }
        : { fewer: '', more: words }),
      width: SHEET,
    }),
    moves: [
      ...clear.flatMap(({ parameter, share, shareLow, shareHigh }) =>
        share === null || !(shareLow! > 0)
          ? []
          : [
              `${hundredth(share)} in 100 of its spread between runs comes of “${labelOf(parameter)}” (${hundredth(shareLow!)} to ${hundredth(shareHigh!)}).`,
            ],
      ),
      ...(clear.some(one => one.share === null)
        ? [`${runs} runs are too few to say what part of its spread comes of what.`]
        : []),
    ],
  };
}

function sidesOfUnit(unit: string, first: string): { fewer: string; more: string } {
  const [less, more] =
    unit === 'days' ? ['shorter', 'longer'] : unit.startsWith('£') ? ['less', 'more'] : ['fewer', 'more'];
  return { fewer: `${less} with “${first}”`, more };
}

const hundredth = (share: number) => Math.round(100 * share);

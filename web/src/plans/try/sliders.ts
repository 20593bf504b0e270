import { inWords, isSourced, parameterUses, rangeOf, type Scenario } from '@throughcare/planning';
import { fieldOf, type PlanQuestion } from './question.ts';

/** One number that can be moved. */
export interface Slider {
  readonly parameter: string;
  readonly field: string;
  readonly label: string;
  readonly unit: string;
  /** As the scenarios assume it, in words: "4 to 8 years". */
  readonly assumed: string;
  readonly sourced: boolean;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Where the slider stands while nobody has moved it. */
  readonly middle: number;
  /** What was typed; empty while it stays as assumed. */
  readonly typed: string;
  readonly error: string | undefined;
}

/** So many stand open on the page; the others are a click away. */
const OPEN = 6;

/**
 * The numbers of the scenarios that can be moved: those that `decides` names first, in its order; certain ones last.
 * Bounds are those of the assumption itself.
 */
export function slidersOf(
  scenarios: readonly Scenario[],
  { settings }: PlanQuestion,
  notNumbers: ReadonlyMap<string, string>,
  decides: readonly string[],
): { readonly open: readonly Slider[]; readonly others: readonly Slider[] } {
  const parameters = new Map(
    [...scenarios].reverse().flatMap(scenario => {
      const used = new Set(parameterUses(scenario).map(use => use.parameter));
      return Object.entries(scenario.parameters).filter(([name]) => used.has(name));
    }),
  );
  const sliders = [...parameters]
    .map(([parameter, text]): Slider & { readonly certain: boolean } => {
      const { low, middle, high } = rangeOf(text);
      const wrong = notNumbers.get(parameter);
      return {
        parameter,
        field: fieldOf(parameter),
        label: text.label,
        unit: text.unit,
        assumed: inWords(text),
        sourced: isSourced(text),
        certain: low === high,
        ...bounds(low, high),
        middle,
        typed: wrong ?? settings.get(parameter)?.toString() ?? '',
        error: wrong === undefined ? undefined : `“${wrong.slice(0, 40)}” is no number. It stays as assumed.`,
      };
    })
    .sort((a, b) => rank(a.parameter) - rank(b.parameter) || Number(a.certain) - Number(b.certain));
  return { open: sliders.slice(0, OPEN), others: sliders.slice(OPEN) };

  function rank(parameter: string): number {
    const at = decides.indexOf(parameter);
    return at === -1 ? decides.length : at;
  }
}

/** Round bounds with some forty steps between them; a certain number can be halved or doubled. */
export function bounds(low: number, high: number): { least: number; most: number; step: number } {
  const [from, to] = low === high ? [Math.min(low / 2, low * 2), Math.max(low / 2, low * 2)] : [low, high];
  const size = 10 ** Math.floor(Math.log10((to - from || 1) / 40));
  const step = [1, 2, 5, 10].map(n => n * size).find(one => (to - from) / one <= 40) ?? size * 10;
  const round = (value: number) => Number(value.toPrecision(12));
  return {
    least: round(Math.floor(from / step) * step),
    most: round(Math.ceil(to / step) * step),
    step: round(step),
  };
}

import { z } from 'zod';
import type { Observed } from './observed.ts';
import { YOUR_FILE, packed, unpacked } from './own-file.ts';

/**
 * What somebody asks of the plan: two to four scenarios, the numbers that they set themselves, and lines of their own.
 * All of it stands in the address, so that a link shares it and nothing has to be kept.
 */
export interface PlanQuestion {
  /** Names of scenario files, without their ending; each of the others is compared with the first. */
  readonly scenarios: readonly [string, string, ...string[]];
  /** Parameters by name, in their own units, by the alphabet. What is not here stays as the scenarios assume it. */
  readonly settings: ReadonlyMap<string, number>;
  /** A scenario file's lines that all scenarios take over, such as a region's own numbers. */
  readonly lines: string;
  /** A scenario file that somebody brought, which `scenarios` may name as their own. */
  readonly ownFile?: string;
  /** Figures that were seen of the first plan. */
  readonly observed: Observed;
}

/** The largest file of own lines: an address has to hold it. */
export const MOST_LINES = 6000;

/** The fields that name the scenarios, in their order. */
export const SIDES = ['one', 'two', 'three', 'four'] as const;

const SETTING = 'n.';
const text = z.union([z.string(), z.array(z.string()).transform(all => all[0] ?? '')]);

/** What an address may ask for. Nothing in it is refused here: what does not fit is said on the page. */
export const questionQuery = z.record(z.string(), text);
export type QuestionQuery = z.output<typeof questionQuery>;

/** A question as it was typed, and what in it is no number. */
export interface Asked {
  readonly question: PlanQuestion;
  readonly notNumbers: ReadonlyMap<string, string>;
}

/** Reads the question out of an address; `first` is what is asked when the address names no scenario. */
export function readQuestion(query: QuestionQuery, first: readonly [string, string]): Asked {
  const settings = new Map<string, number>();
  const notNumbers = new Map<string, string>();
  for (const [name, typed] of Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const trimmed = typed.trim();
    if (!name.startsWith(SETTING) || trimmed === '') continue;
    const value = Number(trimmed.replaceAll(',', ''));
    if (Number.isFinite(value)) settings.set(name.slice(SETTING.length), value);
    else notNumbers.set(name.slice(SETTING.length), trimmed);
  }
  const ownFile = query['own'] ? unpacked(query['own']) : undefined;
  return {
    question: {
      ...(ownFile === undefined ? {} : { ownFile }),
      scenarios: [
        query['one'] || first[0],
        query['two'] || first[1],
        ...SIDES.slice(2).flatMap(side => query[side] || []),
      ],
      settings,
      lines: textIn(query, 'lines'),
      observed: { figures: textIn(query, 'observed'), asArrivals: query['arrivals'] === COUNTED },
    },
    notNumbers,
  };
}

const textIn = (query: QuestionQuery, name: string) => (query[name] ?? '').replaceAll('\r\n', '\n').trimEnd();

/** What the field of the arrivals says where they are those that were counted. */
const COUNTED = 'counted';

/** The same question as the query of an address. */
export function questionAsQuery({
  scenarios,
  settings,
  lines,
  observed,
  ownFile,
}: PlanQuestion): Record<string, string> {
  return {
    ...Object.fromEntries(scenarios.map((name, i) => [SIDES[i], name])),
    ...Object.fromEntries([...settings].map(([name, value]) => [fieldOf(name), String(value)])),
    ...(lines === '' ? {} : { lines }),
    ...(ownFile === undefined ? {} : { own: packed(ownFile) }),
    ...(observed.figures === '' ? {} : { observed: observed.figures }),
    ...(observed.asArrivals ? { arrivals: COUNTED } : {}),
  };
}

/** The field of a form in which a parameter is set. */
export const fieldOf = (parameter: string) => `${SETTING}${parameter}`;

/** The question without the file of one's own: whichever side had it is as the other one, or gone. */
export function withoutOwn({ scenarios, settings, lines, observed }: PlanQuestion): PlanQuestion {
  const others = scenarios.filter(name => name !== YOUR_FILE);
  const [one = 'base', two = one, ...more] = others;
  return { scenarios: [one, two, ...more], settings, lines, observed };
}

import { own } from './own.ts';
import { rangeOf } from './parameter.ts';
import { parameterUses } from './parameter-use.ts';
import type { ScenarioText } from './scenario-schema.ts';
import { daysAYear, units } from './unit.ts';

/** What a reader of the plan must know of the file itself: where it stands, and the sentence. */
export interface PlacedCaution {
  readonly path: (string | number)[];
  readonly words: string;
}

/** So many times as many, or as few, is another area and no other year of the same. */
const another = 2;

/**
 * A plan that has far more or fewer people coming (or places in all its parts) than the file that it extends, and still that
 * file's people on the first day: a region with the nation's waiting list. It can be meant, so it is a caution and no fault; a number
 * that is given again, with a date and a source of its own, is the plan's own.
 */
export function inheritedStart(
  scenario: ScenarioText,
  parent: ScenarioText,
  parentFile: string,
): PlacedCaution[] {
  const kept = startNumbers(scenario).filter(each => isInherited(scenario, parent, each));
  const { arrivals, parameters } = scenario;
  const times = arrivals.to === parent.arrivals.to ? arrivalsOf(scenario) / arrivalsOf(parent) : 1;
  if (isAnother(times)) {
    const names = [...new Set(kept.map(({ parameter }) => parameter))];
    if (names.length === 0) return [];
    const path = arrivals.observed ? ['arrivals', 'observed'] : ['parameters', arrivals.rate];
    const label = arrivals.observed ? arrivals.label : parameters[arrivals.rate].label;
    return [{ path, words: sentence(`${label}: ${inTimes(times)} as many as in`, parentFile, names) }];
  }
  return placesOfAnother(scenario, parent, parentFile, kept);
}

/**
 * Places of two stages or more that are far more (or far fewer) are another area whose arrivals were forgotten; those of
 * one stage are a policy, and its first day is as it was.
 */
function placesOfAnother(
  scenario: ScenarioText,
  parent: ScenarioText,
  parentFile: string,
  kept: readonly StartNumber[],
): PlacedCaution[] {
  const changed = Object.entries(scenario.stages).flatMap(([name, { label, places }]) => {
    const before = own(parent.stages, name)?.places;
    if (!places || !before) return [];
    const ratio = middleOf(scenario, places.start) / middleOf(parent, before.start);
    return isAnother(ratio) ? [{ label, ratio, parameter: places.start }] : [];
  });
  const [first] = changed;
  const alike = changed.filter(({ ratio }) => ratio > 1 === first.ratio > 1);
  if (alike.length < 2) return [];
  const { rate } = scenario.arrivals;
  const asked = [...new Set([rate, ...kept.map(({ parameter }) => parameter)])];
  const what = `Places of ${alike.map(({ label, ratio }) => `${label}: ${inTimes(ratio)}`).join(', ')} as many as in`;
  return [{ path: ['parameters', first.parameter], words: sentence(what, parentFile, asked) }];
}

function sentence(what: string, parentFile: string, names: readonly string[]): string {
  const file = parentFile.slice(parentFile.lastIndexOf('/') + 1);
  return (
    `${what} ${file}, and the first day is still as there: ${names.join(', ')}. For another area give each its own ` +
    'number under parameters; if it is so here too, a date and a source of its own.'
  );
}

interface StartNumber {
  readonly stage: string;
  readonly field: string;
  readonly parameter: string;
}

/** Who is there on the first day, and what they find. */
function startNumbers(scenario: ScenarioText): StartNumber[] {
  return parameterUses(scenario).flatMap(({ path, parameter, stage }) => {
    const [field, part] = path.slice(2).map(String);
    const isStart = field === 'atStart' ? part !== 'waited' : field === 'places' && part === 'start';
    return stage !== null && isStart && middleOf(scenario, parameter) > 0
      ? [{ stage, field, parameter }]
      : [];
  });
}

/** The same number by the same name in the same place; a label of its own changes nothing. */
function isInherited(
  scenario: ScenarioText,
  parent: ScenarioText,
  { stage, parameter }: StartNumber,
): boolean {
  const [mine, theirs] = [scenario, parent].map(({ parameters }) => own(parameters, parameter));
  if (mine === undefined || theirs === undefined || own(parent.stages, stage) === undefined) return false;
  return JSON.stringify({ ...mine, label: '' }) === JSON.stringify({ ...theirs, label: '' });
}

/** People a day when the plan begins: by what was counted in the first year of it, else by the rate. */
function arrivalsOf(scenario: ScenarioText): number {
  const { observed, rate } = scenario.arrivals;
  const row = own(scenario.data, observed ?? undefined);
  if (row === undefined || !('counts' in row)) return middleOf(scenario, rate);
  const aYear = { week: 52, month: 12, year: 1 }[row.every];
  const first = row.counts.slice(0, aYear);
  return (first.reduce((sum, count) => sum + count, 0) / first.length) * (aYear / daysAYear);
}

function middleOf({ parameters }: ScenarioText, name: string): number {
  const parameter = own(parameters, name);
  return parameter === undefined ? Number.NaN : rangeOf(parameter).middle * units[parameter.unit].size;
}

const isAnother = (times: number): boolean => times >= another || times <= 1 / another;

/** "2.4 times", "a twentieth". */
function inTimes(times: number): string {
  const number = (value: number): string => value.toLocaleString('en-GB', { maximumSignificantDigits: 2 });
  return times >= 1 ? `${number(times)} times` : `1/${number(1 / times)}`;
}

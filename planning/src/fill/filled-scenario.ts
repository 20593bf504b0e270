import { Document } from 'yaml';
import { wilson } from '../answers/precision.ts';
import { inWords } from '../scenario/parameter.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { units } from '../scenario/unit.ts';
import { fillingOf } from './measures.ts';
import type { Filling } from './measures.ts';
import { monthInWords } from './spells.ts';
import type { Spells } from './spells.ts';
import { triangleOf } from './triangle.ts';
import { ownExtract } from './own-extract.ts';
import type { StudyEffect } from './study-effect.ts';
import { own } from '../scenario/own.ts';

/** What was done to one parameter. */
export interface FilledParameter {
  readonly parameter: string;
  readonly label: string;
  /** Null when it stays as it was. */
  readonly now: Readonly<Record<string, unknown>> | null;
  readonly because: string;
}

/** Every parameter that says what of the extract fills it (`extract:`), worked out. */
export function fillFromSpells(scenario: Scenario, spells: Spells, since: number | null): FilledParameter[] {
  return Object.entries(scenario.parameters).flatMap(([parameter, of]): FilledParameter[] => {
    if (of.extract === undefined) return [];
    const filling = fillingOf(of.extract, spells, since);
    if (filling.kind === 'left as it was') {
      return [{ parameter, label: of.label, now: null, because: filling.because }];
    }
    const now = {
      label: of.label,
      ...numberOf(filling, of.unit, inFork(scenario, parameter)),
      unit: of.unit,
      date: monthInWords(spells.lastMonth),
      source: `${ownExtract} ${spells.file}`,
      note: `${filling.how} Assumed before: ${inWords(of)}.`,
      extract: of.extract,
    };
    return [{ parameter, label: of.label, now, because: filling.how }];
  });
}

function numberOf(
  filling: Exclude<Filling, { kind: 'left as it was' }>,
  unit: string,
  forked: boolean,
): Readonly<Record<string, unknown>> {
  switch (filling.kind) {
    case 'counted':
      if (forked) return { triangular: aroundCount(filling.yes, filling.of, unit) };
      return { counted: { yes: filling.yes, of: filling.of } };
    case 'people':
      return { value: filling.people };
    case 'mean': {
      const median = (filling.months * units['months'].size) / units[unit].size;
      return { lognormal: { median: rounded(median), sigma: rounded(filling.sigma) } };
    }
  }
}

/** The share that was counted, and ends that leave its 95% interval (Wilson) 95% of the draws, in the parameter's unit. */
function aroundCount(yes: number, of: number, unit: string): number[] {
  const { low, share, high } = wilson(yes, of);
  return triangleOf(low, share, high).map(each => rounded(Math.min(1, Math.max(0, each)) / units[unit].size));
}

/** Whether other shares leave the same fork: they may not add up to more than all, so each of them needs an upper end. */
function inFork({ stages }: Scenario, parameter: string): boolean {
  return Object.values(stages).some(({ next = [] }) =>
    next.some(({ shares = {} }) => {
      const names = Object.values(shares);
      return names.length > 1 && names.includes(parameter);
    }),
  );
}

const rounded = (value: number): number => Number(value.toPrecision(5));

/** A parameter that takes a study's effect. @throws RangeError when it is no hazard ratio */
export function fillFromStudy(scenario: Scenario, parameter: string, effect: StudyEffect): FilledParameter {
  const of = own(scenario.parameters, parameter);
  if (of === undefined || of.unit !== 'hazard ratio') {
    const known = Object.entries(scenario.parameters).filter(([, each]) => each.unit === 'hazard ratio');
    throw new RangeError(
      `${parameter} is no hazard ratio of this plan; these are: ${known.map(([name]) => name).join(', ')}.`,
    );
  }
  const { median, sigma, date, source, note } = effect;
  return {
    parameter,
    label: of.label,
    now: {
      label: of.label,
      lognormal: { median: rounded(median), sigma: rounded(sigma) },
      unit: of.unit,
      date,
      source,
      note: `${note} Assumed before: ${inWords(of)}.`,
    },
    because: 'From a released study.',
  };
}

/** The text of a scenario file that extends the other and carries what was filled. */
export function filledScenario(
  scenario: Scenario,
  filled: readonly FilledParameter[],
  parent: string,
): string {
  const parameters = Object.fromEntries(
    filled.flatMap(({ parameter, now }) => (now === null ? [] : [[parameter, now]])),
  );
  return new Document({
    extends: parent,
    name: `${scenario.name}, own numbers`,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  }).toString({ lineWidth: 110 });
}

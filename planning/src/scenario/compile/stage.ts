import type { OtherStay, PriorityClass, Routes, Stage, StageTerms } from '../../engine/network.ts';
import type { StageRisk } from '../../engine/risk.ts';
import { daysBetween } from '../day.ts';
import type { StageText } from '../stage-schema.ts';
import { daysAYear } from '../unit.ts';
import { attributeNumbers, conditionsOf } from './condition.ts';
import { durationOf } from './duration.ts';
import { placesOf } from './places.ts';
import { stageNumber } from './values.ts';
import type { Compiling } from './values.ts';

/** The number of the detected reoffence in the network of every scenario; other risks follow in their order. */
export const detectedReoffence = 0;

export function stageOf(compiling: Compiling, name: string, luck: number): Stage {
  const { scenario, values } = compiling;
  const stage = scenario.stages[name];
  const { patience, list, atStart, groups, otherStays, priority, needs, sets, terms } = stage;
  const to = (other: string): number => stageNumber(compiling, other);
  const startWaiting = Math.round(values[atStart?.waiting ?? ''] ?? 0);
  return {
    name,
    luck,
    places: placesOf(stage.places, values, { begins: scenario.begins, end: scenario.years * daysAYear }),
    stay:
      stage.stay === 'instant'
        ? 'instant'
        : stage.stay === 'until the end'
          ? 'open'
          : durationOf(compiling, stage.stay),
    next: (stage.next ?? []).map(row => routesOf(compiling, row)),
    startWaiting,
    ...(atStart?.waited ? { startWaited: evenly(startWaiting, values[atStart.waited]) } : {}),
    startInside: Math.round(values[atStart?.inside ?? ''] ?? 0),
    risks: risksHere(compiling, stage),
    ...(otherStays
      ? {
          otherStays: otherStays.map((row): OtherStay => ({
            ...inForceFrom(compiling, row),
            stay: durationOf(compiling, row.stay),
          })),
        }
      : {}),
    ...(priority
      ? {
          priority: priority.map(({ when, points, gaining }): PriorityClass => ({
            when: conditionsOf(compiling, when),
            base: values[points],
            perTimeWaited: gaining === undefined ? 0 : values[gaining],
          })),
        }
      : {}),
    ...(needs
      ? {
          needs: Object.entries(needs).map(([resource, units]) => ({
            resource: Object.keys(scenario.resources!).indexOf(resource),
            units: values[units],
          })),
        }
      : {}),
    ...(sets
      ? {
          sets: Object.entries(sets).map(([attribute, value]) => {
            const [number, of] = attributeNumbers(scenario, attribute, value);
            return { attribute: number, value: of };
          }),
        }
      : {}),
    ...(terms ? { terms: termsOf(compiling, terms) } : {}),
    ...(groups
      ? {
          groups: {
            atLeast: Math.round(values[groups.atLeast]),
            atMost: Math.round(values[groups.atMost]),
          },
        }
      : {}),
    ...(patience
      ? { patience: { length: durationOf(compiling, patience.length), to: to(patience.to) } }
      : {}),
    ...(list ? { list: { most: Math.round(values[list.most]), fullTo: to(list.to) } } : {}),
  };
}

function termsOf(
  compiling: Compiling,
  { counts = [], less = [], anew = [] }: NonNullable<StageText['terms']>,
): StageTerms {
  const number = (name: string): number => compiling.scenario.terms!.indexOf(name);
  const whom = (when: (typeof counts)[number]['when']) =>
    when ? { when: conditionsOf(compiling, when) } : {};
  return {
    counts: counts.map(({ term, when }) => ({ term: number(term), ...whom(when) })),
    less: less.map(({ term, share, when }) => ({
      term: number(term),
      share: compiling.values[share],
      ...whom(when),
    })),
    anew: anew.map(number),
  };
}

function risksHere({ scenario, values }: Compiling, stage: StageText): StageRisk[] {
  const names = Object.keys(scenario.risks ?? {});
  const here = (
    risk: number,
    ratios: { readonly waiting?: string | undefined; readonly inside?: string | undefined },
  ): StageRisk => ({
    risk,
    waiting: values[ratios.waiting ?? ''] ?? 0,
    inside: values[ratios.inside ?? ''] ?? 0,
  });
  return [
    here(detectedReoffence, stage.detectedReoffending ?? {}),
    ...Object.entries(stage.risks ?? {}).map(([name, ratios]) => here(1 + names.indexOf(name), ratios)),
  ];
}

function routesOf(compiling: Compiling, row: NonNullable<StageText['next']>[number]): Routes {
  const shares = Object.entries(row.shares ?? {});
  const given = shares.map(([, parameter]) => compiling.values[parameter]);
  return {
    ...inForceFrom(compiling, row),
    to: [...shares.map(([name]) => stageNumber(compiling, name)), stageNumber(compiling, row.rest)],
    share: [...given, Math.max(0, 1 - given.reduce((sum, share) => sum + share, 0))],
  };
}

function inForceFrom(
  compiling: Compiling,
  { from, when }: { from?: string | undefined; when?: NonNullable<StageText['next']>[number]['when'] },
): Pick<Routes, 'from' | 'when'> {
  return {
    from: from === undefined ? -Infinity : daysBetween(compiling.scenario.begins, from),
    ...(when ? { when: conditionsOf(compiling, when) } : {}),
  };
}

/** Waits of a list that grew evenly and that nobody left, from its front. */
function evenly(people: number, longest: number): number[] {
  return Array.from({ length: people }, (_, i) => longest * (1 - (i + 0.5) / people));
}

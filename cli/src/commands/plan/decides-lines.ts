import { decidesInWords, signedInWords } from '@throughcare/planning';
import type { Assumption, PlanAlone, PlanResult, WhatDecides } from '@throughcare/planning';
import { exact, whole } from './figure-words.ts';

const days = (value: number): string => `${exact(value)} ${exact(value) === '1' ? 'day' : 'days'}`;
const pounds = (value: number): string => `£${whole(value)}`;

/** What decides the figures that one plan is about: its cost, its reoffences, deaths, and who waits for a place at the end. */
export function aloneDecidesLines(result: PlanAlone): string[] {
  const { cost, detectedReoffences, welfare, statistics, years, scenario, assumptions, decides } = result;
  const atPlace = (statistic: string) =>
    statistics.find(
      each => each.year === years && each.stage === scenario.place && each.statistic === statistic,
    );
  const [waiting, wait] = [atPlace('waiting'), atPlace('meanWait')];
  const main: [string, string | undefined, (value: number) => string][] = [
    ['Cost', cost.id, pounds],
    ['Detected reoffences', detectedReoffences.id, whole],
    ['Deaths by suicide to be expected', welfare.deaths?.id, whole],
    [`${scenario.placeLabel}: people waiting at the end of year ${years}`, waiting?.id, whole],
    [`${scenario.placeLabel}: mean wait, year ${years}`, wait?.id, days],
  ];
  const lines = main.flatMap(([title, id, figure]) => {
    const found = id === undefined ? undefined : decides[id];
    return found === undefined ? [] : oneFigure(title, found, assumptions, figure);
  });
  return ['', 'What decides these figures: the mean of a fifth of the runs', ...lines];
}

/** What decides each difference between two plans. */
export function comparedDecidesLines({ differences, decides, assumptions }: PlanResult): string[] {
  const lines = differences.flatMap(({ id, title, unit }) => {
    const found = decides[id];
    return found === undefined
      ? []
      : oneFigure(title, found, assumptions, value => signedInWords(unit, value));
  });
  return ['', 'Which assumption decides each difference: the mean of a fifth of the runs', ...lines];
}

function oneFigure(
  title: string,
  found: WhatDecides,
  assumptions: readonly Assumption[],
  figure: (value: number) => string,
): string[] {
  const labelOf = (name: string): string => {
    const known = assumptions.find(({ parameter }) => parameter === name);
    if (known === undefined) return name;
    return known.sourced ? known.label : `${known.label} (no source)`;
  };
  const [first, ...others] = decidesInWords(found, labelOf, figure);
  return [`  ${title}. ${first}`, ...others.map(each => `      ${each}`)];
}

import type { DurationText, ScenarioText } from './scenario-schema.ts';
import type { Dimension } from './unit.ts';

/** One place in a scenario where a parameter is named: what it must measure, and whose number it is. */
export interface ParameterUse {
  readonly path: (string | number)[];
  readonly parameter: string;
  readonly dimension: Dimension;
  /** The stage, or null for arrivals and detected reoffending. */
  readonly stage: string | null;
  readonly cost: boolean;
}

/** Every use, in the order of the file. Checks, provenance and the list of assumptions all read this. */
export function parameterUses(scenario: ScenarioText): ParameterUse[] {
  const uses: ParameterUse[] = [];
  const note = (
    stage: string | null,
    path: (string | number)[],
    parameter: string | undefined,
    dimension: Dimension,
    cost = false,
  ): void => {
    if (parameter !== undefined) uses.push({ path, parameter, dimension, stage, cost });
  };
  const noteDuration = (stage: string, path: string[], duration: DurationText): void => {
    for (const [kind, of] of Object.entries(duration)) {
      if (typeof of === 'string') note(stage, [...path, kind], of, 'time');
      else {
        for (const part of ['mean', 'from', 'to']) {
          if (part in of) note(stage, [...path, kind, part], (of as Record<string, string>)[part], 'time');
        }
        if ('spread' in of) note(stage, [...path, kind, 'spread'], of.spread as string, 'spread');
        if ('shape' in of) note(stage, [...path, kind, 'shape'], of.shape as string, 'shape');
      }
    }
  };

  const { arrivals, detectedReoffending } = scenario;
  note(null, ['arrivals', 'rate'], arrivals.rate, 'rate');
  note(null, ['arrivals', 'growth'], arrivals.growth, 'growth');
  note(null, ['arrivals', 'deterred', 'share'], arrivals.deterred?.share, 'share');
  note(null, ['arrivals', 'deterred', 'after'], arrivals.deterred?.after, 'time');
  note(null, ['detectedReoffending', 'share'], detectedReoffending.share, 'share');
  note(null, ['detectedReoffending', 'within'], detectedReoffending.within, 'time');
  arrivals.steps?.forEach((step, i) => {
    note(null, ['arrivals', 'steps', i, 'times'], step.times, 'factor');
  });
  for (const [name, { share, within }] of Object.entries(scenario.risks ?? {})) {
    note(null, ['risks', name, 'share'], share, 'share');
    note(null, ['risks', name, 'within'], within, 'time');
  }
  note(null, ['welfare', 'deaths'], scenario.welfare?.deaths, 'share');
  for (const [name, stage] of Object.entries(scenario.stages)) {
    const at = ['stages', name];
    const { places, atStart, stay, patience, list, next, detectedReoffending: risk, cost } = stage;
    note(name, [...at, 'places', 'start'], places?.start, 'places');
    note(name, [...at, 'places', 'growth'], places?.growth, 'growth');
    places?.openings?.forEach((opening, i) => {
      const here = [...at, 'places', 'openings', i];
      note(name, [...here, 'after'], opening.after, 'time');
      note(name, [...here, 'every'], opening.every, 'time');
      note(name, [...here, 'places'], opening.places, 'places');
      note(name, [...here, 'costPerPlace'], opening.costPerPlace, 'money', true);
    });
    note(name, [...at, 'atStart', 'waiting'], atStart?.waiting, 'people');
    note(name, [...at, 'atStart', 'inside'], atStart?.inside, 'people');
    if (typeof stay !== 'string') noteDuration(name, [...at, 'stay'], stay);
    if (patience) noteDuration(name, [...at, 'patience', 'length'], patience.length);
    note(name, [...at, 'list', 'most'], list?.most, 'people');
    next?.forEach((row, i) => {
      for (const [to, share] of Object.entries(row.shares ?? {})) {
        note(name, [...at, 'next', i, 'shares', to], share, 'share');
      }
    });
    note(name, [...at, 'detectedReoffending', 'waiting'], risk?.waiting, 'ratio');
    note(name, [...at, 'detectedReoffending', 'inside'], risk?.inside, 'ratio');
    for (const [other, ratios] of Object.entries(stage.risks ?? {})) {
      note(name, [...at, 'risks', other, 'waiting'], ratios.waiting, 'ratio');
      note(name, [...at, 'risks', other, 'inside'], ratios.inside, 'ratio');
    }
    note(name, [...at, 'groups', 'atLeast'], stage.groups?.atLeast, 'people');
    note(name, [...at, 'groups', 'atMost'], stage.groups?.atMost, 'people');
    note(name, [...at, 'cost', 'perArrival'], cost?.perArrival, 'money', true);
    note(name, [...at, 'cost', 'perStart'], cost?.perStart, 'money', true);
    note(name, [...at, 'cost', 'perYearInside'], cost?.perYearInside, 'money a year', true);
  }
  return uses;
}

/** Where people can go from a stage in the ordinary course, and by `patience` and `list`; never "leaves". */
export function waysOut(scenario: ScenarioText, name: string): string[] {
  const { next = [], patience, list } = scenario.stages[name];
  const all = [...next.flatMap(row => [...Object.keys(row.shares ?? {}), row.rest]), patience?.to, list?.to];
  return [...new Set(all)].filter((to): to is string => to !== undefined && to !== 'leaves');
}

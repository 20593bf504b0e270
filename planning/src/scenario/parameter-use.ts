import type { ArrivalsText } from './arrivals-schema.ts';
import type { ConditionText } from './condition-schema.ts';
import type { HazardText } from './risk-schema.ts';
import type { ScenarioText } from './scenario-schema.ts';
import type { DurationText, PlacesText } from './stage-schema.ts';
import { own } from './own.ts';
import { units } from './unit.ts';
import type { Dimension } from './unit.ts';

/** One place in a scenario where a parameter is named: what it must measure, and whose number it is. */
export interface ParameterUse {
  readonly path: (string | number)[];
  readonly parameter: string;
  readonly dimension: Dimension;
  /** The stage, or null for arrivals and detected reoffending. */
  readonly stage: string | null;
  readonly cost: boolean;
  /** Nothing can be drawn or held when it is 0: a mean, a spread, a shape, a need. */
  readonly aboveZero: boolean;
}

/** Every use, in the order of the file. Checks, provenance and the list of assumptions all read this. */
export function parameterUses(scenario: ScenarioText): ParameterUse[] {
  const uses: ParameterUse[] = [];
  type Path = (string | number)[];
  let stageNow: string | null = null;
  const note = (
    path: Path,
    parameter: string | undefined,
    dimension: Dimension,
    { cost = false, aboveZero = false } = {},
  ): void => {
    if (parameter !== undefined) uses.push({ path, parameter, dimension, stage: stageNow, cost, aboveZero });
  };
  const noteDuration = (path: Path, duration: DurationText): void => {
    if ('empirical' in duration) return;
    for (const [kind, of] of Object.entries(duration)) {
      if (typeof of === 'string') note([...path, kind], of, 'time');
      else {
        for (const [part, parameter] of Object.entries<string>(of)) {
          const dimension = part === 'spread' || part === 'shape' ? part : 'time';
          note([...path, kind, part], parameter, dimension, { aboveZero: part !== 'from' && part !== 'to' });
        }
      }
    }
  };
  const noteWhen = (path: Path, when: readonly ConditionText[] | undefined): void => {
    when?.forEach((condition, i) => {
      if (!('waitingAt' in condition || 'insideAt' in condition)) return;
      note([...path, 'when', i, 'atLeast'], condition.atLeast, 'people');
      note([...path, 'when', i, 'below'], condition.below, 'people');
    });
  };
  const notePlaces = (path: Path, places: PlacesText, dimension: Dimension): void => {
    note([...path, 'start'], places.start, dimension);
    note([...path, 'growth'], places.growth, 'growth');
    for (const way of ['openings', 'closings'] as const) {
      places[way]?.forEach(({ after, every, places: changed }, i) => {
        const here = [...path, way, i];
        note([...here, 'after'], after, 'time');
        note([...here, 'every'], every, 'time');
        note([...here, 'places'], changed, dimension);
      });
    }
    places.openings?.forEach(({ costPerPlace }, i) =>
      note([...path, 'openings', i, 'costPerPlace'], costPerPlace, 'money', { cost: true }),
    );
  };
  const noteHazard = (path: Path, { share, within, later, steps, ratios }: HazardText): void => {
    note([...path, 'share'], share, 'share');
    note([...path, 'within'], within, 'time', { aboveZero: true });
    later?.forEach((row, i) => {
      note([...path, 'later', i, 'share'], row.share, 'share');
      note([...path, 'later', i, 'within'], row.within, 'time', { aboveZero: true });
    });
    steps?.forEach((step, i) => note([...path, 'steps', i, 'times'], step.times, 'factor'));
    ratios?.forEach(({ when, ratio }, i) => {
      noteWhen([...path, 'ratios', i], when);
      note([...path, 'ratios', i, 'ratio'], ratio, 'ratio');
    });
  };
  const noteDeterred = (deterred: ArrivalsText['deterred']): void => {
    const path = ['arrivals', 'deterred'];
    note([...path, 'share'], deterred?.share ?? undefined, 'share');
    note([...path, 'after'], deterred?.after, 'time');
    deterred?.by?.forEach(({ elasticity, from, to }, i) => {
      const here = [...path, 'by', i];
      note([...here, 'elasticity'], elasticity, 'elasticity');
      // A threat may be of any kind, so long as what it was and what it is are of the same.
      const unit = own(scenario.parameters, from)?.unit;
      const dimension = unit === undefined ? 'share' : units[unit].dimension;
      note([...here, 'from'], from, dimension, { aboveZero: true });
      note([...here, 'to'], to, dimension, { aboveZero: true });
    });
  };

  const { arrivals, detectedReoffending } = scenario;
  note(['arrivals', 'rate'], arrivals.rate, 'rate');
  note(['arrivals', 'growth'], arrivals.growth, 'growth');
  noteDeterred(arrivals.deterred);
  noteHazard(['detectedReoffending'], detectedReoffending);
  arrivals.steps?.forEach((step, i) => note(['arrivals', 'steps', i, 'times'], step.times, 'factor'));
  for (const [month, times] of Object.entries(arrivals.season ?? {})) {
    note(['arrivals', 'season', month], times, 'factor');
  }
  arrivals.strata?.forEach(({ share }, i) => note(['arrivals', 'strata', i, 'share'], share, 'share'));
  for (const [name, risk] of Object.entries(scenario.risks ?? {})) noteHazard(['risks', name], risk);
  note(['welfare', 'deaths'], scenario.welfare?.deaths, 'share');
  for (const [name, { places }] of Object.entries(scenario.resources ?? {})) {
    notePlaces(['resources', name, 'places'], places, 'places');
  }
  for (const [name, stage] of Object.entries(scenario.stages)) {
    const at = ['stages', name];
    stageNow = name;
    const {
      places,
      atStart,
      stay,
      otherStays,
      patience,
      list,
      next,
      detectedReoffending: risk,
      cost,
    } = stage;
    if (places) notePlaces([...at, 'places'], places, stage.groups ? 'groups' : 'places');
    note([...at, 'atStart', 'waiting'], atStart?.waiting, 'people');
    note([...at, 'atStart', 'waited'], atStart?.waited, 'time');
    note([...at, 'atStart', 'inside'], atStart?.inside, 'people');
    if (typeof stay !== 'string') noteDuration([...at, 'stay'], stay);
    otherStays?.forEach((row, i) => {
      noteWhen([...at, 'otherStays', i], row.when);
      noteDuration([...at, 'otherStays', i, 'stay'], row.stay);
    });
    stage.priority?.forEach(({ when, points, gaining }, i) => {
      noteWhen([...at, 'priority', i], when);
      note([...at, 'priority', i, 'points'], points, 'points');
      note([...at, 'priority', i, 'gaining'], gaining, 'points a day');
    });
    stage.terms?.counts?.forEach(({ when }, i) => noteWhen([...at, 'terms', 'counts', i], when));
    stage.terms?.less?.forEach(({ share, when }, i) => {
      noteWhen([...at, 'terms', 'less', i], when);
      note([...at, 'terms', 'less', i, 'share'], share, 'share');
    });
    for (const [resource, units] of Object.entries(stage.needs ?? {})) {
      note([...at, 'needs', resource], units, 'places', { aboveZero: true });
    }
    if (patience) noteDuration([...at, 'patience', 'length'], patience.length);
    note([...at, 'list', 'most'], list?.most, 'people');
    next?.forEach((row, i) => {
      noteWhen([...at, 'next', i], row.when);
      for (const [to, share] of Object.entries(row.shares ?? {})) {
        note([...at, 'next', i, 'shares', to], share, 'share');
      }
    });
    note([...at, 'detectedReoffending', 'waiting'], risk?.waiting, 'ratio');
    note([...at, 'detectedReoffending', 'inside'], risk?.inside, 'ratio');
    for (const [other, ratios] of Object.entries(stage.risks ?? {})) {
      note([...at, 'risks', other, 'waiting'], ratios.waiting, 'ratio');
      note([...at, 'risks', other, 'inside'], ratios.inside, 'ratio');
    }
    note([...at, 'groups', 'atLeast'], stage.groups?.atLeast, 'people', { aboveZero: true });
    note([...at, 'groups', 'atMost'], stage.groups?.atMost, 'people', { aboveZero: true });
    note([...at, 'cost', 'perArrival'], cost?.perArrival, 'money', { cost: true });
    note([...at, 'cost', 'perStart'], cost?.perStart, 'money', { cost: true });
    note([...at, 'cost', 'perYearInside'], cost?.perYearInside, 'money a year', { cost: true });
  }
  return uses;
}

/** One place in a scenario where a row of `data` is named. */
export interface DataUse {
  readonly path: (string | number)[];
  readonly data: string;
  readonly kind: 'counts' | 'lengths';
  readonly stage: string | null;
}

/** Every use of `data`, in the order of the file. */
export function dataUses(scenario: ScenarioText): DataUse[] {
  const { observed } = scenario.arrivals;
  const uses: DataUse[] = observed
    ? [{ path: ['arrivals', 'observed'], data: observed, kind: 'counts', stage: null }]
    : [];
  for (const [stage, { stay, otherStays, patience }] of Object.entries(scenario.stages)) {
    const at = ['stages', stage];
    const note = (path: (string | number)[], duration: DurationText): void => {
      if ('empirical' in duration) {
        uses.push({ path: [...path, 'empirical'], data: duration.empirical, kind: 'lengths', stage });
      }
    };
    if (typeof stay !== 'string') note([...at, 'stay'], stay);
    otherStays?.forEach((row, i) => note([...at, 'otherStays', i, 'stay'], row.stay));
    if (patience) note([...at, 'patience', 'length'], patience.length);
  }
  return uses;
}

/** Where people can go from a stage in the ordinary course, and by `patience` and `list`; never "leaves". */
export function waysOut(scenario: ScenarioText, name: string): string[] {
  const { next = [], patience, list } = scenario.stages[name];
  const all = [...next.flatMap(row => [...Object.keys(row.shares ?? {}), row.rest]), patience?.to, list?.to];
  return [...new Set(all)].filter((to): to is string => to !== undefined && to !== 'leaves');
}

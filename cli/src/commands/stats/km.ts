import { curveAt, kaplanMeier, survivalQuantile } from '@throughcare/evidence';
import type { IntervalKind, SurvivalCurve } from '@throughcare/evidence';
import { levelOf } from './call.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Facts, Subcommand } from './subcommand.ts';
import { eventsOf, timesOf, weightsOf } from './survival-columns.ts';
import type { Events } from './survival-columns.ts';

const KINDS = ['plain', 'log', 'log-log'] as const satisfies readonly IntervalKind[];

export const km: Subcommand = {
  name: 'km',
  summary: 'Kaplan-Meier survival curves',
  method:
    'Kaplan and Meier (1958); Greenwood’s standard error, or with weights or clusters the infinitesimal jackknife; intervals on the plain, log or log(-log) scale. As R’s survfit(Surv(time, event) ~ by).',
  uses: {
    ...ON_DATA,
    time: {},
    start: {},
    stop: {},
    event: { required: true },
    'event-is': {},
    by: {},
    weights: {},
    cluster: {},
    at: {},
    'conf-type': { choices: KINDS, default: 'log' },
    level: { default: 0.95 },
  },
  fields: [
    ['n, events', 'rows used, and how many ended by the event (each row once, whatever it weighs)'],
    [
      'groups',
      'one for each value of --by: {group, n, events, standardErrorName, median, quartiles, table, at}',
    ],
    [
      'groups[].median',
      '{time, lower, upper}; "not reached" where the curve or its limit does not fall so far',
    ],
    ['groups[].quartiles', 'the same for the times by which a quarter and three quarters have had the event'],
    [
      'groups[].table',
      'a row for each distinct time: {time, atRisk, events, censored, survival, standardError, lower, upper, cumulativeHazard, intervals: {plain, log, log-log}}; without weights also standardErrorOfHazard, with them greenwoodStandardError',
    ],
    [
      'groups[].at',
      'the same at the times of --at: {time, atRisk, eventsUntil, survival, standardError, lower, upper}',
    ],
  ],
  examples: [
    'throughcare stats km --data evidence/test/fixtures/lung.csv --time time --event status --event-is 2 --by sex --at 180,365',
  ],
  run(call) {
    const data = readData(call);
    const events = eventsOf(call, data);
    const weights = weightsOf(call, data);
    const cluster = call.has('cluster') ? groupedBy(data, call.columns('cluster')).codes : undefined;
    const groups = groupedBy(data, call.columns('by'));
    const kind = call.text('conf-type') as IntervalKind;
    const level = levelOf(call);
    const times = timesOf(call);
    const cautions = [...data.cautions];
    if (call.has('by') && groups.names.length === 1) {
      cautions.push(
        `${call.columns('by').join(' and ')} is ${groups.names[0]} in every row that is used: there is one curve, and nothing to compare.`,
      );
    }
    const found = groups.names.map((group, code) => {
      const own = rowsOf(events, { weights, cluster }, groups.codes, code);
      const curves = KINDS.map(one => kaplanMeier(own, one, level));
      const curve = curves[KINDS.indexOf(kind)];
      const n = own.time.length;
      const happened = own.event.reduce((total, one) => total + one, 0);
      if (happened === 0)
        cautions.push(`${group} had no events: its curve stays at 1, without a standard error.`);
      const points = curveAt(curve, times).map(point => withEvents(point, curve, cautions, group));
      const facts = {
        group,
        n,
        events: happened,
        standardErrorName: curve.standardErrorName,
        ...(weights ? { weight: own.weights?.reduce((total, one) => total + one, 0) } : {}),
        median: medianOf(curve, 0.5),
        quartiles: { lower: medianOf(curve, 0.25), upper: medianOf(curve, 0.75) },
        table: tableOf(curve, curves),
        at: points,
      };
      return { facts, points };
    });
    return {
      facts: {
        ...data.facts,
        n: data.used,
        events: events.events,
        ...(call.has('by') ? { by: call.columns('by') } : {}),
        groups: found.map(({ facts }) => facts),
      },
      cautions,
      lines: [
        data.heading,
        '',
        ...sayTable(
          ['group', 'n', 'events', 'median', 'lower', 'upper'],
          found.map(({ facts: { group, n, events, median } }) => [
            group,
            n,
            events,
            median.time,
            median.lower,
            median.upper,
          ]),
        ),
        ...(times.length === 0
          ? found.flatMap(({ facts }) => [
              '',
              `${facts.group}:`,
              ...sayTable(HEAD, facts.table.map(pointRow), 40),
            ])
          : found.flatMap(({ facts, points }) => [
              '',
              `${facts.group}:`,
              ...sayTable(
                ['time', 'at risk', 'survival', 'standard error', 'lower', 'upper'],
                points.map(one => [
                  one.time,
                  one.atRisk,
                  one.survival,
                  one.standardError,
                  one.lower,
                  one.upper,
                ]),
              ),
            ])),
      ],
    };
  },
};

const HEAD = ['time', 'at risk', 'events', 'censored', 'survival', 'standard error', 'lower', 'upper'];

interface Point {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

function pointRow(one: Point): number[] {
  return [
    one.time,
    one.atRisk,
    one.events,
    one.censored,
    one.survival,
    one.standardError,
    one.lower,
    one.upper,
  ];
}

function rowsOf(
  { start, time, event }: Events,
  { weights, cluster }: { weights: Float64Array | undefined; cluster: Int32Array | undefined },
  codes: Int32Array,
  code: number,
) {
  const inGroup = (_: number, i: number): boolean => codes[i] === code;
  return {
    time: time.filter(inGroup),
    event: event.filter(inGroup),
    ...(start ? { start: start.filter(inGroup) } : {}),
    ...(weights ? { weights: weights.filter(inGroup) } : {}),
    ...(cluster ? { cluster: cluster.filter(inGroup) } : {}),
  };
}

/** Quantiles in words where there are none. */
function medianOf(curve: SurvivalCurve, share: number) {
  const { time, lower, upper } = survivalQuantile(curve, share);
  const say = (value: number | undefined): number | string => value ?? 'not reached';
  return { time: say(time), lower: say(lower), upper: say(upper) };
}

function tableOf(curve: SurvivalCurve, curves: readonly SurvivalCurve[]): (Point & Facts)[] {
  let hazard = 0;
  let variance = 0;
  let greenwood = 0;
  return Array.from(curve.time, (time, k) => {
    const [n, d] = [curve.atRisk[k], curve.events[k]];
    if (d > 0) {
      hazard += d / n;
      variance += d / (n * n);
      greenwood += n > d ? d / (n * (n - d)) : 0;
    }
    return {
      time,
      atRisk: n,
      events: d,
      censored: curve.censored[k],
      survival: curve.survival[k],
      standardError: curve.standardError[k],
      lower: curve.lower[k],
      upper: curve.upper[k],
      cumulativeHazard: hazard,
      ...(curve.standardErrorName !== 'Greenwood'
        ? { greenwoodStandardError: curve.survival[k] * Math.sqrt(greenwood) }
        : { standardErrorOfHazard: Math.sqrt(variance) }),
      intervals: Object.fromEntries(
        KINDS.map((kind, j) => [kind, { lower: curves[j].lower[k], upper: curves[j].upper[k] }]),
      ),
    };
  });
}

/** A point of the curve with the events up to it, and a word when nobody was followed so long. */
function withEvents<P extends { readonly time: number; readonly survival: number }>(
  point: P,
  curve: SurvivalCurve,
  cautions: string[],
  group: string,
) {
  const last = curve.time[curve.time.length - 1];
  if (point.time > last && point.survival > 0) {
    cautions.push(
      `Nobody of ${group} was followed to ${point.time}: what stands there is the estimate at ${last}.`,
    );
  }
  let eventsUntil = 0;
  for (let k = 0; k < curve.time.length && curve.time[k] <= point.time; k++) eventsUntil += curve.events[k];
  return { ...point, eventsUntil };
}

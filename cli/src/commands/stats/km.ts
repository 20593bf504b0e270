import { curveAt, kaplanMeier, numbersAtRisk, survivalQuantile } from '@throughcare/evidence';
import type { IntervalKind, SurvivalCurve } from '@throughcare/evidence';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { eventsOf, timesOf, weightsOf } from './survival-columns.ts';

/** Kaplan-Meier curves. */
export const km: Subcommand = {
  name: 'km',
  summary: 'the share without the event over time, by Kaplan and Meier',
  method:
    'Kaplan and Meier (1958). Standard error by Greenwood, with --weights by the infinitesimal jackknife; intervals on the scale of --conf-type. As R: survfit(Surv(time, event) ~ by, conf.type = …).',
  uses: {
    ...ON_DATA,
    time: {},
    start: {},
    stop: {},
    event: { required: true },
    'event-is': {},
    by: {},
    weights: {},
    at: {},
    'conf-type': { default: 'log', choices: ['plain', 'log', 'log-log'] },
    level: { default: 0.95 },
  },
  fields: [
    ['curves', 'one a group: {group, n, events, median: {time, lower, upper}, quartiles, points, at}'],
    [
      'points',
      '{time, atRisk, events, censored, survival, standardError, lower, upper}: lists, one value a distinct time',
    ],
    ['at', 'the same at the times of --at'],
    ['standardErrorName', 'Greenwood, or infinitesimal jackknife with weights'],
  ],
  examples: [
    'throughcare stats km --data evidence/test/fixtures/rossi.csv --time week --event arrest --by fin --at 26,52',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { time, start, event } = eventsOf(call, data);
  const weights = weightsOf(call, data);
  const groups = groupedBy(data, call.columns('by'));
  const kind = call.text('conf-type') as IntervalKind;
  const level = levelOf(call);
  const times = timesOf(call);
  const curves = groups.names.map((group, code) => {
    const rows = Int32Array.from({ length: data.used }, (_, i) => i).filter(i => groups.codes[i] === code);
    const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, i => values[i]);
    const own = {
      time: pick(time),
      event: pick(event),
      ...(weights && { weights: pick(weights) }),
      ...(start && { start: pick(start) }),
    };
    const curve = kaplanMeier(own, kind, level);
    const atRisk = start === undefined ? numbersAtRisk(own, times) : undefined;
    return {
      group,
      n: rows.length,
      events: own.event.reduce((total, one) => total + one, 0),
      median: quantileFacts(curve, 0.5),
      quartiles: [0.25, 0.75].map(share => ({ share, ...quantileFacts(curve, share) })),
      points: { ...finite(curve) },
      at: curveAt(curve, times).map((point, k) => ({ ...point, atRisk: atRisk?.[k] ?? point.atRisk })),
    };
  });
  return {
    facts: {
      ...data.facts,
      by: call.columns('by'),
      standardErrorName: weights === undefined ? 'Greenwood' : 'infinitesimal jackknife',
      curves,
    },
    lines: [
      data.heading,
      ...sayTable(
        ['group', 'n', 'events', 'median', 'lower', 'upper'],
        curves.map(({ group, n, events, median }) => [
          group,
          n,
          events,
          ...[median.time, median.lower, median.upper].map(value =>
            value === null ? 'not reached' : sayNumber(value),
          ),
        ]),
      ),
      ...curves.flatMap(({ group, at, points }) => [
        '',
        `${group}:`,
        ...sayTable(
          ['time', 'at risk', 'events', 'survival', 'standard error', 'lower', 'upper'],
          at.length > 0
            ? at.map(p => [p.time, p.atRisk, '', p.survival, p.standardError, p.lower, p.upper])
            : Array.from(points.time, (t, k) => [
                t,
                points.atRisk[k],
                points.events[k],
                points.survival[k],
                points.standardError[k],
                points.lower[k],
                points.upper[k],
              ]),
          20,
        ),
      ]),
    ],
    cautions: data.cautions,
  };
}

function quantileFacts(curve: SurvivalCurve, share: number) {
  const { time, lower, upper } = survivalQuantile(curve, share);
  // null: the curve, or its limit, never gets so far.
  return { time: time ?? null, lower: lower ?? null, upper: upper ?? null };
}

/** Where nobody is left a curve has no standard error; it is then 0, at a survival of 0. */
function finite(curve: SurvivalCurve): SurvivalCurve {
  return { ...curve, standardError: curve.standardError.map(value => (Number.isFinite(value) ? value : 0)) };
}

import { cumulativeIncidence, grayTest } from '@throughcare/evidence';
import type { IntervalKind } from '@throughcare/evidence';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { StatsRefused } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { competingOf, timesOf, weightsOf } from './survival-columns.ts';

/** Cumulative incidence with competing events. */
export const cif: Subcommand = {
  name: 'cif',
  summary: 'the share with each kind of event over time, where one can come before another; Gray’s test',
  method:
    'Aalen and Johansen (1978), infinitesimal jackknife standard error, as R: survfit(Surv(time, factor(event)) ~ by). Gray’s test (1988) of each cause between groups, as R: cmprsk::cuminc.',
  uses: {
    ...ON_DATA,
    time: { required: true },
    event: { required: true },
    censored: {},
    by: {},
    strata: { help: 'Strata of Gray’s test.' },
    weights: {},
    at: {},
    'conf-type': { default: 'log', choices: ['plain', 'log', 'log-log'] },
    level: { default: 0.95 },
  },
  fields: [
    ['causes, censored', 'the values of --event that are causes, and the one that is censored'],
    [
      'curves',
      '[{group, n, events: {cause: count}, points: {time, atRisk, censored, free: {share, standardError}, causes: [{cause, events, share, standardError, lower, upper}]}, at}]',
    ],
    [
      'at',
      '[{time, atRisk, free, causes: [{cause, share, standardError, lower, upper}]}] at the times of --at',
    ],
    ['gray', '[{cause, chiSquare, degreesOfFreedom, p}] between the groups'],
  ],
  examples: [
    'throughcare stats cif --data evidence/test/fixtures/melanoma.csv --time time --event status --censored 2 --by ulcer --at 1000,2000',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { time, cause, causes, counts, censored, cautions, start } = competingOf(call, data);
  if (start !== undefined)
    throw new StatsRefused('Cumulative incidence takes --time, without delayed entry.');
  const weights = weightsOf(call, data);
  const groups = groupedBy(data, call.columns('by'));
  const level = levelOf(call);
  const times = timesOf(call);
  const curves = groups.names.map((group, code) => {
    const rows = Int32Array.from({ length: data.used }, (_, i) => i).filter(i => groups.codes[i] === code);
    const own = {
      time: Float64Array.from(rows, i => time[i]),
      cause: Int32Array.from(rows, i => cause[i]),
      weights: weights && Float64Array.from(rows, i => weights[i]),
    };
    const found = cumulativeIncidence(own, call.text('conf-type') as IntervalKind, level);
    const named = found.causes.map(one => ({ ...one, cause: causes[one.cause - 1] }));
    return {
      group,
      n: rows.length,
      events: Object.fromEntries(
        causes.map((name, k) => [name, own.cause.reduce((total, one) => total + (one === k + 1 ? 1 : 0), 0)]),
      ),
      points: { ...found, causes: named },
      at: times.map(at => {
        let k = -1;
        while (k + 1 < found.time.length && found.time[k + 1] <= at) k++;
        return {
          time: at,
          atRisk: own.time.reduce((left, t, i) => left + (t >= at ? (own.weights?.[i] ?? 1) : 0), 0),
          free: k < 0 ? 1 : found.free.share[k],
          causes: named.map(({ cause: name, share, standardError, lower, upper }) => ({
            cause: name,
            share: k < 0 ? 0 : share[k],
            standardError: k < 0 ? 0 : standardError[k],
            lower: k < 0 ? 0 : lower[k],
            upper: k < 0 ? 0 : upper[k],
          })),
        };
      }),
    };
  });
  const strata = call.has('strata') ? groupedBy(data, call.columns('strata')).codes : undefined;
  const gray =
    groups.names.length < 2
      ? []
      : causes.map((name, k) => ({ ...grayTest(time, cause, groups.codes, k + 1, strata), cause: name }));
  return {
    facts: {
      ...data.facts,
      causes: causes.map((name, k) => ({ cause: name, events: counts[k] })),
      censored: censored ?? null,
      standardErrorName: 'infinitesimal jackknife',
      curves,
      gray,
    },
    lines: [
      data.heading,
      ...curves.flatMap(({ group, points, at }) =>
        points.causes.flatMap((one, c) => [
          '',
          `${group}, ${one.cause}:`,
          ...sayTable(
            ['time', 'at risk', 'events', 'share', 'standard error', 'lower', 'upper'],
            at.length > 0
              ? at.map(p => {
                  const own = p.causes[c];
                  return [p.time, p.atRisk, '', own.share, own.standardError, own.lower, own.upper];
                })
              : Array.from(points.time, (t, k) => [
                  t,
                  points.atRisk[k],
                  one.events[k],
                  one.share[k],
                  one.standardError[k],
                  one.lower[k],
                  one.upper[k],
                ]),
            20,
          ),
        ]),
      ),
      ...gray.map(
        g =>
          `Gray’s test of ${g.cause}: chi-square ${sayNumber(g.chiSquare)} on ${g.degreesOfFreedom}, p ${sayNumber(g.p)}`,
      ),
    ],
    cautions: [...data.cautions, ...cautions],
  };
}

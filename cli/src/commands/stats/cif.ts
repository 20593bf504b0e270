import { cumulativeIncidence, grayTest } from '@throughcare/evidence';
import type { CumulativeIncidence, IntervalKind } from '@throughcare/evidence';
import { levelOf } from './call.ts';
import { readData } from './data.ts';
import { groupedBy, severalGroups } from './groups.ts';
import { sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { causeOf, competingOf, timesOf, weightsOf } from './survival-columns.ts';

export const cif: Subcommand = {
  name: 'cif',
  summary: 'cumulative incidence with competing risks, and Gray’s test',
  method:
    'Aalen and Johansen (1978), with the infinitesimal jackknife standard error that R’s survfit gives for several states; Gray’s test (1988), rho 0, as R’s cmprsk::cuminc.',
  uses: {
    ...ON_DATA,
    time: { required: true },
    event: { required: true },
    censored: {},
    cause: { help: 'Only this value of --event is shown. Default: all of them.' },
    by: {},
    strata: { help: 'Strata of Gray’s test.' },
    weights: {},
    at: {},
    'conf-type': { choices: ['plain', 'log', 'log-log'], default: 'log' },
    level: { default: 0.95 },
  },
  fields: [
    ['n, causes', 'rows used, and [{cause, events}]'],
    ['censored', 'how many were last seen without any event'],
    [
      'groups',
      'one for each value of --by: {group, n, causes, eventFree}; each cause is {cause, events, table, at}, eventFree is {table, at}',
    ],
    [
      'groups[].causes[].table',
      'a row for each distinct time: {time, atRisk, events, censored, incidence, standardError (infinitesimal jackknife, as survfit), martingaleStandardError (Aalen’s, as cuminc; without weights), lower, upper}',
    ],
    ['groups[].causes[].at', 'the same estimate at the times of --at'],
    ['grayTest', 'by cause, where there are groups: {cause, chiSquare, degreesOfFreedom, p}'],
  ],
  examples: [
    'throughcare stats cif --data evidence/test/fixtures/melanoma.csv --time time --event status --censored 2 --by ulcer --at 1000,2000,3000',
  ],
  run(call) {
    const data = readData(call);
    const { time, cause, causes, counts, cautions } = competingOf(call, data);
    const weights = weightsOf(call, data);
    const only = call.has('cause') ? causeOf(call, { causes }) : undefined;
    const shown = causes.map((_, k) => k + 1).filter(number => only === undefined || number === only);
    const groups = call.has('by') ? severalGroups(data, call.columns('by')) : groupedBy(data, []);
    const kind = call.text('conf-type') as IntervalKind;
    const level = levelOf(call);
    const times = timesOf(call);
    const more: string[] = [];
    const found = groups.names.map((group, code) => {
      const inGroup = (_: number, i: number): boolean => groups.codes[i] === code;
      const own = {
        time: time.filter(inGroup),
        cause: cause.filter(inGroup),
        ...(weights ? { weights: weights.filter(inGroup) } : {}),
      };
      const curve = cumulativeIncidence(own, kind, level);
      const last = curve.time[curve.time.length - 1];
      const late = times.filter(one => one > last && curve.free.share[curve.time.length - 1] > 0);
      if (late.length > 0) {
        more.push(
          `Nobody of ${group} was followed to ${late.join(', ')}: what stands there is the estimate at ${last}.`,
        );
      }
      return { group, n: own.time.length, ...curvesOf(curve, shown, causes, times) };
    });
    const strata = call.has('strata') ? groupedBy(data, call.columns('strata')).codes : undefined;
    const tested = call.has('by') ? groups.codes : undefined;
    const tests = tested
      ? shown.map(number => ({ ...grayTest(time, cause, tested, number, strata), cause: causes[number - 1] }))
      : [];
    return {
      facts: {
        ...data.facts,
        n: data.used,
        causes: causes.map((name, k) => ({ cause: name, events: counts[k] })),
        censored: data.used - counts.reduce((total, one) => total + one, 0),
        ...(call.has('by') ? { by: call.columns('by') } : {}),
        groups: found,
        grayTest: tests,
      },
      cautions: [...data.cautions, ...cautions, ...more],
      lines: [
        data.heading,
        ...found.flatMap(({ group, causes: own }) =>
          own.flatMap(one => [
            '',
            `${group}, cause ${one.cause}: ${one.events} events`,
            ...sayTable(
              ['time', 'at risk', 'incidence', 'standard error', 'lower', 'upper'],
              (times.length > 0 ? one.at : one.table).map(row => [
                row.time,
                row.atRisk,
                row.incidence,
                row.standardError,
                row.lower,
                row.upper,
              ]),
              30,
            ),
          ]),
        ),
        ...(tests.length === 0
          ? []
          : [
              '',
              ...sayTable(
                ['Gray’s test, cause', 'chi-square', 'df', 'p'],
                tests.map(one => [one.cause, one.chiSquare, one.degreesOfFreedom, one.p]),
              ),
            ]),
      ],
    };
  },
};

/** The curves of one group by cause, as rows, and at the times asked for. */
function curvesOf(
  curve: CumulativeIncidence,
  shown: readonly number[],
  names: readonly string[],
  times: readonly number[],
) {
  const pointAt = <Row extends object>(time: number, row: (k: number) => Row) => {
    const k = placeOf(curve, time);
    const next = k + 1 < curve.time.length ? curve.atRisk[k + 1] : 0;
    if (k < 0) return { atRisk: next, incidence: 0, standardError: 0, lower: 0, upper: 0 };
    return { ...row(k), atRisk: curve.time[k] === time ? curve.atRisk[k] : next };
  };
  const causes = shown.map(number => {
    const one = curve.causes.find(({ cause }) => cause === number);
    const row = (k: number) => ({
      atRisk: curve.atRisk[k],
      incidence: one?.share[k] ?? 0,
      standardError: one?.standardError[k] ?? 0,
      ...(one?.martingaleStandardError ? { martingaleStandardError: one.martingaleStandardError[k] } : {}),
      lower: one?.lower[k] ?? 0,
      upper: one?.upper[k] ?? 0,
    });
    return {
      cause: names[number - 1],
      events: one?.events.reduce((total, d) => total + d, 0) ?? 0,
      table: Array.from(curve.time, (time, k) => ({
        time,
        events: one?.events[k] ?? 0,
        censored: curve.censored[k],
        ...row(k),
      })),
      at: times.map(time => ({ ...pointAt(time, row), time })),
    };
  });
  const free = (k: number) => ({
    time: curve.time[k],
    share: curve.free.share[k],
    standardError: curve.free.standardError[k],
    lower: curve.free.lower[k],
    upper: curve.free.upper[k],
  });
  return {
    causes,
    eventFree: {
      table: Array.from(curve.time, (_, k) => free(k)),
      at: times.map(time => {
        const k = placeOf(curve, time);
        return k < 0 ? { time, share: 1, standardError: 0, lower: 1, upper: 1 } : { ...free(k), time };
      }),
    },
  };
}

function placeOf({ time }: CumulativeIncidence, at: number): number {
  let k = -1;
  while (k + 1 < time.length && time[k + 1] <= at) k++;
  return k;
}

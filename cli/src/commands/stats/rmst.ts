import { kaplanMeier, restrictedMean, restrictedMeanDifference } from '@throughcare/evidence';
import { normalQuantile } from '@throughcare/numerics';
import { between, levelOf } from './call.ts';
import { readData } from './data.ts';
import { groupedBy, severalGroups } from './groups.ts';
import { StatsRefused } from './refusal.ts';
import { sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { eventsOf, weightsOf } from './survival-columns.ts';

export const rmst: Subcommand = {
  name: 'rmst',
  summary: 'restricted mean survival time and its differences',
  method:
    'The area under the Kaplan-Meier curve up to tau (Irwin 1949; Royston and Parmar 2013); Greenwood’s standard error, or with weights the infinitesimal jackknife; ratios on the log scale by the delta method. As R’s survRM2, and survfit’s rmean.',
  uses: {
    ...ON_DATA,
    time: { required: true },
    event: { required: true },
    'event-is': {},
    by: {},
    weights: {},
    tau: { help: 'Up to this time. Default: the last time to which every group can be followed.' },
    level: { default: 0.95 },
  },
  fields: [
    ['tau, tauChosen', 'the time, and whether it was given or taken from the data'],
    [
      'groups',
      'one for each value of --by: {group, n, events, mean, standardError, lower, upper, lost}; lost is tau less the mean',
    ],
    [
      'differences',
      'each group after the first less the first: {group, against, difference, standardError, lower, upper, z, p, ratio: {value, standardErrorOfLog, lower, upper, p}, ratioOfLost: the same of the times lost}',
    ],
  ],
  examples: [
    'throughcare stats rmst --data evidence/test/fixtures/rossi.csv --time week --event arrest --by fin --tau 52',
  ],
  run(call) {
    const data = readData(call);
    const { time, event, events } = eventsOf(call, data);
    const weights = weightsOf(call, data);
    const groups = call.has('by') ? severalGroups(data, call.columns('by')) : groupedBy(data, []);
    const level = levelOf(call);
    const parts = groups.names.map((group, code) => {
      const inGroup = (_: number, i: number): boolean => groups.codes[i] === code;
      return {
        group,
        own: {
          time: time.filter(inGroup),
          event: event.filter(inGroup),
          ...(weights ? { weights: weights.filter(inGroup) } : {}),
        },
      };
    });
    const reach = parts.map(({ own }) => followedTo(own));
    const most = Math.min(...reach);
    const tau = call.has('tau')
      ? between(call, 'tau', 0, Number.POSITIVE_INFINITY, 'a time above 0')
      : lastTime(most, time);
    if (tau > most) {
      const short = groups.names[reach.indexOf(most)];
      throw new StatsRefused(
        `--tau is ${tau}, and nobody of ${call.has('by') ? `group ${short}` : 'the data'} is followed beyond ${most}. Give a tau up to ${most}.`,
      );
    }
    const found = parts.map(({ group, own }) => {
      const { mean, standardError, interval } = restrictedMean(own, tau, level);
      const happened = own.event.reduce((total, one) => total + one, 0);
      const { lower, upper } = interval;
      return {
        group,
        n: own.time.length,
        events: happened,
        mean,
        standardError,
        lower,
        upper,
        lost: tau - mean,
      };
    });
    const means = parts.map(({ own }) => restrictedMean(own, tau, level));
    const differences = found.slice(1).map((one, k) => {
      const { difference, standardError, interval, p } = restrictedMeanDifference(
        means[k + 1],
        means[0],
        level,
      );
      return {
        group: one.group,
        against: found[0].group,
        difference,
        standardError,
        lower: interval.lower,
        upper: interval.upper,
        ...(standardError > 0 ? { z: difference / standardError } : {}),
        p,
        ...ratios(one, found[0], level),
      };
    });
    return {
      facts: {
        ...data.facts,
        n: data.used,
        events,
        ...(call.has('by') ? { by: call.columns('by') } : {}),
        tau,
        tauChosen: call.has('tau') ? 'given' : 'the last time to which every group can be followed',
        groups: found,
        differences,
      },
      cautions: [
        ...data.cautions,
        ...found.flatMap(({ group, events }) =>
          events === 0 ? [`${group} had no events: its standard error is 0.`] : [],
        ),
      ],
      lines: [
        data.heading,
        `Mean time of the first ${tau} without the event:`,
        '',
        ...sayTable(
          ['group', 'n', 'events', 'mean', 'standard error', 'lower', 'upper'],
          found.map(one => [one.group, one.n, one.events, one.mean, one.standardError, one.lower, one.upper]),
        ),
        ...(differences.length === 0
          ? []
          : [
              '',
              ...sayTable(
                ['difference', 'estimate', 'standard error', 'lower', 'upper', 'p'],
                differences.map(one => [
                  `${one.group} less ${one.against}`,
                  one.difference,
                  one.standardError,
                  one.lower,
                  one.upper,
                  one.p,
                ]),
              ),
            ]),
      ],
    };
  },
};

interface GroupMean {
  readonly mean: number;
  readonly lost: number;
  readonly standardError: number;
}

/** Ratios of the means and of the times lost, on the log scale; left out where there is nothing to divide by. */
function ratios(one: GroupMean, other: GroupMean, level: number) {
  const ratio = (a: number, b: number) => {
    const standardErrorOfLog = Math.hypot(one.standardError / a, other.standardError / b);
    const reach = normalQuantile((1 + level) / 2) * standardErrorOfLog;
    return {
      value: a / b,
      standardErrorOfLog,
      lower: (a / b) * Math.exp(-reach),
      upper: (a / b) * Math.exp(reach),
    };
  };
  return {
    ...(one.mean > 0 && other.mean > 0 ? { ratio: ratio(one.mean, other.mean) } : {}),
    ...(one.lost > 0 && other.lost > 0 ? { ratioOfLost: ratio(one.lost, other.lost) } : {}),
  };
}

/** How far a group's curve is known: to its last time, or for ever once nobody is left. */
function followedTo(own: Parameters<typeof kaplanMeier>[0]): number {
  const { time, survival } = kaplanMeier(own);
  const last = time.length - 1;
  return survival[last] === 0 ? Number.POSITIVE_INFINITY : time[last];
}

function lastTime(most: number, time: Float64Array): number {
  return Number.isFinite(most) ? most : time.reduce((latest, one) => Math.max(latest, one), 0);
}

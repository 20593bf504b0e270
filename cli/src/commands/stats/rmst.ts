import { restrictedMean, restrictedMeanDifference } from '@throughcare/evidence';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { StatsRefused } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { eventsOf, weightsOf } from './survival-columns.ts';

/** Restricted mean survival time. */
export const rmst: Subcommand = {
  name: 'rmst',
  summary: 'the mean time without the event, of the first --tau',
  method:
    'Area under the Kaplan-Meier curve (Irwin 1949). Standard error by Greenwood (as R: survRM2::rmst2, survfit’s rmean), with --weights by the infinitesimal jackknife. Groups are compared with the first.',
  uses: {
    ...ON_DATA,
    time: { required: true },
    event: { required: true },
    'event-is': {},
    by: {},
    weights: {},
    tau: { help: 'Up to this time. Default: the last time at which every group still has somebody.' },
    level: { default: 0.95 },
  },
  fields: [
    ['tau', 'the time up to which means are taken'],
    ['groups', '[{group, n, events, mean, standardError, lower, upper}]'],
    [
      'differences',
      '[{first, second, difference, standardError, lower, upper, p, ratio}]: each group less the first',
    ],
  ],
  examples: [
    'throughcare stats rmst --data evidence/test/fixtures/rossi.csv --time week --event arrest --by fin --tau 52',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { time, event, start } = eventsOf(call, data);
  if (start !== undefined) throw new StatsRefused('A restricted mean takes --time, without delayed entry.');
  const weights = weightsOf(call, data);
  const groups = groupedBy(data, call.columns('by'));
  const rowsOf = (code: number): Int32Array =>
    Int32Array.from({ length: data.used }, (_, i) => i).filter(i => groups.codes[i] === code);
  const members = groups.names.map((_, code) => rowsOf(code));
  const last = Math.min(...members.map(rows => rows.reduce((most, i) => Math.max(most, time[i]), 0)));
  const tau = call.has('tau') ? call.number('tau') : last;
  const level = levelOf(call);
  const means = members.map(rows => {
    const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, i => values[i]);
    return restrictedMean(
      { time: pick(time), event: pick(event), ...(weights && { weights: pick(weights) }) },
      tau,
      level,
    );
  });
  const rows = groups.names.map((group, k) => ({
    group,
    n: members[k].length,
    events: members[k].reduce((total, i) => total + event[i], 0),
    mean: means[k].mean,
    standardError: means[k].standardError,
    lower: means[k].interval.lower,
    upper: means[k].interval.upper,
  }));
  const differences = groups.names.slice(1).map((first, k) => {
    const { difference, standardError, interval, p } = restrictedMeanDifference(
      means[k + 1],
      means[0],
      level,
    );
    return {
      first,
      second: groups.names[0],
      difference,
      standardError,
      lower: interval.lower,
      upper: interval.upper,
      p,
      ratio: means[k + 1].mean / means[0].mean,
    };
  });
  return {
    facts: {
      ...data.facts,
      tau,
      standardErrorName: weights === undefined ? 'Greenwood' : 'infinitesimal jackknife',
      groups: rows,
      differences,
    },
    lines: [
      data.heading,
      `Up to ${sayNumber(tau)}:`,
      ...sayTable(
        ['group', 'n', 'events', 'mean', 'standard error', 'lower', 'upper'],
        rows.map(r => [r.group, r.n, r.events, r.mean, r.standardError, r.lower, r.upper]),
      ),
      ...differences.map(
        d =>
          `${d.first} less ${d.second}: ${sayNumber(d.difference)} (${sayNumber(d.lower)} to ${sayNumber(d.upper)}), standard error ${sayNumber(d.standardError)}, p ${sayNumber(d.p)}`,
      ),
    ],
    cautions: data.cautions,
  };
}

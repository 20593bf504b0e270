import { logRank } from '@throughcare/evidence';
import type { Call } from './call.ts';
import { readData } from './data.ts';
import { groupedBy, severalGroups } from './groups.ts';
import { StatsRefused } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { eventsOf } from './survival-columns.ts';

/** Log-rank and Peto tests. */
export const logrank: Subcommand = {
  name: 'logrank',
  summary: 'whether groups differ in hazard: log-rank, Peto, stratified',
  method:
    'Log-rank (Mantel 1966), hypergeometric variance at ties; --rho 1 is Peto and Peto (1972), other powers Harrington and Fleming (1982). As R: survdiff(Surv(time, event) ~ by + strata(strata), rho = …).',
  uses: {
    ...ON_DATA,
    time: { required: true },
    event: { required: true },
    'event-is': {},
    by: { required: true },
    strata: {},
    rho: { default: 0 },
  },
  fields: [
    ['groups', '[{group, n, observed, expected}]'],
    ['variance', 'of observed less expected, a row a group'],
    ['chiSquare, degreesOfFreedom, p', 'the test'],
  ],
  examples: [
    'throughcare stats logrank --data evidence/test/fixtures/rossi.csv --time week --event arrest --by fin',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { time, event, start } = eventsOf(call, data);
  if (start !== undefined)
    throw new StatsRefused('A log-rank test takes --time; use stats cox for delayed entry.');
  const groups = severalGroups(data, call.columns('by'));
  const strata = call.has('strata') ? groupedBy(data, call.columns('strata')).codes : undefined;
  const found = logRank(time, event, groups.codes, { rho: call.number('rho'), ...(strata && { strata }) });
  const rows = groups.names.map((group, k) => ({
    group,
    n: found.n[k],
    observed: found.observed[k],
    expected: found.expected[k],
  }));
  const { chiSquare, degreesOfFreedom, p, variance } = found;
  return {
    facts: { ...data.facts, groups: rows, variance, chiSquare, degreesOfFreedom, p },
    lines: [
      data.heading,
      ...sayTable(
        ['group', 'n', 'observed', 'expected'],
        rows.map(row => [row.group, row.n, row.observed, row.expected]),
      ),
      `chi-square ${sayNumber(chiSquare)} on ${degreesOfFreedom}, p ${sayNumber(p)}`,
    ],
    cautions: data.cautions,
  };
}

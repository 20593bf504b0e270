import { logRank } from '@throughcare/evidence';
import { readData } from './data.ts';
import { groupedBy, severalGroups } from './groups.ts';
import { WrongCall } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { eventsOf } from './survival-columns.ts';

export const logrank: Subcommand = {
  name: 'logrank',
  summary: 'test of equal hazards in groups',
  method:
    'Log-rank test (Mantel 1966; Peto and Peto 1972) and the G-rho family (Harrington and Fleming 1982), hypergeometric variance at ties; strata are compared within and added up. As R’s survdiff(Surv(time, event) ~ by + strata(strata), rho).',
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
    ['n, events', 'rows used, and how many ended by the event'],
    ['groups', 'one for each value of --by: {group, n, observed, expected}; with rho, weighted sums'],
    ['chiSquare, degreesOfFreedom, p', 'the test that --rho names'],
    ['variance', 'of observed less expected, groups x groups'],
    ['peto', '{groups, chiSquare, degreesOfFreedom, p} of the test with rho 1, whatever --rho is'],
    ['strata', 'the names of the strata, where there are any'],
  ],
  examples: [
    'throughcare stats logrank --data evidence/test/fixtures/rossi.csv --time week --event arrest --by fin',
    'throughcare stats logrank --data evidence/test/fixtures/rossi.csv --time week --event arrest --by fin --strata race --rho 1',
  ],
  run(call) {
    const data = readData(call);
    const { time, event, events } = eventsOf(call, data);
    const groups = severalGroups(data, call.columns('by'));
    const strata = call.has('strata') ? groupedBy(data, call.columns('strata')) : undefined;
    const rho = call.number('rho');
    if (rho < 0) throw new WrongCall(`--rho is ${rho}; it must be 0 or more (0 log-rank, 1 Peto and Peto).`);
    const test = (power: number) => {
      const { n, observed, expected, ...rest } = logRank(time, event, groups.codes, {
        rho: power,
        ...(strata ? { strata: strata.codes } : {}),
      });
      const byGroup = groups.names.map((group, code) => ({
        group,
        n: n[code],
        observed: observed[code],
        expected: expected[code],
      }));
      return { groups: byGroup, ...rest };
    };
    const asked = test(rho);
    const { variance: _, ...peto } = test(1);
    return {
      facts: {
        ...data.facts,
        n: data.used,
        events,
        by: call.columns('by'),
        ...(strata ? { strata: strata.names } : {}),
        ...asked,
        peto,
      },
      cautions: data.cautions,
      lines: [
        data.heading,
        '',
        ...sayTable(
          ['group', 'n', 'observed', 'expected'],
          asked.groups.map(({ group, n, observed, expected }) => [group, n, observed, expected]),
        ),
        '',
        `Chi-square ${sayNumber(asked.chiSquare)} on ${asked.degreesOfFreedom} degree${asked.degreesOfFreedom === 1 ? '' : 's'} of freedom, p = ${sayNumber(asked.p)}.`,
      ],
    };
  },
};

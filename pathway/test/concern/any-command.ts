import fc from 'fast-check';
import {
  authorities,
  authorityOutcomes,
  day,
  escalationLevels,
  escalationResults,
  sharingGrounds,
  type ConcernCommand,
} from '../../src/index.ts';

function keys<const Table extends object>(table: Table) {
  return fc.constantFrom(...(Object.keys(table) as (keyof Table)[]));
}

const on = fc.constantFrom(
  ...['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-24', '2026-11-25'].map(day),
);
const person = fc.constantFrom('a', 'b', 'c');
const passing = fc.constantFrom('p1', 'p2');
const words = fc.constantFrom('', 'words', 'more words');
const perhapsDay = fc.option(on, { nil: null });
const deciding = {
  on,
  share: fc.boolean(),
  ground: keys(sharingGrounds),
  reason: words,
  told: fc.boolean(),
  notTold: fc.constantFrom(null, 'not_reachable' as const),
};
const doing = <const Do extends string>(name: Do) => fc.constant(name);

/** Any command but the first, of a few people, days and passings, so that they meet. */
export const anyCommand: fc.Arbitrary<ConcernCommand> = fc.oneof(
  fc.record({ do: doing('add_words'), on, said: words, child: words }),
  fc.record({ do: doing('name_staff'), on, about: fc.array(person, { maxLength: 1 }) }),
  fc.record({
    do: doing('pass_on'),
    on,
    passing,
    to: keys(authorities),
    reference: words,
    ownDuty: fc.boolean(),
  }),
  fc.record({ do: doing('add_reference'), on, passing, reference: words }),
  fc.record({ do: doing('review'), on, agreed: fc.boolean(), words }),
  fc.record({ do: doing('settle_review'), on, words }),
  fc.record({ do: doing('name_deciders'), on, first: person, second: person }),
  fc.record({ do: doing('name_third'), on, third: person }),
  fc.record({ do: doing('decide'), ...deciding }),
  fc.record({ do: doing('settle_sharing'), ...deciding }),
  fc.record({
    do: doing('chase'),
    on,
    passing,
    reference: words,
    result: fc.constantFrom('in_hand' as const, 'nobody_reached' as const),
    chaseBy: perhapsDay,
  }),
  fc.record({
    do: doing('authority_answered'),
    on,
    passing,
    outcome: keys(authorityOutcomes),
    words,
    chaseBy: perhapsDay,
  }),
  fc.record({
    do: doing('escalate'),
    on,
    passing,
    level: keys(escalationLevels),
    reason: words,
    answerBy: perhapsDay,
  }),
  fc.record({ do: doing('escalation_answered'), on, passing, result: keys(escalationResults), words }),
  fc.record({ do: doing('link_to_case'), on, case: fc.constantFrom('c1', 'c2') }),
  fc.record({ do: doing('unlink_from_case'), on, case: fc.constantFrom('c1', 'c2') }),
  fc.record({ do: doing('join'), on, with: fc.constantFrom('o1', 'o2') }),
  fc.record({ do: doing('unjoin'), on, with: fc.constantFrom('o1', 'o2') }),
  fc.record({ do: doing('close'), on, outcome: fc.constant('authority_acts' as const) }),
);

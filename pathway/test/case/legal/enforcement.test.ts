import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  caseDecider,
  day,
  enforcementProposal,
  enforcementStatus,
  type CaseCommand,
  type LegalCommand,
} from '../../../src/index.ts';
import { given } from '../../given.ts';
import { throughCustody, toConviction, underInvestigation } from './pathway.ts';
import { due, sentenced } from './sentenced.ts';

const says = { whatFailed: true, unacceptable: true, courtNext: true };

function judge(failed: string, judged: 'excused' | 'warned' | 'referred', why = ''): LegalCommand {
  return {
    do: 'judge_failure',
    on: addDays(day(failed), 2),
    order: 'o1',
    failure: { kind: 'appointment', on: day(failed) },
    judged,
    warning: judged === 'warned' ? says : null,
    words: 'As told.',
    why,
  };
}

test('E10: the rule has a warning first and a referral within 12 months of it; both facts and rule are shown', () => {
  const once = given(caseDecider, ...sentenced, judge('2025-06-02', 'warned')).state.orders[0];
  // The warning was given on 4 June 2025: it counts until 3 June 2026.
  for (const [failed, proposes] of [
    ['2026-06-03', 'referred'],
    ['2026-06-04', 'warned'],
  ] as const) {
    const proposal = enforcementProposal(once, day(failed));
    assert.equal(proposal.proposes, proposes);
    assert.deepEqual(proposal.warnings, proposes === 'referred' ? ['2025-06-04'] : []);
    assert.match(proposal.rule, /Criminal Justice Act 2003 Sch 8/);
  }
  assert.equal(enforcementStatus(once, day('2026-06-03')), 'warned');
  assert.equal(enforcementStatus(once, day('2026-06-04')), 'active');
});

test('E10: the officer decides, also otherwise than the rule, and then says why', () => {
  const history = given(caseDecider, ...sentenced, judge('2025-06-02', 'warned'));
  assert.match(
    history.when(judge('2025-07-01', 'warned')).refused('say_why').words,
    /A warning of 4 June 2025 counts/,
  );
  history.when(judge('2025-07-01', 'warned', 'As told.')).gives('failure_judged');
  history.when(judge('2025-07-01', 'excused')).gives('failure_judged');
  history.when(judge('2025-07-01', 'referred')).gives('failure_judged');
  given(caseDecider, ...sentenced)
    .when(judge('2025-07-01', 'referred'))
    .refused('say_why');
});

test('a warning says what failed, that it is unacceptable, and that another failure can lead to court', () => {
  const half = { ...judge('2025-06-02', 'warned'), warning: { ...says, courtNext: false } } as CaseCommand;
  given(caseDecider, ...sentenced)
    .when(half)
    .refused('warning_incomplete');
});

test('a session of what was ordered that was not complied with asks for a decision, once', () => {
  const enrolled: CaseCommand[] = [
    ...sentenced,
    {
      do: 'enrol',
      on: day('2025-05-20'),
      enrolment: 'e1',
      programme: 'p1',
      basis: 'requirement',
      assessed: true,
    },
    { do: 'give_place', on: day('2025-05-21'), enrolment: 'e1', group: 'g1', startsOn: day('2025-06-02') },
  ];
  const mark = (code: 'UAAB' | 'AAME'): CaseCommand => ({
    do: 'record_attendance',
    on: day('2025-06-02'),
    enrolment: 'e1',
    session: 1,
    code,
    how: { kind: 'group', catchUp: false, late: false, arrivedAt: null, departedAt: null },
  });
  assert.equal(due('failure_decision', ...enrolled, mark('AAME')), undefined);
  assert.equal(due('failure_decision', ...enrolled, mark('UAAB'))!.by, '2025-06-09');
  const decided: CaseCommand = {
    do: 'judge_failure',
    on: day('2025-06-04'),
    order: 'o1',
    failure: { kind: 'session', enrolment: 'e1', session: 1 },
    judged: 'excused',
    warning: null,
    words: '',
    why: '',
  };
  assert.equal(due('failure_decision', ...enrolled, mark('UAAB'), decided), undefined);
  given(caseDecider, ...enrolled, mark('AAME'))
    .when(decided)
    .refused('no_such_failure');
});

test('a breach that a court finds proved can activate a part of the term: custody begins, and the order ends', () => {
  const upTo = throughCustody.findIndex(one => one.do === 'hear_breach') + 1;
  const { state } = given(
    caseDecider,
    ...underInvestigation,
    ...toConviction,
    ...throughCustody.slice(0, upTo),
  );
  const [order, custody] = state.orders;
  assert.equal(order.ended!.how, 'activated_reduced');
  assert.deepEqual(
    [custody.disposal, custody.until, custody.custody!.status],
    ['immediate_custody', '2026-04-12', 'in_custody'],
  );
});

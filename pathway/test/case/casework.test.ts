import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  caseDecider,
  consentWarnings,
  day,
  dueInCase,
  fold,
  hasExpired,
  instrument,
  instruments,
  mayCarry,
  openTasks,
  pairs,
  upcast,
  uncoveredTasks,
  welfareBoard,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type DueKind,
  type InstrumentId,
  type StaffedHours,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { anyCasework, anyRestriction } from './casework-commands.ts';
import { anyCommand, somebody } from './commands.ts';

const on = day('2026-03-02');
const opened: CaseCommand[] = [
  { do: 'refer', on, reference: 'TC-9', source: 'self', stage: 'not_known_to_police', identity: somebody },
  { do: 'triage', on, outcome: 'accepted' },
  { do: 'open', on, practitioner: 'w1' },
];
const sentenced: CaseCommand[] = [
  { ...opened[0], stage: 'before_the_court' } as CaseCommand,
  ...opened.slice(1),
  { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' },
];
const closing = { do: 'close', on, reason: 'completed', watchedBy: null, transfer: null } as const;
const due = (state: CaseState, kind: DueKind) => dueInCase(state).find(one => one.kind === kind);
const task = {
  do: 'give_task',
  on,
  task: 't1',
  kind: 'letter',
  to: 'w2',
  by: day('2026-03-09'),
  words: '',
} as const;

const items = (id: InstrumentId, answers: readonly (number | null)[]): CaseCommand => ({
  do: 'take_measure',
  on,
  measure: `m-${id}-${answers.join('.')}`,
  instrument: id,
  moment: 'before',
  answers,
  total: null,
});

test('E8: after an arrest somebody is to ask at once, and again 48 hours later', () => {
  const arrested = given(caseDecider, ...opened, {
    do: 'record_legal_step',
    on,
    proceedings: 'first',
    step: 'arrested',
  });
  assert.equal(due(arrested.state, 'welfare')?.by, on);
  const asked = arrested
    .when({ do: 'ask_welfare', on, because: 'Arrested.', outcome: 'spoke' })
    .gives('welfare_asked');
  assert.equal(due(asked, 'welfare')?.by, '2026-03-04');
});

test('E8: a date told beforehand falls due on its day; somebody who was not reached is asked again the next day', () => {
  const expected = { do: 'expect_date', on, what: 'bail_return', falls: day('2026-03-20') } as const;
  const told = given(caseDecider, ...opened, expected);
  assert.deepEqual(due(told.state, 'welfare'), {
    kind: 'welfare',
    by: '2026-03-20',
    because: 'Return from bail.',
  });
  const tried = given(caseDecider, ...opened, expected, {
    do: 'ask_welfare',
    on: day('2026-03-20'),
    because: 'Return from bail.',
    outcome: 'not_reached',
  });
  const again = due(tried.state, 'welfare')!;
  assert.equal(again.by, '2026-03-21');
  assert.match(again.because, /not reached/);
});

test('E8: item 9 above 0, or left out, is a prompt that day; at 0 it prompts nothing and says nothing', () => {
  const answered = (nine: number | null) =>
    due(given(caseDecider, ...opened, items('phq_9', [0, 0, 0, 0, 0, 0, 0, 0, nine])).state, 'welfare');
  assert.deepEqual(answered(1), {
    kind: 'welfare',
    by: on,
    because: 'Item 9 of PHQ-9 was answered above 0.',
  });
  assert.equal(answered(null)?.because, 'Item 9 of PHQ-9 was left out.');
  assert.equal(answered(0), undefined);
});

test('E8: an answer to item 9 is told although an older date still waits to be asked about', () => {
  const step = { do: 'record_legal_step', on, proceedings: 'first', step: 'arrested' } as const;
  const answers = { ...items('phq_9', [0, 0, 0, 0, 0, 0, 0, 0, 2]), on: day('2026-03-05') };
  const prompt = due(given(caseDecider, ...opened, step, answers).state, 'welfare')!;
  assert.equal(prompt.by, on);
  assert.equal(prompt.because, 'Item 9 of PHQ-9 was answered above 0. Arrested.');
});

const weekdaysNineToFive: StaffedHours = [0, 1, 2, 3, 4, 5, 6].map(weekday =>
  weekday < 5 ? { opens: '09:00', closes: '17:00' } : null,
);

// 6 March 2026 is a Friday; 3 April 2026 is Good Friday and 6 April Easter Monday (gov.uk bank holidays).
test('E8: at closing on a Friday the list holds what falls due before Monday’s opening', () => {
  const prompts = ['2026-03-06', '2026-03-07', '2026-03-09', '2026-03-10'].map(by => ({
    case: by,
    by: day(by),
    because: 'Charged.',
  }));
  const board = welfareBoard(prompts, weekdaysNineToFive, [], { day: day('2026-03-06'), time: '16:30' });
  assert.equal(board.staffed, true);
  assert.deepEqual(board.nextOpening, { day: '2026-03-09', time: '09:00' });
  assert.deepEqual(
    board.beforeOpening.map(one => one.by),
    ['2026-03-07', '2026-03-09'],
  );
  const easter = welfareBoard([], weekdaysNineToFive, [], { day: day('2026-04-02'), time: '17:00' });
  assert.deepEqual(easter.nextOpening, { day: '2026-04-07', time: '09:00' });
});

test('E8: what is due out of hours goes to whoever is on call, or is not covered; unset hours are nobody’s', () => {
  const prompts = [{ case: 'c1', by: on, because: 'Charged.' }];
  const evening = { day: on, time: '19:00' };
  assert.equal(welfareBoard(prompts, weekdaysNineToFive, [], evening).notCovered, true);
  assert.equal(welfareBoard(prompts, weekdaysNineToFive, ['w9'], evening).notCovered, false);
  assert.equal(welfareBoard(prompts, weekdaysNineToFive, [], { day: on, time: '10:00' }).notCovered, false);
  assert.equal(welfareBoard(prompts, null, [], evening).notCovered, true);
  assert.equal(welfareBoard([], null, [], evening).notCovered, false);
});

test('a total is the plain sum of what the form prints, and there is none where an answer was left out', () => {
  const state = (answers: (number | null)[]) => given(caseDecider, ...opened, items('gad_7', answers)).state;
  assert.equal(state([3, 3, 3, 3, 3, 3, 3]).measures[0].total, 21);
  assert.equal(state([1, 2, 0, 3, 1, 0, 2]).measures[0].total, 9);
  assert.equal(state([1, 2, 0, 3, 1, 0, null]).measures[0].total, null);
});

test('E2: of CPORT and of tools that need a trained assessor no single item can be entered', () => {
  const history = given(caseDecider, ...opened);
  history.when(items('cport', [0, 1, 0, 1, 0, 1, 0])).refused('no_items');
  for (const id of Object.keys(instruments) as InstrumentId[]) {
    if (instrument(id).keeps !== 'band') continue;
    history.when(items(id, [0, 1])).refused('band_only');
  }
});

test('every instrument has a licence notice and a source, and none claims a check that nobody made', () => {
  for (const id of Object.keys(instruments) as InstrumentId[]) {
    const { notice, source, licenceCheckedOn, reviewedBy } = instrument(id);
    assert.ok(notice.length > 10 && source.length > 3, id);
    assert.equal(licenceCheckedOn, null);
    assert.equal(reviewedBy, null);
  }
});

test('E13: before and after are compared for one instrument in one version alone', () => {
  const after = (answers: (number | null)[]): CaseCommand =>
    ({
      ...items('gad_7', answers),
      measure: 'later',
      moment: 'after',
    }) as CaseCommand;
  const first = items('gad_7', [1, 1, 1, 1, 1, 1, 1]);
  const both = given(caseDecider, ...opened, first, after([0, 1, 0, 1, 0, 1, 0])).state.measures;
  assert.deepEqual(
    pairs(both).map(one => one.comparable && [one.first.total, one.last.total]),
    [[7, 3]],
  );
  const [pair] = pairs([both[0], { ...both[1], version: 'another' }]);
  assert.equal(pair.comparable, false);
  const gap = given(caseDecider, ...opened, first, after([0, 1, 0, 1, 0, 1, null])).state.measures;
  assert.equal(pairs(gap)[0].comparable, false);
  const other = given(caseDecider, ...opened, first, {
    ...items('core_10', Array(10).fill(1)),
    moment: 'after',
  } as CaseCommand);
  assert.deepEqual(pairs(other.state.measures), []);
});

test('E11: a band is kept as it was given, with version, day and assessor, and expires on its day', () => {
  const band = {
    do: 'import_band',
    on,
    band: 'b1',
    instrument: 'osp',
    version: '2',
    assessedOn: day('2026-01-05'),
    expiresOn: day('2026-06-30'),
    given: 'MEDIUM',
    assessor: 'as told',
  } as const;
  const history = given(caseDecider, ...opened);
  const [kept] = history.when(band).gives('band_imported').bands;
  assert.equal(kept.given, 'MEDIUM');
  assert.equal(hasExpired(kept, day('2026-06-30')), false);
  assert.equal(hasExpired(kept, day('2026-07-01')), true);
  history.when({ ...band, version: '' }).refused('version');
  history.when({ ...band, assessor: '' }).refused('assessor');
  history.when({ ...band, given: 'a description of something' }).refused('given');
  history.when({ ...band, instrument: 'phq_9' }).refused('not_a_tool');
});

test('a task goes to somebody who may see the case, and is shown as not covered when they are gone', () => {
  const state = given(caseDecider, ...opened, task).state;
  assert.deepEqual(due(state, 'task'), { kind: 'task', by: '2026-03-09', because: 'Letter.' });
  assert.deepEqual(uncoveredTasks(state, new Set(['w1', 'w2'])), []);
  assert.equal(uncoveredTasks(state, new Set(['w1'])).length, 1);
  const away = given(caseDecider, ...opened, task, {
    do: 'exclude_staff',
    on,
    staff: ['w2'],
    reason: 'as told',
  });
  assert.equal(uncoveredTasks(away.state, new Set(['w1', 'w2'])).length, 1);
  away.when({ ...task, task: 't2' }).refused('cannot_carry');
  assert.equal(openTasks(away.when({ do: 'finish_task', on, task: 't1' }).gives('task_done')).length, 0);
});

test('a case that is closed while something runs needs a named person, who has it from then on', () => {
  const open = given(caseDecider, ...opened, task);
  const refusal = open.when(closing).refused('needs_named_person');
  assert.match(refusal.words, /one task/);
  const closed = open.when({ ...closing, watchedBy: 'w3' }).gives('closed');
  assert.equal(closed.practitioner, 'w3');
  assert.equal(due(closed, 'task')?.by, '2026-03-09');
});

test('an order that still runs is watched after closing until it has ended', () => {
  const sentence = {
    order: 'o1',
    proceedings: 'first',
    disposal: 'community_order',
    months: 12,
    suspended: null,
    requirements: [],
  } as const;
  const asked = { do: 'ask_welfare', on, because: 'Sentenced.', outcome: 'spoke' } as const;
  const history = given(caseDecider, ...sentenced, { do: 'record_sentence', on, sentence }, asked);
  assert.match(history.when(closing).refused('needs_named_person').words, /an order and its requirements/);
  const closed = history.when({ ...closing, watchedBy: 'w1' }).gives('closed');
  assert.equal(due(closed, 'order_ends')?.by, '2027-03-01');
});

test('a transfer says to whom, and stays due until that body has said that it has the person', () => {
  const history = given(caseDecider, ...opened);
  const transferred = { ...closing, reason: 'transferred' } as const;
  history.when(transferred).refused('to_whom');
  const transfer = { to: 'probation', receiptBy: day('2026-03-16') } as const;
  history.when({ ...closing, transfer }).refused('not_transferred');
  const closed = history.when({ ...transferred, transfer }).gives('closed');
  assert.equal(due(closed, 'receipt')?.by, '2026-03-16');
  const received = given(caseDecider, ...opened, { ...transferred, transfer }, { do: 'record_receipt', on });
  assert.equal(due(received.state, 'receipt'), undefined);
});

test('after a death enrolments end with it, nothing is asked of the person any longer, and a task needs somebody', () => {
  const died = { ...closing, reason: 'died' } as const;
  const enrolled: CaseCommand = {
    do: 'enrol',
    on,
    enrolment: 'e1',
    programme: 'p1',
    basis: 'voluntary_before_charge',
    assessed: true,
  };
  const state = given(caseDecider, ...opened, enrolled)
    .when(died)
    .gives('programme_left', 'closed');
  assert.equal(state.enrolments[0].status, 'withdrawn');
  assert.equal(due(state, 'welfare'), undefined);
  given(caseDecider, ...opened, task)
    .when(died)
    .refused('needs_named_person');
});

test('a closed case takes nothing new until it is opened again, with a note and a practitioner', () => {
  const history = given(caseDecider, ...opened, closing);
  history.when(task).refused('closed');
  history.when({ do: 'reopen', on, practitioner: 'w2', note: ' ' }).refused('empty');
  const state = history.when({ do: 'reopen', on, practitioner: 'w2', note: 'as told' }).gives('reopened');
  assert.equal(state.status, 'open');
  assert.equal(state.practitioner, 'w2');
});

test('a case handed to a team without a person is somebody’s to share out, and the talk stays due until it was had', () => {
  const handed = {
    do: 'hand_over',
    on,
    practitioner: null,
    team: 'north',
    talkBy: day('2026-03-06'),
  } as const;
  const state = given(caseDecider, ...opened, handed).state;
  assert.equal(due(state, 'allocate')?.by, on);
  assert.equal(due(state, 'handover')?.by, '2026-03-06');
  const after = given(
    caseDecider,
    ...opened,
    handed,
    { ...handed, practitioner: 'w2', team: null },
    { do: 'hold_handover', on },
  );
  assert.equal(due(after.state, 'allocate'), undefined);
  assert.equal(due(after.state, 'handover'), undefined);
  assert.equal(after.state.team, 'north');
});

test('consent as the only basis under supervision is said in a sentence, and never refused', () => {
  const basis = {
    purpose: 'supervision',
    article6: 'consent',
    article9: null,
    article10: null,
    source: 'as told',
    reviewOn: day('2027-03-02'),
  } as const;
  const set = { do: 'set_lawful_basis', on, basis } as const;
  assert.deepEqual(consentWarnings(given(caseDecider, ...opened, set).state), []);
  const sentence = {
    order: 'o1',
    proceedings: 'first',
    disposal: 'community_order',
    months: 12,
    suspended: null,
    requirements: [],
  } as const;
  const supervised = given(caseDecider, ...sentenced, { do: 'record_sentence', on, sentence }, set);
  assert.match(consentWarnings(supervised.state)[0], /may not be free to refuse/);
  assert.equal(due(supervised.state, 'basis_review')?.by, '2027-03-02');
});

test('what was asked and closed before outcomes and watchers were kept is read as that', () => {
  const { state } = given(caseDecider, ...opened);
  const read = (type: string, facts: Record<string, string>) =>
    ({ ...upcast(caseDecider.upcasts, { type, schema: 1, facts }), occurredOn: on }) as unknown as CaseEvent;
  const asked = caseDecider.evolve(state, read('welfare_asked', { because: 'Charged.' }));
  assert.deepEqual(asked.welfare, [{ on, outcome: 'not_recorded' }]);
  const closed = caseDecider.evolve(state, read('closed', { reason: 'completed' }));
  assert.deepEqual(closed.closed, { on, reason: 'completed', watchedBy: null, transfer: null });
});

/** What the field, and safety.md, call impossible in this half of a case. */
function impossible(state: CaseState): string[] {
  const faults: string[] = [];
  const { practitioner, status, closed } = state;
  if ((status === 'closed') !== (closed !== null)) faults.push('closed, and not closed');
  // E20: whoever may not see a case does not carry it.
  if (practitioner !== null && status !== 'closed' && !mayCarry(state, practitioner))
    faults.push('carried unseen');
  // An open case has somebody, or it is due that somebody has it.
  if (status === 'open' && practitioner === null && !due(state, 'allocate'))
    faults.push('nobody, and not due');
  if (status !== 'open' && due(state, 'allocate')) faults.push('to be shared out, and not open');
  // Domain 2.1: nobody is still enrolled when the work has ended.
  if (closed && state.enrolments.some(one => one.endedOn === null)) faults.push('closed, and enrolled');
  if (closed && closed.reason !== 'transferred' && closed.transfer)
    faults.push('not transferred, but to somebody');
  if (closed?.reason === 'died' && due(state, 'welfare')) faults.push('asked after their death');
  for (const one of state.tasks) if (one.by < one.givenOn) faults.push('due before it was given');
  const tasks = state.tasks.map(one => one.id);
  if (new Set(tasks).size !== tasks.length) faults.push('a task given twice');
  // Domain 6: nothing is kept of an instrument that may not be kept.
  for (const one of state.measures) {
    const { keeps, items: range } = instrument(one.instrument);
    if (keeps === 'band') faults.push('a band, filled in here');
    if (one.answers !== null && keeps !== 'items') faults.push('items that may not be entered');
    if (one.total !== null && range && one.total > range.count * range.most)
      faults.push('more than the most');
  }
  // E11: a band came from elsewhere.
  for (const one of state.bands) {
    if (instrument(one.instrument).keeps === 'items') faults.push('a band of a questionnaire');
    if (one.expiresOn !== null && one.expiresOn <= one.assessedOn)
      faults.push('expired before it was assessed');
  }
  const bases = state.lawfulBases.map(one => one.purpose);
  if (new Set(bases).size !== bases.length) faults.push('two bases for one purpose');
  return faults;
}

test('no sequence of commands reaches an impossible state, every refusal has words, and replay is the same', () => {
  const today = day('2026-06-01');
  const any: fc.Arbitrary<CaseCommand> = fc.oneof(
    { weight: 4, arbitrary: anyCasework },
    { weight: 2, arbitrary: anyRestriction },
    { weight: 2, arbitrary: anyCommand },
  );
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(any, fc.constantFrom('w1', 'w2', 'w3')), { maxLength: 80, size: 'max' }),
      commands => {
        let state = given(caseDecider, ...opened.map(one => ({ ...one, on: day('2024-01-02') }))).state;
        const history: CaseEvent[] = [];
        const begun = state;
        for (const [command, actor] of commands) {
          const decision = caseDecider.decide(state, command, { actor, today });
          if (!decision.ok) {
            assert.match(decision.refusal.words, /^[A-Z“].*[.]$/s);
            assert.doesNotMatch(decision.refusal.words, /undefined|null|_/);
            continue;
          }
          history.push(...decision.events);
          for (const event of decision.events) {
            state = caseDecider.evolve(state, event);
            reached.add(event.type);
          }
          assert.deepEqual(impossible(state), []);
        }
        const again = JSON.parse(JSON.stringify(history)) as CaseEvent[];
        assert.deepEqual(fold({ ...caseDecider, initial: begun }, again), state);
      },
    ),
    { numRuns: 400 },
  );
  for (const type of [
    'task_done',
    'handover_held',
    'band_imported',
    'measure_taken',
    'receipt_given',
    'reopened',
  ])
    assert.ok(reached.has(type), `no sequence came as far as ${type}`);
});

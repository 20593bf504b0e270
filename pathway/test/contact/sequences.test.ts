import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  asItHappened,
  contactDecider,
  day,
  fold,
  noLongerAllowed,
  type ContactCommand,
  type ContactEvent,
  type ContactState,
} from '../../src/index.ts';
import { by, correctionsEqualNoMistake } from '../corrections.ts';
import { correctionEqualsNoMistake, holdsForAnySequence } from '../sequences.ts';
import { anyContactCommand } from './commands.ts';

const on = day('2025-01-06');
const today = day('2026-06-01');
const open = { do: 'open', on, group: 'other', caller: 'family', statement: '1', words: 'as told' } as const;
const soon = { day: day('2025-01-08'), from: '14:00', until: '15:00' };

function impossible(state: ContactState): string[] {
  const faults: string[] = [];
  const begun = state.messages + state.calls.length > 0;
  if (begun !== (state.status !== 'none')) faults.push('a contact in which nobody was in touch');
  if (begun && state.statement === '') faults.push('a contact without a statement (E5)');
  if (state.calls.filter(call => call.minutes === null).length > 1) faults.push('two calls at once');
  if (state.callBacks.filter(one => one.outcome === null).length > 1) faults.push('two call backs open');
  if (state.callBacks.some(one => one.way === 'they_call' && one.number !== 'none'))
    faults.push('a number that nobody needs (E4)');
  if (Object.keys(state.reported).some(one => !state.actions.includes(one as never)))
    faults.push('an action reported that was never agreed');
  if (state.caller === 'under_18' && state.slips > 0 && state.calls.length + state.messages === 0)
    faults.push('a slip without a contact');
  return faults;
}

/** The state without the places at which its entries were told. */
function butForWhen({ toldUpTo: _upTo, disclosures, ...state }: ContactState) {
  return { ...state, disclosures: disclosures.map(({ told: _told, ...one }) => one) };
}

test('no sequence of commands begins a contact without a statement, or keeps a number that nobody needs', () => {
  holdsForAnySequence({
    decider: contactDecider,
    commands: fc.array(by(anyContactCommand, 'w1', 'w2'), { maxLength: 60, size: 'max' }),
    today,
    begin: [[], [[open, 'caller']]],
    impossible,
    unseen: { agree_actions: 'what was agreed already stands, and when it was agreed again is history' },
    again: {
      take: 'whoever has it takes it again',
      record_about: 'it is about the same',
      screen_risk: 'asked again on the same day, with the same answer',
      note_disclosure: 'noted again as it stands',
      give_code: 'a code can be given more than once',
      report_actions: 'reported again',
      signpost: 'told of it again',
      say_safe_contact: 'said again as it stands',
      keep_from: 'the same people',
    },
    seen: state => ({ ...butForWhen(state), lastTold: null }),
    makes: command => (command.do === 'agree_call_back' ? command.callBack : null),
  });
});

test('an action recorded wrongly in the middle and put right equals one that was never wrong', () => {
  const commands = [
    open,
    { do: 'agree_actions', on, actions: ['see_gp'] },
    { do: 'agree_call_back', on, callBack: 'b1', way: 'we_call', slot: soon, leaveMessage: false },
    { do: 'make_call_back', on: soon.day, callBack: 'b1', outcome: 'spoke' },
  ] as const;
  const mistake = { do: 'agree_actions', on, actions: ['solicitor'] } as const;
  correctionEqualsNoMistake(contactDecider, commands, 1, mistake, today);
});

const told = { identifying: true, child: true, otherPerson: false, crimeTold: false } as const;
/** Somebody raises a concern, and what the caller had told is noted only then, of the day before. */
const concernThenTold = [
  [{ do: 'raise_concern', on: soon.day, concern: 'c1' }, 'w1'],
  [{ do: 'note_disclosure', on, ...told, knownToPolice: 'yes', named: 'w2' }, 'w1'],
] as const;

test('E34: what a caller told, noted after a concern, still waits to be looked at where the concern is put at an earlier day', () => {
  const tell = (history: readonly ContactEvent[], [command, actor]: readonly [ContactCommand, string]) => {
    const state = fold(contactDecider, asItHappened(history));
    const decision = contactDecider.decide(state, command, { actor, today });
    assert.ok(decision.ok);
    return [...history, ...decision.events];
  };
  const opened = tell([], [open, 'caller']);
  const before = concernThenTold.reduce(tell, opened);
  const [concern, actor] = concernThenTold[0];
  const earlier = tell(opened, [{ ...concern, on }, actor]);
  const after = [...earlier, ...before.slice(2)];
  assert.deepEqual(
    noLongerAllowed(contactDecider, before, after, () => ({ actor: 'w1', today })),
    [],
  );
  for (const history of [before, after])
    assert.equal(fold(contactDecider, asItHappened(history)).disclosures.length, 1);
});

test('whatever was told wrongly of a contact and put right, it stands as if it had never been wrong', () => {
  correctionsEqualNoMistake({
    decider: contactDecider,
    command: by(anyContactCommand, 'w1', 'w2'),
    begin: [
      [[open, 'caller']],
      [
        [open, 'caller'],
        [{ do: 'agree_actions', on, actions: ['see_gp', 'solicitor'] }, 'w1'],
        [
          { do: 'agree_call_back', on, callBack: 'b1', way: 'we_call', slot: soon, leaveMessage: false },
          'w1',
        ],
        [{ do: 'make_call_back', on: soon.day, callBack: 'b1', outcome: 'spoke' }, 'w1'],
        [{ do: 'destroy_number', on: soon.day, callBack: 'b1' }, 'w1'],
      ],
      [[open, 'caller'], ...concernThenTold],
    ],
    today,
    seen: butForWhen,
    reaches: [
      'contact_opened',
      'call_taken',
      'code_confirmed',
      'code_given',
      'caller_wrote',
      'taken',
      'answered',
      'about_recorded',
      'caller_said',
      'note_kept',
      'risk_screened',
      'disclosure_noted',
      'actions_agreed',
      'signposted',
      'safe_contact_said',
      'call_back_agreed',
      'call_back_made',
      'number_destroyed',
      'kept_from',
      'concern_raised',
      'slip_given',
      'contact_ended',
    ],
  });
});

import fc from 'fast-check';
import {
  agreedActions,
  callBackOutcomes,
  callerKinds,
  contactEndings,
  contactGroups,
  contactStages,
  heardFrom,
  knownToPolice,
  riskScreens,
  signposts,
  type ContactCommand,
} from '../../src/index.ts';
import { anyDay } from '../case/commands.ts';

const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T)[]));
const c = fc.constant;
const on = anyDay;
const worker = fc.constantFrom('w1', 'w2');
const words = fc.constantFrom('', ' ', 'as told');
const callBack = fc.constantFrom('b1', 'b2');
const clock = fc.constantFrom('09:00', '14:30', '25:61');
const actions = fc.subarray(Object.keys(agreedActions) as (keyof typeof agreedActions)[]);

/** Any command at all to a contact, sensible or not. */
export const anyContactCommand: fc.Arbitrary<ContactCommand> = fc.oneof(
  fc.record({
    do: c('open' as const),
    on,
    group: keys(contactGroups),
    caller: keys(callerKinds),
    statement: fc.constantFrom('', '1'),
    words,
  }),
  fc.record({
    do: c('take_call' as const),
    on,
    channel: fc.constantFrom('phone' as const, 'chat' as const),
    group: keys(contactGroups),
    caller: keys(callerKinds),
    statement: fc.constantFrom('', '1'),
    language: fc.constantFrom('en' as const, 'cy' as const),
    interpreter: fc.boolean(),
    began: clock,
  }),
  fc.record({ do: c('end_call' as const), on, minutes: fc.integer({ min: -1, max: 2000 }) }),
  fc.record({ do: fc.constantFrom('confirm_code' as const, 'give_code' as const), on }),
  fc.record({ do: c('write' as const), on, words }),
  fc.record({ do: c('take' as const), on, worker }),
  fc.record({ do: c('answer' as const), on, worker, words }),
  fc.record({
    do: c('record_about' as const),
    on,
    group: keys(contactGroups),
    stage: keys(contactStages),
    heard: keys(heardFrom),
  }),
  fc.record({ do: c('screen_risk' as const), on, risk: keys(riskScreens) }),
  fc.record({
    do: c('note_disclosure' as const),
    on,
    named: fc.constantFrom('', 'w1'),
    identifying: fc.boolean(),
    child: fc.boolean(),
    otherPerson: fc.boolean(),
    crimeTold: fc.boolean(),
    knownToPolice: keys(knownToPolice),
  }),
  fc.record({ do: c('say_caller' as const), on, caller: keys(callerKinds) }),
  fc.record({ do: c('keep_note' as const), on, words }),
  fc.record({ do: c('agree_actions' as const), on, actions }),
  fc.record({ do: c('report_actions' as const), on, taken: actions, notTaken: actions }),
  fc.record({ do: c('signpost' as const), on, to: fc.subarray(Object.keys(signposts) as 'gp'[]) }),
  fc.record({
    do: c('say_safe_contact' as const),
    on,
    voicemail: fc.boolean(),
    sayWhoWeAre: fc.boolean(),
    othersMayAnswer: fc.boolean(),
  }),
  fc.record({
    do: c('agree_call_back' as const),
    on,
    callBack,
    way: fc.constantFrom('they_call' as const, 'we_call' as const),
    slot: fc.record({ day: anyDay, from: clock, until: clock }),
    leaveMessage: fc.boolean(),
  }),
  fc.record({ do: c('make_call_back' as const), on, callBack, outcome: keys(callBackOutcomes) }),
  fc.record({ do: c('destroy_number' as const), on, callBack }),
  fc.record({ do: c('keep_from' as const), on, workers: fc.subarray(['w1', 'w2', 'w3']) }),
  fc.record({ do: c('raise_concern' as const), on, concern: c('c1') }),
  fc.record({ do: c('give_slip' as const), on, consent: fc.constantFrom('', '1') }),
  fc.record({ do: c('end' as const), on, how: keys(contactEndings) }),
);

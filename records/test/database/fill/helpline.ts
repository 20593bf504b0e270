import { randomUUID } from 'node:crypto';
import type { CallerContact } from '../../../src/index.ts';
import { done } from '../../people.ts';
import type { House } from './house.ts';

const call = {
  do: 'take_call',
  channel: 'phone',
  group: 'own_behaviour',
  caller: 'not_said',
  statement: '2026-1',
  language: 'en',
  interpreter: false,
  began: '10:00',
} as const;

/** Calls, messages, a family kept apart, a call back, a slip that was brought to a case; gives the contact of a concern. */
export async function fillHelpline(house: House, brought: string): Promise<string> {
  const { staff, tell, records, today } = house;
  const { worker, family, other, safeguarding } = staff;
  const contact = randomUUID();
  await tell(
    worker,
    'contact',
    contact,
    call,
    { do: 'end_call', minutes: 12 },
    { do: 'record_about', group: 'own_behaviour', stage: 'under_investigation', heard: 'police' },
    { do: 'say_caller', caller: 'under_18' },
    { do: 'say_caller', caller: 'family' },
    { do: 'keep_note', words: 'Rings from a quiet room; asked for the same person again.' },
    { do: 'screen_risk', risk: 'could_not_ask' },
    {
      do: 'note_disclosure',
      identifying: true,
      child: true,
      otherPerson: false,
      crimeTold: false,
      knownToPolice: 'unknown',
      named: safeguarding.userId,
    },
    { do: 'agree_actions', actions: ['see_gp'] },
    { do: 'report_actions', taken: ['see_gp'], notTaken: [] },
    { do: 'signpost', to: ['gp'] },
    { do: 'say_safe_contact', voicemail: true, sayWhoWeAre: false, othersMayAnswer: false },
    { do: 'keep_from', workers: [family.userId] },
  );
  await records.as(worker).giveCode(contact, randomUUID());
  await ringBack(house, contact);
  const opened = await writes(house, 'not_said');
  await done(
    records.as(other).useSlip(randomUUID(), {
      case: brought,
      slip: await slipOf(opened),
      on: today(),
    }),
  );
  // One that nobody has shown yet.
  await slipOf(opened);
  const theirs = await writes(house, 'family');
  await theirs.write(randomUUID(), 'There is one more thing to ask.');
  const [{ contact: written }] = (await records.as(family).contacts()).filter(one => one.contact !== contact);
  await tell(
    family,
    'contact',
    written,
    { do: 'take', worker: family.userId },
    { do: 'answer', worker: family.userId, words: 'Thank you for writing. Here is what helps tonight.' },
    { do: 'end', how: 'answered' },
  );
  return contact;
}

/** Agrees to ring; the number waits under a key of its own. */
export async function promiseCall(
  { records, staff: { worker }, today }: House,
  contact: string,
): Promise<string> {
  const mine = records.as(worker);
  const callBack = randomUUID();
  const slot = { day: today(), from: '14:00', until: '15:00' };
  const command = {
    do: 'agree_call_back',
    on: today(),
    callBack,
    way: 'we_call',
    slot,
    leaveMessage: false,
  } as const;
  const expected = (await mine.contact(contact))!.version;
  const number = '020 7946 0999';
  await done(mine.agreeCallBack({ contact, expected, commandId: randomUUID(), command, number }));
  return callBack;
}

async function ringBack(house: House, contact: string): Promise<void> {
  const { records, staff, today, clock } = house;
  const mine = records.as(staff.worker);
  const callBack = await promiseCall(house, contact);
  await mine.callBackNumber(contact);
  const expected = (await mine.contact(contact))!.version;
  const made = {
    contact,
    expected,
    commandId: randomUUID(),
    on: today(),
    callBack,
    outcome: 'spoke',
  } as const;
  await done(mine.makeCallBack(made));
  clock.now += 86_400_000;
  // What was kept of the number goes.
  await records.tend();
}

async function writes(
  { records, organisation }: House,
  caller: 'not_said' | 'family',
): Promise<CallerContact> {
  const mine = records.asCaller(organisation);
  const first = {
    group: 'another_adults_behaviour',
    caller,
    statement: '2026-1',
    words: 'What can be done tonight?',
  } as const;
  const opened = await mine.open(randomUUID(), first);
  if (!opened.ok) throw new Error(opened.refusal.words);
  const contact = await mine.withCode(opened.code);
  if (contact === null || contact === 'wait') throw new Error('No contact has that code.');
  await contact.confirm(randomUUID());
  return contact;
}

async function slipOf(contact: CallerContact): Promise<string> {
  const carries = { saidStage: 'under_investigation', actions: ['see_gp'] } as const;
  const given = await contact.slip(randomUUID(), '2026-1', carries);
  if (!given.ok) throw new Error(given.refusal.words);
  return given.slip;
}

import { randomUUID } from 'node:crypto';
import { addDays, day } from '@throughcare/pathway';
import { beside, communityOrder, throughCustody, toConviction } from '@throughcare/pathway/testing';
import { identity, openCase, refer } from '../../people.ts';
import type { House, Undated } from './house.ts';

export interface Cases {
  /** Somebody with a place in a group, and what is written of such a person. */
  readonly placed: string;
  /** Handed about between colleagues. */
  readonly handed: string;
  /** Closed, with nothing that keeps it. */
  readonly over: string;
  /** Open to two people alone. */
  readonly restricted: string;
}

const started = day('2026-10-20');
const requirement = { ...communityOrder, requirements: [{ kind: 'programme', most: 20 }] } as const;

/** Cases from a referral to their closing, in every room of the record. */
export async function fillCases(house: House): Promise<Cases> {
  const { records, staff, tell } = house;
  const { carries, other, partner } = staff;
  const named = (surname: string, forename: string) =>
    identity({ surname, forename, bornOn: day('1984-04-09'), pnc: '26/1A' });
  const make = (reference: string, who: ReturnType<typeof identity>, sender?: typeof partner) =>
    openCase(records, carries, { reference, stage: 'before_the_court', identity: who }, sender);
  const placed = await make('TC-4001', named('Marrowby', 'Esk'));
  const handed = await make('TC-4002', named('Quillfeather', 'Wren'), partner);
  const restricted = await make('TC-4003', named('Undercliff', 'Perrin'));
  const over = await openCase(records, carries, {
    reference: 'TC-4004',
    stage: 'not_known_to_police',
    identity: named('Fallowdene', 'Ash'),
  });
  for (const commands of [
    [...toConviction, ...throughCustody],
    [...toConviction, ...beside],
  ]) {
    const id = randomUUID();
    const first = refer({
      reference: `TC-${commands.length}`,
      stage: 'police_contact',
      on: day('2024-01-08'),
    });
    const opened = { do: 'open', on: day('2024-01-10'), practitioner: carries.userId } as const;
    const triaged = { do: 'triage', on: day('2024-01-09'), outcome: 'accepted' } as const;
    await tell(carries, 'case', id, first, triaged, opened, ...(commands as Undated<'case'>[]));
  }
  await tell(carries, 'case', randomUUID(), refer({ reference: 'TC-4005', on: started }));
  await ofThePlaced(house, placed);
  await passedOn(house, handed);
  await restrictTo(house, restricted);
  await tell(other, 'case', handed, { do: 'record_life_change', what: 'address' });
  await apart(house, placed, handed);
  await ended(house, over);
  return { placed, handed, over, restricted };
}

async function ofThePlaced({ tell, correct, staff, today, records }: House, id: string): Promise<void> {
  const { carries, lead } = staff;
  const by = addDays(today(), 21);
  const check = {
    atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
    contact: 'supervised',
    role: 'none',
    socialCare: 'not_known',
  } as const;
  const commands: Undated<'case'>[] = [
    { do: 'record_legal_step', on: started, proceedings: 'first', step: 'convicted' },
    { do: 'record_sentence', on: started, sentence: requirement },
    { do: 'enrol', on: started, enrolment: 'e1', programme: 'P1', basis: 'requirement', assessed: false },
    { do: 'move_enrolment', on: started, enrolment: 'e1', to: 'awaiting_allocation', details: 'Assessed.' },
    {
      do: 'enrol',
      on: started,
      enrolment: 'e2',
      programme: 'P2',
      basis: 'voluntary_after_sentence',
      assessed: true,
    },
    {
      do: 'enrol',
      on: started,
      enrolment: 'e3',
      programme: 'P4',
      basis: 'voluntary_after_sentence',
      assessed: true,
    },
    { do: 'tell_beginning_before', enrolment: 'e2', from: started, attended: 3, of: 4 },
    { do: 'tell_beginning_before', enrolment: 'e3', from: null, attended: null, of: null },
    { do: 'leave_programme', enrolment: 'e3', reason: 'work' },
    { do: 'check_children', check, asked: ['person', 'home_visit'] },
    { do: 'tell_characteristics', ethnicGroup: 'mixed', disability: 'not_disabled', religion: null },
    { do: 'tell_characteristics', ethnicGroup: 'mixed', disability: 'not_disabled', religion: 'none' },
    { do: 'record_life_change', what: 'work' },
    { do: 'write_note', words: 'A quiet meeting; the next one is agreed.' },
    { do: 'give_task', task: 't1', kind: 'call', to: carries.userId, by, words: 'Ask how the week was.' },
    { do: 'reassign_task', task: 't1', to: carries.userId, by: addDays(by, 1) },
    { do: 'finish_task', task: 't1' },
    { do: 'ask_welfare', because: 'Convicted.', outcome: 'spoke' },
    { do: 'expect_date', what: 'hearing', falls: addDays(by, 7) },
    {
      do: 'take_measure',
      measure: 'm1',
      instrument: 'phq_9',
      moment: 'before',
      answers: [0, 1, 0, 1, 0, 1, 0, 0, 0],
      total: null,
    },
    {
      do: 'import_band',
      band: 'b1',
      instrument: 'osp',
      version: '1',
      assessedOn: started,
      expiresOn: null,
      given: 'as given',
      assessor: 'An assessor',
    },
  ];
  await tell(carries, 'case', id, ...commands);
  await tell(lead, 'case', id, {
    do: 'set_lawful_basis',
    basis: {
      purpose: 'casework',
      article6: 'public_task',
      article9: null,
      article10: 'safeguarding',
      source: 'Policy document 3',
      reviewOn: addDays(by, 300),
    },
  });
  await tell(lead, 'case', id, {
    do: 'exclude_staff',
    staff: [staff.analyst.userId],
    reason: 'They know the family.',
  });
  await tell(lead, 'case', id, {
    do: 'end_exclusion',
    staff: [staff.analyst.userId],
    reason: 'They do not.',
  });
  const { events } = (await records.as(carries).person(id))!;
  const at = (type: string) => events.find(event => event.type === type)!.version;
  await correct(carries, 'case', id, at('note_written'), {
    do: 'write_note',
    words: 'A quiet meeting; the next one is on Tuesday.',
  });
  await correct(carries, 'case', id, at('life_changed'), null);
}

/** Tasks and a case that are given, taken up, handed back and given again. */
async function passedOn({ tell, staff, today }: House, id: string): Promise<void> {
  const { carries, other, away, lead } = staff;
  const by = addDays(today(), 14);
  const to = (task: string, colleague: { userId: string }): Undated<'case'> => ({
    do: 'give_task',
    task,
    kind: 'call',
    to: colleague.userId,
    by,
    words: 'Ring the court about the date.',
  });
  await tell(lead, 'case', id, to('t1', carries), to('t2', carries));
  await tell(
    carries,
    'case',
    id,
    { do: 'take_up_task', task: 't1' },
    { do: 'hand_back_task', task: 't2', words: 'Away that week.' },
  );
  const over = (practitioner: string | null, team: string | null = null) =>
    ({ do: 'hand_over', practitioner, team, talkBy: by }) as const;
  await tell(carries, 'case', id, over(other.userId));
  await tell(other, 'case', id, { do: 'hand_back_case', words: 'They know one another.' });
  await tell(
    lead,
    'case',
    id,
    { do: 'change_practitioner', practitioner: carries.userId },
    over(away.userId),
  );
  await tell(away, 'case', id, { do: 'take_up_case' }, { do: 'hold_handover' }, over(other.userId));
  await tell(other, 'case', id, { do: 'take_up_case' });
}

async function restrictTo({ tell, staff }: House, id: string): Promise<void> {
  const { carries, lead, away } = staff;
  const message = 'Ring before you write.';
  const allowed = [carries.userId, lead.userId];
  await tell(lead, 'case', id, { do: 'restrict_to', allowed, reason: 'Known in the town.', message });
  await tell(lead, 'case', id, { do: 'lift_restriction', reason: 'A mistake.' });
  await tell(lead, 'case', id, { do: 'exclude_staff', staff: [away.userId], reason: 'They are neighbours.' });
  await tell(lead, 'case', id, { do: 'restrict_to', allowed, reason: 'Known in the town.', message: '' });
}

/** Two people who may not be in one group, and two who may again. */
async function apart({ tell, staff, organisation }: House, one: string, other: string): Promise<void> {
  const [stands, over] = [randomUUID(), randomUUID()];
  const keep = (pair: string, reason: 'other' | 'same_proceedings'): Undated<'organisation'> => ({
    do: 'keep_apart',
    pair,
    cases: [one, other],
    reason,
  });
  await tell(staff.lead, 'organisation', organisation, keep(over, 'other'), { do: 'end_apart', pair: over });
  await tell(staff.lead, 'organisation', organisation, keep(stands, 'same_proceedings'));
}

/** Closed, opened again, and closed for good. */
async function ended({ tell, staff, today }: House, id: string): Promise<void> {
  const { carries, other } = staff;
  const transfer = { to: 'health', receiptBy: addDays(today(), 30) } as const;
  await tell(
    carries,
    'case',
    id,
    { do: 'close', reason: 'transferred', watchedBy: null, transfer },
    { do: 'record_receipt' },
    { do: 'reopen', practitioner: carries.userId, note: 'They came back.' },
    { do: 'write_note', words: 'They go on elsewhere.' },
    { do: 'close', reason: 'own_choice', watchedBy: null, transfer: null },
  );
  const another = randomUUID();
  await tell(other, 'case', another, refer({ reference: 'TC-4006', on: started }), { do: 'step_away' });
}

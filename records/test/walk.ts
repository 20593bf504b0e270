import { randomUUID } from 'node:crypto';
import { addDays, asPlanned, day } from '@throughcare/pathway';
import type { Actor } from '../src/index.ts';
import type { TestRecords } from './database.ts';
import { done, identity, openCase } from './people.ts';
import { communityOrder } from '@throughcare/pathway/testing';

export interface Walked {
  readonly worker: Actor;
  readonly practitioner: Actor;
  readonly lead: Actor;
  readonly safeguarding: Actor;
  readonly auditor: Actor;
  readonly cases: readonly string[];
  readonly contact: string;
  readonly concern: string;
  readonly group: string;
  readonly opening: string;
}

const on = day('2026-03-10');
/** The day of the tests’ clock. */
const today = day('2026-03-12');
const first = day('2026-03-11');

/** One of everything: a call, a concern, two people with an order, a group with a register. */
export async function walk(at: TestRecords): Promise<Walked> {
  const { records, organisation } = at;
  const worker = await at.join('helpline_worker');
  const practitioner = await at.join('practitioner');
  const lead = await at.join('programme_lead');
  const safeguarding = await at.join('safeguarding_lead');
  const auditor = await at.join('auditor');
  const offer = {
    do: 'offer_programme',
    on,
    programme: 'P1',
    name: 'Tuesdays',
    sessions: 2,
    places: 8,
  } as const;
  await done(
    records.as(at.administrator).decide('organisation', organisation, 'latest', randomUUID(), offer),
  );

  await arrange(at, lead, practitioner);
  const partner = await at.join('outside_partner');
  const cases = [
    await openCase(records, practitioner, { reference: 'TC-1', stage: 'before_the_court' }),
    await openCase(
      records,
      practitioner,
      {
        reference: 'TC-2',
        stage: 'before_the_court',
        identity: identity({ surname: 'Callow', forename: 'Wren', pnc: '26/1A' }),
      },
      partner,
    ),
  ];
  const group = randomUUID();
  const sessions = [first, addDays(first, 7)];
  const plan = {
    do: 'plan',
    on,
    programme: 'P1',
    name: 'Tuesday',
    places: 8,
    sessions,
    lead: lead.userId,
  } as const;
  await done(records.as(lead).decide('group', group, 0, randomUUID(), plan));
  for (const id of cases) await sentenceAndPlace(at, practitioner, lead, id, group);
  await takeRegister(at, lead, cases, group);
  await issueLetter(at, practitioner, cases[0]);
  const apart = {
    do: 'keep_apart',
    on,
    pair: randomUUID(),
    cases: [cases[0], cases[1]],
    reason: 'other',
  } as const;
  await done(records.as(lead).decide('organisation', organisation, 'latest', randomUUID(), apart));

  const opened = await records.asCaller(organisation).open(randomUUID(), {
    group: 'another_adults_behaviour',
    statement: '2026-1',
    words: 'words of a caller',
  });
  if (!opened.ok) throw new Error(opened.refusal.words);
  const [{ contact }] = await records.as(worker).contacts();
  const concern = randomUUID();
  const raise = {
    do: 'raise',
    on,
    source: 'contact',
    immediateDanger: false,
    said: 'words',
    child: 'a child',
  } as const;
  await done(records.as(worker).decide('concern', concern, 0, randomUUID(), raise));
  const colleague = await at.join('practitioner');
  const opening = randomUUID();
  const ground = 'nobody_there';
  const open = { do: 'open', on: today, case: cases[0], ground, hours: 4, reason: 'as told' } as const;
  await done(records.as(colleague).decide('opening', opening, 0, randomUUID(), open));
  return { worker, practitioner, lead, safeguarding, auditor, cases, contact, concern, group, opening };
}

/** A team, somebody who stands in, a setting, and calls that nobody answered. */
async function arrange({ records, organisation, administrator }: TestRecords, lead: Actor, away: Actor) {
  const team = randomUUID();
  const [user, owner] = [lead.userId, administrator.userId];
  const days = { from: on, until: addDays(on, 7) };
  const commands = [
    { do: 'make_team', on, team, name: 'North' },
    { do: 'join_team', on, team, user },
    { do: 'arrange_cover', on, cover: randomUUID(), absent: away.userId, by: user, ...days },
    { do: 'set_number', on, setting: 'chaseAfter', value: 3, owner, reason: 'a test' },
    { do: 'count_unanswered', on, channel: 'phone', calls: 40 },
  ] as const;
  const mine = records.as(administrator);
  for (const command of commands)
    await done(mine.decide('organisation', organisation, 'latest', randomUUID(), command));
}

async function sentenceAndPlace(
  { records }: TestRecords,
  practitioner: Actor,
  lead: Actor,
  id: string,
  group: string,
): Promise<void> {
  const mine = records.as(practitioner);
  const sentence = { ...communityOrder, requirements: [{ kind: 'programme', most: 20 }] } as const;
  const commands = [
    { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' },
    { do: 'record_sentence', on, sentence },
    { do: 'enrol', on, enrolment: 'e1', programme: 'P1', basis: 'requirement', assessed: true },
    { do: 'enrol', on, enrolment: 'e2', programme: 'P2', basis: 'requirement', assessed: true },
    { do: 'give_task', on, task: 't1', kind: 'call', to: practitioner.userId, by: today, words: '' },
  ] as const;
  for (const command of commands) await done(mine.decide('case', id, 'latest', randomUUID(), command));
  await done(
    records.as(lead).decideTogether(randomUUID(), [
      {
        kind: 'group',
        stream: group,
        expected: 'latest',
        command: { do: 'take_place', on, case: id, enrolment: 'e1' },
      },
      {
        kind: 'case',
        stream: id,
        expected: 'latest',
        command: { do: 'give_place', on, enrolment: 'e1', group, startsOn: first },
      },
    ]),
  );
}

async function takeRegister(
  { records }: TestRecords,
  lead: Actor,
  cases: readonly string[],
  group: string,
): Promise<void> {
  const marks = cases.map(id => ({ case: id, code: 'ATTC' as const }));
  await done(
    records.as(lead).decideTogether(randomUUID(), [
      {
        kind: 'group',
        stream: group,
        expected: 'latest',
        command: { do: 'take_register', on: first, session: 1, marks },
      },
      ...cases.map(id => ({
        kind: 'case' as const,
        stream: id,
        expected: 'latest' as const,
        command: {
          do: 'record_attendance',
          on: first,
          enrolment: 'e1',
          session: 1,
          code: 'ATTC',
          how: asPlanned,
        } as const,
      })),
    ]),
  );
}

async function issueLetter({ records }: TestRecords, practitioner: Actor, id: string): Promise<void> {
  await done(
    records.as(practitioner).decide('case', id, 'latest', randomUUID(), {
      do: 'issue_letter',
      on: today,
      letter: randomUUID(),
      kind: 'attendance',
      to: 'court',
      personAsked: false,
      enrolment: 'e1',
      name: 'Tobin Ashgrove',
      until: today,
    }),
  );
}

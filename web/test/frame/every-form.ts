import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { asPlanned, day, type Role } from '@throughcare/pathway';
import type { Actor, FilledStream } from '@throughcare/records';
import type { TestRecords } from '@throughcare/records/testing';
import type { FastifyInstance } from 'fastify';
import type { StudyDesk } from '../../src/study-desk/desk.ts';
import { settled, walkOf } from '../study-desk/house.ts';
import { madeUpExtract, madeUpProtocol } from '../study-desk/made-up-study.ts';

const on = day('2026-03-12');
const identity = {
  surname: 'Marbernford',
  forename: 'Corwo',
  bornOn: null,
  sex: 'F',
  postcodeDistrict: null,
  pnc: null,
} as const;

/**
 * What makes those forms appear that stand on no page of a plain record: somebody accepted and not yet opened, somebody
 * who waits and a group with a place, a register that was taken, two who are kept apart, a number to ring, a duty desk, a schedule, an answer that
 * can be put right.
 */
export async function everyFormOfCasework(
  { records, organisation, administrator, clock }: TestRecords,
  actors: ReadonlyMap<Role, Actor>,
  contact: string,
): Promise<{ readonly accepted: string }> {
  const [accepted, waits, group] = [randomUUID(), randomUUID(), randomUUID()];
  const [marked, held] = [randomUUID(), randomUUID()];
  const practitioner = actors.get('practitioner')!.userId;
  const lead = actors.get('programme_lead')!.userId;
  const told = (...commands: object[]) =>
    commands.map(command => ({ command: { on, ...command } as never, actor: lead, recordedAt: clock.now }));
  const refer = (reference: string) => ({
    do: 'refer',
    reference,
    source: 'probation',
    stage: 'police_contact',
    identity,
  });
  const triage = { do: 'triage', outcome: 'accepted' };
  const enrol = {
    do: 'enrol',
    enrolment: 'e1',
    programme: 'P',
    basis: 'voluntary_before_charge',
    assessed: true,
  };
  const plan = { do: 'plan', programme: 'P', name: 'Spring', places: 3, sessions: ['2026-04-02'], lead };
  const streams: FilledStream[] = [
    { kind: 'case', id: accepted, steps: told(refer('TC-ACCEPTED'), triage) },
    { kind: 'case', id: waits, steps: told(refer('TC-WAITS'), triage, { do: 'open', practitioner }, enrol) },
    { kind: 'group', id: group, steps: told(plan) },
    {
      kind: 'group',
      id: held,
      steps: told(
        { ...plan, name: 'Winter', sessions: [on] },
        { do: 'take_place', case: marked, enrolment: 'e1' },
        { do: 'take_register', session: 1, marks: [{ case: marked, code: 'ATTC' }] },
      ),
    },
    {
      kind: 'case',
      id: marked,
      steps: told(
        refer('TC-MARKED'),
        triage,
        { do: 'open', practitioner },
        enrol,
        { do: 'give_place', enrolment: 'e1', group: held, startsOn: on },
        { do: 'record_attendance', enrolment: 'e1', session: 1, code: 'ATTC', how: asPlanned },
      ),
    },
  ];
  await records.fill(organisation, streams);
  const apart = {
    do: 'keep_apart',
    on,
    pair: randomUUID(),
    cases: [accepted, waits],
    reason: 'other',
  } as const;
  const offer = {
    do: 'offer_programme',
    on,
    programme: 'P',
    name: 'Spring',
    sessions: 1,
    places: 3,
  } as const;
  const offered = await records
    .as(administrator)
    .decide('organisation', organisation, 'latest', randomUUID(), offer);
  const kept = await records
    .as(actors.get('programme_lead')!)
    .decide('organisation', organisation, 'latest', randomUUID(), apart);
  const scheduled = await records
    .as(administrator)
    .decide('organisation', organisation, 'latest', randomUUID(), {
      do: 'set_retention',
      on,
      class: 'opening',
      months: 72,
      from: 'ended',
      agreed: 'by_two',
      owner: administrator.userId,
      legalReference: 'Policy 4',
      reason: 'As agreed',
    });
  const rung = await records
    .as(actors.get('safeguarding_lead')!)
    .decide('organisation', organisation, 'latest', randomUUID(), {
      do: 'set_duty_desk',
      on,
      desk: randomUUID(),
      area: 'Northshire',
      officeNumber: '020 7946 0000',
      officeHours: 'Monday to Friday',
      outOfHoursNumber: null,
      checkBy: day('2026-09-12'),
    });
  const worker = records.as(actors.get('helpline_worker')!);
  const { version } = (await worker.contact(contact))!;
  const agreed = await worker.agreeCallBack({
    contact,
    expected: version,
    commandId: randomUUID(),
    command: {
      do: 'agree_call_back',
      on,
      callBack: randomUUID(),
      way: 'we_call',
      slot: { day: on, from: '14:00', until: '15:00' },
      leaveMessage: false,
    },
    number: '0000 7741193',
  });
  // Something of a contact that a worker may put right: what a caller wrote is none of it.
  const asked = await worker.decide('contact', contact, 'latest', randomUUID(), {
    do: 'screen_risk',
    on,
    risk: 'could_not_ask',
  });
  for (const outcome of [offered, kept, scheduled, rung, agreed, asked])
    assert.ok(outcome.ok, JSON.stringify(outcome));
  return { accepted };
}

/** One study at each stage: begun, with a protocol, designed, locked, and run. */
export async function everyStageOfStudies(
  app: FastifyInstance,
  desk: ReturnType<StudyDesk['of']>,
  cookie: string,
): Promise<void> {
  const walk = walkOf(app, cookie);
  await walk.begin('begun');
  const steps = [
    (study: string) =>
      walk.fill(`${study}/protocol`, `${study}/protocol`, { text: madeUpProtocol, act: 'save' }),
    (study: string) => walk.fill(`${study}/design`, `${study}/design`),
    (study: string) => walk.fill(`${study}/design`, `${study}/lock`),
    (study: string) => walk.fill(`${study}/run`, `${study}/run`),
  ];
  for (let stage = 1; stage <= steps.length; stage++) {
    const study = await walk.begin(`stage ${stage}`);
    assert.equal((await walk.bring(study, 'people.csv', madeUpExtract(200))).statusCode, 303);
    await settled(desk, study);
    for (const step of steps.slice(0, stage)) {
      assert.equal((await step(study)).statusCode, 303);
      assert.equal((await settled(desk, study)).state, 'done');
    }
  }
}

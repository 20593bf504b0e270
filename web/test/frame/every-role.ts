import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { day, roles as roleWords, type CaseCommand, type Role } from '@throughcare/pathway';
import type { Actor } from '@throughcare/records';
import { testRecords, type TestRecords } from '@throughcare/records/testing';
import { buildApp } from '../../src/app.ts';
import type { LogLine } from '../../src/frame/log.ts';
import { openCalibrationDesk } from '../../src/plans/calibrate/calibration-desk.ts';
import { openPlanDesk } from '../../src/plans/try/plan-desk.ts';
import { openAccounts, type AccountStore } from '../../src/sign-in/better-accounts.ts';
import { openStudyDesk } from '../../src/study-desk/desk.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { testOptions, testServices } from '../services.ts';
import { everyFormOfCasework, everyStageOfStudies } from './every-form.ts';
import { recordsIn } from './records-in.ts';

export type EveryRole = Awaited<ReturnType<typeof openEveryRole>>;

const PASSWORD = 'a password long enough';
const on = day('2026-03-12');
/**
 * The administrator last: they may change what the others are. Whoever looks after what is kept comes first, since a
 * programme lead may keep them out of a case; then who shares out places, while there are any.
 */
const order: Partial<Record<Role, number>> = { safeguarding_lead: -2, programme_lead: -1, administrator: 1 };
const turn = (role: Role) => order[role] ?? 0;
export const everyRole = (Object.keys(roleWords) as Role[]).sort((a, b) => turn(a) - turn(b));

/**
 * A service with somebody of every role signed in with a password, records of their own on whose pages every form
 * stands, and records that are closed to them. It closes itself after the tests of the file.
 */
export async function openEveryRole() {
  const ends: (() => unknown)[] = [];
  after(async () => {
    for (const end of ends.reverse()) await end();
  });
  const kept = await testRecords();
  ends.push(() => kept.close());
  const accounts = await openAccounts({
    authUrl: kept.database.authUrl,
    origin: 'http://127.0.0.1:3000',
    secret: 'a secret of at least thirty-two characters',
    requireCode: false,
  });
  ends.push(() => accounts.close());
  const { records, organisation, clock } = kept;
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-every-role-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const studyDesk = openStudyDesk({
    folder: join(folder, 'studies'),
    key: Buffer.alloc(32, 5),
    now: () => clock.now,
  });
  ends.push(() => studyDesk.stop());
  // Reading the great examples again for each answer would take half of the time, and their size is nothing to who may do what.
  const scenarios = join(import.meta.dirname, '..', 'small-plans');
  const planDesk = openPlanDesk({
    folder: join(folder, 'plans'),
    scenarios,
    replications: { draft: 2, whole: 2 },
  });
  ends.push(() => planDesk.stop());
  const calibrationDesk = openCalibrationDesk({
    folder: join(folder, 'calibrations'),
    scenarios: [scenarios],
    runs: 100,
    draws: 20,
  });
  ends.push(() => calibrationDesk.stop());
  const desks = { studyDesk, planDesk, calibrationDesk };
  const services = testServices({ accounts, records, ...desks, helplineOf: organisation });
  const log: LogLine[] = [];
  const options = testOptions({ services, now: () => clock.now, log: line => void log.push(line) });
  const app = await buildApp(options);
  ends.push(() => app.close());

  const actors = new Map<Role, Actor>();
  const cookies = new Map<Role, string>();
  for (const role of everyRole) {
    const signed = await signIn({ kept, accounts, app }, role);
    actors.set(role, signed.actor);
    cookies.set(role, signed.cookie);
  }
  const elsewhere = randomUUID();
  const administrator: Actor = { userId: 'elsewhere', organisationId: elsewhere, name: 'Elsewhere' };
  await records.found({ id: elsewhere, name: 'Elsewhere', madeUp: true, on, administrator });
  const everybody = [...actors.values()].map(actor => actor.userId);
  const apart = await recordsIn(kept, organisation, everybody);
  const away = await recordsIn(kept, elsewhere, []);
  const own = await recordsIn(kept, organisation, ['nobody-here']);
  const { accepted } = await everyFormOfCasework(kept, actors, own.contact);
  await everyStageOfStudies(app, studyDesk.of(organisation), cookies.get('analyst')!);
  await bringForward(kept, actors.get('practitioner')!, own.case);
  return {
    kept,
    app,
    options,
    log,
    /** Studies and plans are kept below it. */
    folder,
    actors: actors as ReadonlyMap<Role, Actor>,
    cookies: cookies as ReadonlyMap<Role, string>,
    /** One record of each kind that they work on. */
    own,
    /** What nobody who is signed in here may change: of another organisation, and what they are kept out of. Of a contact and a group of their own organisation nobody is kept out. */
    closed: [away, { case: apart.case, concern: apart.concern, opening: apart.opening }] as Record<
      string,
      string
    >[],
    /** Pages that hold a form which the record of `own` has no place for. */
    alsoOpen: [`/referrals/${accepted}`],
  };
}

/** An account of this role, and a session that it signed in for with its password. */
async function signIn(
  {
    kept,
    accounts,
    app,
  }: { kept: TestRecords; accounts: AccountStore; app: Awaited<ReturnType<typeof buildApp>> },
  role: Role,
): Promise<{ actor: Actor; cookie: string }> {
  const email = `${role}@example.org`;
  const { userId: user } = await accounts.createAccount({ email, name: role, password: PASSWORD });
  const join = { do: 'join', on, user, name: role, roles: [role] } as const;
  const { records, administrator, organisation } = kept;
  const ada = records.as(administrator);
  assert.ok((await ada.decide('organisation', organisation, 'latest', randomUUID(), join)).ok);
  const shown = await app.inject({ url: '/sign-in' });
  const fields = { ...formFields(shown.body, '/sign-in'), email, password: PASSWORD };
  const answer = await post(app, '/sign-in', fields, cookiesOf(shown));
  assert.equal(answer.statusCode, 303);
  return {
    actor: { userId: user, organisationId: organisation, name: role },
    cookie: cookiesOf(answer, cookiesOf(shown)),
  };
}

/** A case that was opened, whose person asked for a copy, with a note that waits, to be thrown away. */
async function bringForward({ records }: TestRecords, practitioner: Actor, id: string): Promise<void> {
  const steps: CaseCommand[] = [
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: practitioner.userId },
    { do: 'ask_copy', on, request: 'r1' },
  ];
  const worker = records.as(practitioner);
  for (const command of steps) {
    const outcome = await worker.decide('case', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  await worker.keepDraft(randomUUID(), { page: `/people/${id}/record/note`, values: { words: 'as told' } });
}

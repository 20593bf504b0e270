import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { day, roles as roleWords, type CaseCommand, type Role, type StreamKind } from '@throughcare/pathway';
import type { Actor } from '@throughcare/records';
import { testRecords, withClient, type TestRecords } from '@throughcare/records/testing';
import { buildApp } from '../../src/app.ts';
import { allows } from '../../src/frame/policy.ts';
import type { LogLine } from '../../src/frame/log.ts';
import { routes } from '../../src/routes.ts';
import { openAccounts, type AccountStore } from '../../src/sign-in/better-accounts.ts';
import { openStudyDesk, type StudyDesk } from '../../src/study-desk/desk.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { testOptions, testServices } from '../services.ts';
import { filledIn, formsOn, linksOn, type FoundForm } from './forms-of.ts';
import { everyFormOfCasework, everyStageOfStudies } from './every-form.ts';
import { needsMore } from './needs-more.ts';
import { recordsIn } from './records-in.ts';

const PASSWORD = 'a password long enough';
const on = day('2026-03-12');
// The administrator last: they may change what the others are. Who shares out places first, while there are any.
const turn = (role: Role) => (role === 'programme_lead' ? 0 : role === 'administrator' ? 2 : 1);
const every = (Object.keys(roleWords) as Role[]).sort((a, b) => turn(a) - turn(b));

/** By hand from docs/who-may-see-what.md: of which kinds somebody of a role may change anything at all. */
const mayChange: Readonly<Record<Role, readonly StreamKind[]>> = {
  helpline_worker: ['contact', 'concern', 'organisation'],
  practitioner: ['case', 'group', 'concern', 'opening'],
  programme_lead: ['case', 'group', 'concern', 'opening', 'organisation'],
  safeguarding_lead: ['case', 'concern', 'opening', 'organisation'],
  analyst: ['concern'],
  commissioner: ['concern'],
  administrator: ['organisation', 'concern'],
  auditor: ['concern', 'opening', 'organisation'],
  outside_partner: ['case', 'concern'],
};

let kept: TestRecords;
let accounts: AccountStore;
let studyDesk: StudyDesk;
let deskFolder: string;
let app: Awaited<ReturnType<typeof buildApp>>;
const log: LogLine[] = [];
const actors = new Map<Role, Actor>();
const cookies = new Map<Role, string>();
/** What nobody who is signed in here may change: of another organisation, and what they are kept out of. */
let closed: Record<string, string>[];
let own: Record<string, string>;
/** Pages that hold a form which the record of `own` has no place for. */
const alsoOpen: string[] = [];
const elsewhere = randomUUID();

before(async () => {
  kept = await testRecords();
  accounts = await openAccounts({
    authUrl: kept.database.authUrl,
    origin: 'http://127.0.0.1:3000',
    secret: 'a secret of at least thirty-two characters',
    requireCode: false,
  });
  const { records, organisation, clock } = kept;
  deskFolder = mkdtempSync(join(tmpdir(), 'throughcare-every-post-'));
  studyDesk = openStudyDesk({ folder: deskFolder, key: Buffer.alloc(32, 5), now: () => clock.now });
  const services = testServices({ accounts, records, studyDesk, helplineOf: organisation });
  app = await buildApp(testOptions({ services, now: () => clock.now, log: line => void log.push(line) }));
  for (const role of every) await signIn(role);
  const administrator: Actor = { userId: 'elsewhere', organisationId: elsewhere, name: 'Elsewhere' };
  await records.found({ id: elsewhere, name: 'Elsewhere', madeUp: true, on, administrator });
  const everybody = [...actors.values()].map(actor => actor.userId);
  const apart = await recordsIn(kept, organisation, everybody);
  // Of a contact and a group of their own organisation nobody is kept out.
  closed = [
    await recordsIn(kept, elsewhere, []),
    { case: apart.case, concern: apart.concern, opening: apart.opening },
  ];
  own = await recordsIn(kept, organisation, ['nobody-here']);
  const { accepted } = await everyFormOfCasework(kept, actors, own.contact);
  alsoOpen.push(`/referrals/${accepted}`);
  await everyStageOfStudies(app, studyDesk.of(organisation), cookies.get('analyst')!);
  const steps: CaseCommand[] = [
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: actors.get('practitioner')!.userId },
    { do: 'ask_copy', on, request: 'r1' },
  ];
  for (const command of steps) {
    const lead = records.as(actors.get('practitioner')!);
    const outcome = await lead.decide('case', own.case, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  // A note that waits, to be thrown away.
  const waiting = { page: `/people/${own.case}/record/note`, values: { words: 'as told' } };
  await records.as(actors.get('practitioner')!).keepDraft(randomUUID(), waiting);
});
after(async () => {
  await studyDesk.stop();
  await app.close();
  rmSync(deskFolder, { recursive: true, force: true });
  await accounts.close();
  await kept.close();
});

/** An account of this role, and a session that it signed in for with its password. */
async function signIn(role: Role): Promise<void> {
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
  actors.set(role, { userId: user, organisationId: organisation, name: role });
  cookies.set(role, cookiesOf(answer, cookiesOf(shown)));
}

interface Written {
  readonly organisation: string;
  readonly stream: string;
  readonly kind: StreamKind;
  readonly type: string;
  readonly actor: string;
}

/** Every entry after this position, with the last position. */
async function writtenSince(position: number): Promise<{ rows: Written[]; last: number }> {
  return withClient(kept.database.superuserUrl, async client => {
    const { rows } = await client.query<Written & { position: string }>(
      `select e.position, e.organisation, e.stream, s.kind, e.type, e.actor from throughcare.event e
         join throughcare.stream s on s.id = e.stream where e.position > $1 order by e.position`,
      [position],
    );
    return { rows, last: Number(rows.at(-1)?.position ?? position) };
  });
}

/** Walks all that this role finds by following links, and gives every form that is met on the way. */
async function formsOf(role: Role): Promise<Map<string, FoundForm>> {
  const cookie = cookies.get(role)!;
  const starts = [
    '/account',
    '/start',
    ...Object.values(paths()),
    `/people/${own.case}`,
    `/people/${own.case}/record`,
    ...alsoOpen,
  ];
  const seen = new Set<string>();
  const queue = [...new Set(starts)];
  const forms = new Map<string, FoundForm>();
  while (queue.length > 0 && seen.size < 400) {
    const url = queue.shift()!;
    if (seen.has(url)) continue;
    seen.add(url);
    const answer = await app.inject({ url, headers: { cookie } });
    assert.ok(answer.statusCode < 500, `GET ${url} as ${role} answers ${answer.statusCode}`);
    if (answer.statusCode !== 200) continue;
    for (const form of formsOn(answer.body)) forms.set(form.action, form);
    queue.push(...linksOn(answer.body).filter(link => !/^\/(help|sources|reports|look|tour)\b/.test(link)));
  }
  return forms;
}

/** The addresses of pages that name one record of ours, or none. */
function paths(): string[] {
  return routes
    .filter(({ method }) => method === 'GET')
    .map(({ pattern }) => pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => own[name] ?? ''))
    .filter(url => !url.includes('//') && !url.endsWith('/'));
}

/** The addresses to which this role may post. */
function postsOf(role: Role) {
  return routes.filter(
    ({ method, pattern, policy }) =>
      method === 'POST' && policy.who === 'staff' && allows(policy, [role]) && !SIGN.test(pattern),
  );
}

const ownAddress = (pattern: string) =>
  pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => own[name] ?? '1');
const shapeOf = (pattern: string) => new RegExp(`^${pattern.replaceAll(/:[a-zA-Z]+/g, '[^/]+')}(\\?.*)?$`);

const guessed: FoundForm['fields'] = [
  'on-day',
  'on-month',
  'on-year',
  'words',
  'reason',
  'choice',
  'case',
].map(name => ({ name, kind: 'typed', values: [''] }));

/** The form filled in with words that the guard of notes asks about. */
const noticed = ({ fields }: FoundForm): Record<string, string[]> =>
  Object.fromEntries(
    fields.map(({ name, kind, values }) => [
      name,
      [
        kind !== 'typed'
          ? values[0]
          : /-(day|month|year)$/.test(name)
            ? { day: '12', month: '3', year: '2026' }[name.split('-').at(-1)!]!
            : 'The victim is a neighbour, as told.',
      ],
    ]),
  );

/** Where else the buttons of a page send the form that was answered with it. */
const movesOn = (html: string, { fields }: FoundForm): FoundForm[] =>
  [...html.matchAll(/formaction="([^"]+)"(?: name="(_from)" value="([^"]*)")?/g)].map(
    ([, action, name, value]) => ({
      action: action.replaceAll('&amp;', '&'),
      fields: name ? [...fields, { name, kind: 'hidden', values: [value] }] : fields,
    }),
  );

const SIGN = /^\/sign-/; // Signing in and out is shown elsewhere; here it would end the session.

/** What has to hold after any post. */
function hold(rows: readonly Written[], role: Role, said: string): void {
  const { userId, organisationId } = actors.get(role)!;
  const untouchable = new Set(closed.flatMap(ids => Object.values(ids)));
  for (const one of rows) {
    assert.equal(one.organisation, organisationId, `${said} wrote ${one.type} into another organisation`);
    assert.equal(one.actor, userId, `${said} wrote ${one.type} in another's name`);
    assert.ok(!untouchable.has(one.stream), `${said} wrote ${one.type} into a record they are kept out of`);
    assert.ok(mayChange[role].includes(one.kind), `${said} wrote ${one.type} into a ${one.kind}`);
  }
}

// Refusals first, while everybody is what they signed in as: a form of the administrator's may change that.
for (const role of every) {
  test(`E20: signed in as ${role}, every address that is not part of their work refuses a post and writes nothing`, async () => {
    const cookie = cookies.get(role)!;
    const { last } = await writtenSince(0);
    const { _token } = formFields(
      (await app.inject({ url: '/account', headers: { cookie } })).body,
      '/sign-out',
    );
    const shut = routes.filter(
      ({ method, policy }) => method === 'POST' && policy.who === 'staff' && !allows(policy, [role]),
    );
    for (const { pattern } of shut) {
      const answer = await post(app, ownAddress(pattern), { _token, _command: randomUUID() }, cookie);
      assert.equal(answer.statusCode, 403, `POST ${pattern} as ${role}`);
    }
    assert.deepEqual((await writtenSince(last)).rows, []);
  });
}

const done: string[] = [];
for (const role of every) {
  test(`E20: signed in as ${role}, every form that is found, filled in with sense and without, writes only where that role may, and is never answered by a fault`, async () => {
    const cookie = cookies.get(role)!;
    const found = [...(await formsOf(role)).values()].filter(({ action }) => !SIGN.test(action));
    // What no page led to today is sent all the same, with fields that it may or may not have.
    const unmet = postsOf(role).filter(
      ({ pattern }) => !found.some(form => shapeOf(pattern).test(form.action)),
    );
    const forms = [
      ...found,
      ...unmet.map(({ pattern }) => ({ action: ownAddress(pattern), fields: guessed })),
    ];
    const ids = [...closed, own].flatMap(each => Object.values(each));
    let { last } = await writtenSince(0);
    let wrote = 0;
    const token = formFields((await app.inject({ url: '/account', headers: { cookie } })).body, '/sign-out');
    const send = async (action: string, fields: Record<string, string[]>) => {
      const url = action.replaceAll(/[^\x21-\x7e]/g, encodeURIComponent);
      const answer = await post(
        app,
        url,
        { ...fields, _token: token._token, _command: randomUUID() },
        cookie,
      );
      const said = `POST ${action} as ${role} with ${JSON.stringify(fields).slice(0, 400)}`;
      assert.ok(
        answer.statusCode < 500,
        `${said} answers ${answer.statusCode} ${JSON.stringify(log.filter(line => line.what === 'failed').at(-1))}`,
      );
      const since = await writtenSince(last);
      ({ last } = since);
      hold(since.rows, role, said);
      wrote += since.rows.length;
      return { answer, said, rows: since.rows };
    };
    for (const form of forms) {
      for (const fields of fc.sample(filledIn(form, ids), { numRuns: 2, seed: 26 }))
        await send(form.action, fields);
      // Words that ask for a second look are answered by another form, which carries them to a concern.
      for (const moved of movesOn((await send(form.action, noticed(form))).answer.body, form)) {
        found.push(moved);
        for (const fields of fc.sample(filledIn(moved, ids), { numRuns: 2, seed: 3 }))
          await send(moved.action, fields);
      }
      // The same form, sent to the same address of a record that is closed to them.
      for (const other of closed) {
        const action = Object.entries(own).reduce(
          (url, [kind, id]) => url.replaceAll(id, other[kind] ?? id),
          form.action,
        );
        if (action === form.action) continue;
        for (const fields of fc.sample(filledIn(form, ids), { numRuns: 1, seed: 5 })) {
          const { answer, said } = await send(action, fields);
          // Nothing stands between a reporter and a report (E34): a concern is raised without the contact, once.
          const allowed = action.endsWith('/concern') ? [303, 404, 409, 422] : [404, 422];
          assert.ok(allowed.includes(answer.statusCode), `${said} answers ${answer.statusCode}`);
        }
      }
    }
    if (mayChange[role].length > 0)
      assert.ok(wrote > 0, 'nothing at all was written: the forms are not filled in');
    done.push(...found.map(({ action }) => action));
  });
}

test('every address that takes a form was met on a page, with the fields of that page, but for those named here', () => {
  const patterns = new Set(every.flatMap(postsOf).map(({ pattern }) => pattern));
  const met = (pattern: string) => done.some(action => shapeOf(pattern).test(action));
  assert.deepEqual(
    [...patterns].filter(pattern => !met(pattern) && !needsMore.includes(pattern)),
    [],
  );
});

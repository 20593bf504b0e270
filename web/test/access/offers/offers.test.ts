import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { roles as roleWords, type Role } from '@throughcare/pathway';
import { commands, NotAllowed, scopes, type Actor } from '@throughcare/records';
import { testRecords } from '@throughcare/records/testing';
import { buildApp } from '../../../src/app.ts';
import { filledIn, formsOn, linksOn, type FoundForm } from '../../frame/forms-of.ts';
import { formFields, post } from '../../post.ts';
import { testOptions, testServices } from '../../services.ts';
import { actAt, everyAct, type Act } from './acts.ts';
import { capturing, type Captured } from './capturing.ts';
import { notOffered } from './not-offered.ts';
import { standsAs } from './organisation.ts';
import { statesFor, type Who } from './states.ts';

const every = Object.keys(roleWords) as Role[];
const staff = every.filter(role => role !== 'outside_partner');

const kept = await testRecords();
after(() => kept.close());
const { records, organisation, clock } = kept;
const actors = new Map<Role, Actor>();
for (const role of every) actors.set(role, await kept.join(role));
const who = Object.fromEntries([...actors].map(([role, { userId }]) => [role, userId])) as Who;
/** Whose roles and account are changed; nobody's but a colleague's who does nothing else here. */
const spare = await kept.join('practitioner');
const states = statesFor(who, staff);
await standsAs(kept, spare, await kept.join('safeguarding_lead'), states);

const captured: Captured[] = [];
const plain = testServices();
const app = await buildApp(
  testOptions({
    now: () => clock.now,
    services: testServices({
      helplineOf: organisation,
      records: { ...records, ...capturing(records, captured) },
      accounts: {
        ...plain.accounts,
        signedIn(headers) {
          const userId = /(?:^|; )walker=([a-z0-9-]+)/.exec(headers.get('cookie') ?? '')?.[1];
          if (!userId) return Promise.resolve(undefined);
          const sessionId = `session-${userId}`;
          return Promise.resolve({ userId, name: userId, sessionId, mustSetUpCode: false, cookies: [] });
        },
      },
    }),
  }),
);
after(() => app.close());

/** The pages that lead to what can be recorded of each record. */
const pagesOf = {
  case: (id: string) => [
    `/people/${id}`,
    `/people/${id}/record`,
    `/people/${id}/letters`,
    `/people/${id}/kept`,
    `/referrals/${id}`,
  ],
  concern: (id: string) => [`/concerns/${id}`, `/concerns/${id}/keeping`],
  contact: (id: string) => [`/helpline/${id}`],
  group: (id: string) => [`/groups/${id}`],
  opening: (id: string) => [`/openings/${id}`],
  organisation: () => [
    '/organisation',
    `/organisation/people/${spare.userId}`,
    '/organisation/teams',
    '/organisation/cover',
    '/organisation/programmes',
    '/organisation/settings',
    '/organisation/unanswered',
    '/organisation/apart',
    '/retention',
    '/concerns/reporting-duty',
    '/concerns/duty-desks',
    '/audit/unusual',
  ],
} as const;

/** What a role is offered on any page, and what its form would record. */
const offered = new Map<Role, Set<string>>();
/** One example of every command that a form came to. */
const examples = new Map<string, Captured>();

for (const role of every)
  test(`E20: what a page of a record offers to a ${role} is what they may record, and its form comes to that`, async () => {
    const cookie = `walker=${who[role]}`;
    const open = (url: string) => app.inject({ url, headers: { cookie } });
    const token = formFields((await open('/account')).body, '/sign-out');
    const acts = new Set<string>();
    offered.set(role, acts);
    for (const { kind, id } of [...states, { kind: 'organisation', id: organisation } as const])
      for (const url of pagesOf[kind](id)) {
        const page = await open(url);
        assert.ok(
          [200, 303, 403, 404].includes(page.statusCode),
          `${url} answers a ${role} ${page.statusCode}`,
        );
        if (page.statusCode !== 200) continue;
        const own = formsOn(page.body).map(form => ({ url: form.action, form }));
        const links = linksOn(page.body).map(link => ({
          url: link,
          form: undefined as FoundForm | undefined,
        }));
        for (const one of [...own, ...links]) {
          const act = actAt(one.url, one.form ? 'form' : 'link');
          if (!act || acts.has(act.key)) continue;
          acts.add(act.key);
          const form = one.form ?? (await formAt(act, one.url));
          if (form) await fill(act, form);
        }
      }
    assert.deepEqual([...acts].sort(), mayRecord(role), `what is offered to a ${role}`);

    async function formAt(act: Act, url: string): Promise<FoundForm | undefined> {
      const { statusCode, body } = await open(url);
      assert.equal(statusCode, 200, `${url}, offered to a ${role}`);
      return formsOn(body).find(one => actAt(one.action, 'form')?.key === act.key);
    }

    /** Fills the form in as one would until it comes to a command; that has to be one of those it is for. */
    async function fill(act: Act, form: FoundForm): Promise<void> {
      for (const fields of fc.sample(filledIn(form, ['as told']), { numRuns: 6, seed: 7 })) {
        captured.length = 0;
        const { statusCode } = await post(
          app,
          form.action,
          { ...fields, ...token, _command: randomUUID() },
          cookie,
        );
        assert.ok(statusCode !== 403 && statusCode < 500, `POST ${form.action} as ${role}: ${statusCode}`);
        for (const one of captured) examples.set(`${one.kind} ${one.command.do}`, one);
        const own = captured.filter(one => one.kind === act.kind);
        if (own.length === 0) continue;
        for (const { command } of own)
          assert.ok(act.does.includes(command.do), `${act.key} records ${command.do}`);
        return;
      }
    }
  });

/** By the table alone: what somebody of a role may record of a record that they see, but for what nobody offers them. */
function mayRecord(role: Role): string[] {
  return everyAct
    .filter(({ kind }) => scopes[role][kind] !== 'none')
    .filter(({ kind, does }) =>
      does.some(one => (commands[kind] as Readonly<Record<string, readonly Role[]>>)[one].includes(role)),
    )
    .filter(({ key }) => !notOffered.some(one => one.key === key && one.to.includes(role)))
    .map(({ key }) => key)
    .sort();
}

const ofDeciders = ['link_to_case', 'unlink_from_case', 'place_hold', 'lift_hold'];

test('E20: whatever a form comes to is refused by the record itself to every role that was not offered it', async () => {
  assert.ok(examples.size > 60, `only ${examples.size} commands were met`);
  for (const { kind, stream, command } of examples.values()) {
    /** E6: some of what those who see a concern may record is its deciders’ alone. */
    const isTheirPart = async (role: Role) => {
      if (kind !== 'concern' || !ofDeciders.includes(command.do)) return true;
      const seen = await records.as(actors.get(role)!).concern(stream);
      const named = seen && [...seen.state.deciders, seen.state.third];
      return role === 'safeguarding_lead' || role === 'administrator' || !!named?.includes(who[role]);
    };
    const allowed = (commands[kind] as Readonly<Record<string, readonly Role[]>>)[command.do];
    for (const role of every) {
      const sent = records
        .as(actors.get(role)!)
        .decide(kind, stream, 'latest', randomUUID(), command as never)
        .then(
          () => 'answered',
          (error: unknown) => (error instanceof NotAllowed ? 'not allowed' : String(error)),
        );
      const should = allowed.includes(role) && (await isTheirPart(role)) ? 'answered' : 'not allowed';
      assert.equal(await sent, should, `${kind} ${command.do}, sent by a ${role}`);
    }
  }
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addDays, day, type StreamKind } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { whoIn, type Who } from '../../src/commands/named.ts';
import { commandFields } from '../../src/commands/read-command.ts';
import { roleNames, staffRoles } from '../../src/access/roles.ts';
import { postgresVersions, testRecords, withClient, type TestRecords } from '../database.ts';
import { done, openCase, refer } from '../people.ts';

/** Every field of every command that names accounts, with whom it may name: as the record itself reads them. */
const naming = Object.entries(commandFields).flatMap(([kind, commands]) =>
  Object.entries(commands as Record<string, object>).flatMap(([name, fields]) =>
    Object.entries(fields)
      .map(([field, schema]) => ({ at: `${kind} ${name} ${field}`, who: whoIn(schema) }))
      .filter((one): one is { at: string; who: Who } => one.who !== undefined),
  ),
);

const on = day('2026-03-12');
const later = addDays(on, 7);
const check = {
  atHome: { '0 to 4': 0, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
  contact: 'none',
  role: 'none',
  socialCare: 'not_involved',
};
const disclosure = { identifying: true, child: true, otherPerson: false, crimeTold: false };
const reason = 'as told';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let doer: Actor;
  let worker: Actor;
  let colleague: Actor;
  let spare: Actor;
  /** Who can be named by nothing but what also names those who left. */
  let gone: string;
  let partner: string;
  let elsewhere: string;
  const byRole = new Map<string, string>();
  const streams: Record<string, string> = {};

  const decide = (kind: StreamKind, stream: string, command: object) =>
    at.records
      .as(kind === 'contact' ? worker : doer)
      .decide(kind, stream, 'latest', randomUUID(), command as never);

  before(async () => {
    at = await testRecords({ version });
    doer = await at.join('practitioner', 'programme_lead', 'safeguarding_lead');
    worker = await at.join('helpline_worker');
    colleague = await at.join(...staffRoles);
    spare = await at.join(...staffRoles);
    partner = (await at.join('outside_partner')).userId;
    for (const role of staffRoles) byRole.set(role, (await at.join(role)).userId);
    const { organisation, administrator, records } = at;
    gone = (await at.join(...staffRoles)).userId;
    const leave = { do: 'leave', on, user: gone } as const;
    await done(records.as(administrator).decide('organisation', organisation, 'latest', randomUUID(), leave));
    elsewhere = 'account-of-another-house';
    await records.found({
      id: randomUUID(),
      name: 'Elsewhere',
      madeUp: true,
      on: day('2022-01-03'),
      administrator: { userId: elsewhere, name: 'Ivo Quill' },
    });

    const open = async (reference: string) => openCase(records, doer, { reference });
    streams.case = await open('TC-1');
    await done(decide('case', streams.case, { do: 'give_task', ...task('t0', colleague.userId) }));
    streams.kept = await open('TC-5');
    await done(decide('case', streams.kept, { do: 'exclude_staff', on, staff: [gone, partner], reason }));
    streams.closed = await open('TC-2');
    const close = { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null };
    await done(decide('case', streams.closed, close));
    streams.accepted = randomUUID();
    await done(decide('case', streams.accepted, refer({ reference: 'TC-3' })));
    await done(decide('case', streams.accepted, { do: 'triage', on, outcome: 'accepted' }));
    const call = { channel: 'phone', group: 'own_behaviour', caller: 'not_said', statement: '2026-1' };
    streams.contact = randomUUID();
    const words = { language: 'en', interpreter: false, began: '09:00' };
    await done(decide('contact', streams.contact, { do: 'take_call', on, ...call, ...words }));
    streams.concern = randomUUID();
    const told = { said: 'as told', child: 'canary child' };
    const raise = { do: 'raise', on, source: 'staff', immediateDanger: false, ...told };
    await done(decide('concern', streams.concern, raise));
    streams.group = randomUUID();
    await done(decide('group', streams.group, plan(doer.userId)));
  });
  after(() => at.close());

  const task = (id: string, to: string) => ({ on, task: id, kind: 'call', to, by: later, words: 'w' });
  const plan = (lead: string, facilitators: string[] = []) => {
    const programme = { programme: 'P1', name: 'Tuesday', places: 8 };
    return { do: 'plan', on, ...programme, sessions: [later], lead, facilitators };
  };

  type Example = readonly [stream: () => string, with_: (user: string) => object];
  /** A command that is right but for whom it names in that field. */
  const examples: Readonly<Record<string, Example>> = {
    'case open practitioner': [() => streams.accepted, practitioner => ({ do: 'open', on, practitioner })],
    'case change_practitioner practitioner': [
      () => streams.case,
      practitioner => ({ do: 'change_practitioner', on, practitioner }),
    ],
    'case hand_over practitioner': [
      () => streams.case,
      practitioner => ({ do: 'hand_over', on, practitioner, team: null, talkBy: later }),
    ],
    'case reopen practitioner': [
      () => streams.closed,
      practitioner => ({ do: 'reopen', on, practitioner, note: 'w' }),
    ],
    'case close watchedBy': [
      () => streams.case,
      watchedBy => ({ do: 'close', on, reason: 'no_contact', watchedBy, transfer: null }),
    ],
    'case give_task to': [() => streams.case, to => ({ do: 'give_task', ...task(randomUUID(), to) })],
    'case reassign_task to': [
      () => streams.case,
      to => ({ do: 'reassign_task', on, task: 't0', to, by: later }),
    ],
    'case check_children by': [
      () => streams.case,
      by => ({ do: 'check_children', on, check, by, asked: [] }),
    ],
    'case restrict_to allowed': [
      () => streams.case,
      one => ({ do: 'restrict_to', on, allowed: [doer.userId, one], reason, message: '' }),
    ],
    'case exclude_staff staff': [
      () => streams.case,
      one => ({ do: 'exclude_staff', on, staff: [byRole.get('commissioner'), one], reason }),
    ],
    'case end_exclusion staff': [
      () => streams.kept,
      one => ({ do: 'end_exclusion', on, staff: [gone, partner, one], reason }),
    ],
    'contact take worker': [() => streams.contact, worker => ({ do: 'take', on, worker })],
    'contact answer worker': [() => streams.contact, worker => ({ do: 'answer', on, worker, words: 'w' })],
    'contact note_disclosure named': [
      () => streams.contact,
      named => ({ do: 'note_disclosure', on, ...disclosure, knownToPolice: 'no', named }),
    ],
    'contact keep_from workers': [
      () => streams.contact,
      one => ({ do: 'keep_from', on, workers: [byRole.get('commissioner'), one] }),
    ],
    'concern name_staff about': [
      () => streams.concern,
      one => ({ do: 'name_staff', on, about: [byRole.get('commissioner'), one] }),
    ],
    'concern name_deciders first': [
      () => streams.concern,
      first => ({ do: 'name_deciders', on, first, second: doer.userId }),
    ],
    'concern name_deciders second': [
      () => streams.concern,
      second => ({ do: 'name_deciders', on, first: doer.userId, second }),
    ],
    'concern name_third third': [() => streams.concern, third => ({ do: 'name_third', on, third })],
    'group plan lead': [() => randomUUID(), lead => plan(lead)],
    'group plan facilitators': [() => randomUUID(), one => plan(doer.userId, [one])],
    'group name_facilitators lead': [
      () => streams.group,
      lead => ({ do: 'name_facilitators', on, lead, facilitators: [] }),
    ],
    'group name_facilitators facilitators': [
      () => streams.group,
      one => ({ do: 'name_facilitators', on, lead: doer.userId, facilitators: [one] }),
    ],
    'group cover_session by': [() => streams.group, by => ({ do: 'cover_session', on, session: 1, by })],
  };
  const held = naming.filter(one => one.who !== 'any');

  test(title('every field of a command that names somebody is tried here, or may name anybody'), () => {
    assert.deepEqual(held.map(one => one.at).toSorted(), Object.keys(examples).toSorted());
    const free = naming.filter(one => one.who === 'any').map(one => one.at);
    // What an organisation names, its own decider holds; E34: nothing refuses that a concern is raised.
    assert.deepEqual(
      free.filter(one => !one.startsWith('organisation ')),
      ['concern raise about'],
    );
  });

  test(
    title('nobody is named who cannot do it: nobody at all, who left, a partner, another role'),
    async () => {
      const strangers = fc.constantFrom('nobody-at-all', 'system', 'caller', elsewhere);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...held),
          fc.oneof(
            strangers,
            fc.constantFrom(gone, partner),
            fc.constantFrom(...[...byRole.keys()].map(role => byRole.get(role)!)),
          ),
          async (one, user) => {
            if (one.who === 'any' || isFit(one.who, user)) return;
            const [stream, command] = examples[one.at];
            const [kind, , field] = one.at.split(' ') as [StreamKind, string, string];
            const id = stream();
            const head = await headOf(id);
            const outcome = await decide(kind, id, command(user));
            assert.ok(!outcome.ok && outcome.reason === 'refused', `${one.at} took ${user}`);
            assert.equal(outcome.refusal.code, 'cannot_be_named', `${one.at}: ${outcome.refusal.words}`);
            assert.equal(outcome.refusal.field, field);
            assert.match(outcome.refusal.words, /Nothing was saved\./);
            assert.equal(await headOf(id), head);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  test(title('E34: a concern is raised and passed on whomever it names'), async () => {
    const about = ['nobody-at-all', gone];
    const raise = { do: 'raise', on, source: 'staff', immediateDanger: true, said: 'w', child: 'w', about };
    const concern = randomUUID();
    await done(decide('concern', concern, raise));
    await done(decide('concern', concern, { do: 'pass_on', on, to: 'emergency_services', reference: '' }));
  });

  test(
    title('an entry that names somebody who left since is still put right in everything else'),
    async () => {
      const leaver = await at.join('practitioner');
      const id = await openCase(at.records, doer, { reference: 'TC-4' });
      const given = await done(
        decide('case', id, { do: 'change_practitioner', on, practitioner: leaver.userId }),
      );
      const leave = { do: 'leave', on, user: leaver.userId } as const;
      const admin = at.records.as(at.administrator);
      await done(admin.decide('organisation', at.organisation, 'latest', randomUUID(), leave));
      const version = given.versions[id];
      const correct = (practitioner: string, expected: number) =>
        at.records.as(doer).correct(
          'case',
          id,
          expected,
          randomUUID(),
          version,
          {
            do: 'change_practitioner',
            on: day('2026-03-11'),
            practitioner,
          },
          'entered_wrongly',
        );
      const refused = await correct('nobody-at-all', version);
      assert.ok(!refused.ok && refused.reason === 'refused' && refused.refusal.code === 'cannot_be_named');
      await done(correct(leaver.userId, version));
    },
  );

  test(title('whoever can do it is named, in each of these fields'), async () => {
    // In this order: a case is closed last, and a third settles what two others decide.
    const order = [...held].toSorted(
      (a, b) => Number(a.at.includes('close')) - Number(b.at.includes('close')),
    );
    for (const { at: where } of order) {
      const [stream, command] = examples[where];
      const user = where.includes('third')
        ? spare.userId
        : where.includes('worker')
          ? worker.userId
          : colleague.userId;
      const outcome = await decide(where.split(' ')[0] as StreamKind, stream(), command(user));
      // The decider may have its own reasons by now: never whom it names.
      const refused = !outcome.ok && outcome.reason === 'refused' ? outcome.refusal.code : null;
      assert.notEqual(refused, 'cannot_be_named', where);
      assert.notEqual(!outcome.ok && outcome.reason, 'not_found', where);
    }
  });

  function isFit(who: Exclude<Who, 'any'>, user: string): boolean {
    const roles = roleNames.filter(role => byRole.get(role) === user);
    if (who === 'known') return user === gone || user === partner || roles.length > 0;
    return roles.some(role => who.includes(role));
  }

  async function headOf(stream: string): Promise<number> {
    return withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ head: number }>(
        'select count(*)::int as head from throughcare.event where stream = $1',
        [stream],
      );
      return rows[0].head;
    });
  }
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type CaseCommand, type ScheduledClass } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions } from '../database.ts';
import { done, openCase } from '../people.ts';
import { act, closed, on, raised, withLeads, type WithLeads } from './concerned.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: WithLeads;
  let administrator: Actor;
  let worker: Actor;
  before(async () => {
    at = await withLeads(version);
    administrator = await at.join('administrator');
    worker = await at.join('helpline_worker');
    for (const name of ['casework', 'concern', 'contact', 'group'] as const) await schedule(name);
  });
  after(() => at.close());

  async function schedule(name: ScheduledClass) {
    const agreed = name === 'casework' || name === 'concern' ? 'by_two' : 'by_schedule';
    const of = { on, class: name, months: 12, from: 'ended', agreed } as const;
    const why = { owner: at.administrator.userId, legalReference: 'as told', reason: 'as told' };
    const house = (who: Actor, command: object) =>
      done(
        at.records.as(who).decide('organisation', at.organisation, 'latest', randomUUID(), command as never),
      );
    await house(at.administrator, { do: 'set_retention', ...of, ...why });
    await house(at.other, { do: 'check_retention', ...of });
  }

  const tell = (who: Actor, id: string, command: CaseCommand) =>
    done(at.records.as(who).decide('case', id, 'latest', randomUUID(), command));

  async function closedCase(reference: string): Promise<string> {
    const id = await openCase(at.records, at.ines, { reference, stage: 'not_known_to_police' });
    await tell(at.ines, id, { do: 'close', on, reason: 'completed', watchedBy: null, transfer: null });
    return id;
  }

  const later = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const now = at.clock.now;
    at.clock.now = Date.UTC(2027, 5, 12, 10);
    try {
      return await work();
    } finally {
      at.clock.now = now;
    }
  };

  /** What somebody is told of a class when its time has ended. */
  const seenOf = (name: ScheduledClass, who: Actor) =>
    later(async () => {
      const { counts, toDecide } =
        name === 'concern'
          ? await at.records.as(who).concernRetention()
          : (await at.records.as(who).retention()).find(one => one.class === name)!;
      return { ...counts!, toDecide: toDecide.length };
    });

  const link = (concern: string, id: string) =>
    act(at, at.other, concern, { do: 'link_to_case', on, case: id });

  test(
    title('E7, E20: what a lead is told of retention is the same with and without a concern about them'),
    async () => {
      const id = await closedCase('TC-1');
      const [asLead, asOther] = [await seenOf('casework', at.lead), await seenOf('casework', at.other)];
      assert.deepEqual(asLead, { ended: 1, due: 1, staying: {}, toDecide: 1 });
      const concern = await raised(at, { about: [at.lead.userId] });
      await link(concern, id);
      assert.deepEqual(await seenOf('casework', at.lead), asLead);
      const kept = { ...asOther, staying: { open_elsewhere: 1 }, toDecide: 0 };
      assert.deepEqual(await seenOf('casework', at.other), kept);
      assert.deepEqual(await seenOf('casework', administrator), {
        ended: 1,
        due: 1,
        staying: { kept: 1 },
        toDecide: 0,
      });
      // It keeps the case all the same, and so does one that they may see, of which they are told.
      const ask = {
        do: 'ask_erasure',
        on,
        ground: 'no_longer_needed',
        personAsked: false,
        reason: 'as told',
      } as const;
      await tell(at.other, id, ask);
      const { version: expected } = (await at.records.as(at.lead).person(id))!;
      const agreed = await at.records.as(at.lead).agreeErasure(randomUUID(), { case: id, expected, on });
      assert.equal(!agreed.ok && agreed.reason === 'refused' && agreed.refusal.code, 'open_elsewhere');
      await link(await raised(at), id);
      assert.deepEqual(await seenOf('casework', at.lead), kept);
    },
  );

  test(
    title(
      'E7, E20: nor of a contact that a concern about them came from, nor of a concern that one about them keeps',
    ),
    async () => {
      const contact = randomUUID();
      const opened = await at.records
        .asCaller(at.organisation)
        .open(contact, { group: 'another_adults_behaviour', statement: '1', words: 'as told' });
      assert.ok(opened.ok);
      const { contact: from } = (await at.records.as(worker).contacts())[0];
      const tellContact = (command: object) =>
        done(at.records.as(worker).decide('contact', from, 'latest', randomUUID(), command as never));
      const mine = await raised(at);
      const contacts = await seenOf('contact', at.lead);
      const about = await raised(at, { about: [at.lead.userId] });
      await tellContact({ do: 'raise_concern', on, concern: about });
      await tellContact({ do: 'end', on, how: 'answered' });
      const both = [
        { kind: 'concern', stream: mine, expected: 'latest', command: { do: 'join', on, with: about } },
        { kind: 'concern', stream: about, expected: 'latest', command: { do: 'join', on, with: mine } },
      ] as const;
      await done(at.records.as(at.other).decideTogether(randomUUID(), both));
      await closed(at, mine);
      // That it has ended is told, of all contacts; that its time has too is not, for then it would go.
      assert.deepEqual(await seenOf('contact', at.lead), { ...contacts, ended: 1 });
      assert.deepEqual((await seenOf('contact', at.other)).staying, { open_elsewhere: 1 });
      assert.deepEqual(await seenOf('concern', at.lead), { ended: 1, due: 1, staying: {}, toDecide: 1 });
      assert.deepEqual((await seenOf('concern', at.other)).staying, { open_elsewhere: 1 });
    },
  );

  test(
    title(
      'E20, E22: a case that is closed to them is in no count of a lead, nor of an administrator who sees cases',
    ),
    async () => {
      const both = await at.join('administrator', 'programme_lead');
      const ids = [await closedCase('TC-3'), await closedCase('TC-4')];
      // One after the other: the clock is moved for each.
      const before = [
        await seenOf('casework', at.lead),
        await seenOf('casework', both),
        await seenOf('casework', at.other),
        await seenOf('casework', administrator),
      ] as const;
      const staff = [at.lead, both, administrator].map(one => one.userId);
      await tell(at.other, ids[0], { do: 'exclude_staff', on, staff, reason: 'as told' });
      const allowed = [at.other.userId];
      await tell(at.other, ids[1], { do: 'restrict_to', on, allowed, reason: 'as told', message: '' });
      const less = ({ ended, due, staying, toDecide }: (typeof before)[number], decides: boolean) => ({
        ended: ended - 2,
        due: due - 2,
        staying,
        toDecide: decides ? toDecide - 2 : toDecide,
      });
      assert.deepEqual(await seenOf('casework', at.lead), less(before[0], true));
      assert.deepEqual(await seenOf('casework', both), less(before[1], false));
      assert.deepEqual(await seenOf('casework', at.other), before[2]);
      assert.deepEqual(
        await seenOf('casework', administrator),
        before[3],
        'nothing moves for whoever sees no case',
      );
    },
  );

  test(
    title('E20, E22: a group that a hold on such a case keeps is in no count of what is due, and stays'),
    async () => {
      const programme = randomUUID();
      const offer = { do: 'offer_programme', on, programme, name: 'P', sessions: 2, places: 4 } as const;
      await done(
        at.records
          .as(at.administrator)
          .decide('organisation', at.organisation, 'latest', randomUUID(), offer),
      );
      const group = randomUUID();
      const plan = {
        do: 'plan',
        on,
        programme,
        name: 'G',
        places: 4,
        sessions: [day('2026-03-19')],
        lead: at.ines.userId,
      };
      const id = await openCase(at.records, at.ines, { reference: 'TC-5' });
      await at.records.fill(at.organisation, [
        {
          kind: 'group',
          id: group,
          steps: [plan, { do: 'take_place', on, case: id, enrolment: 'e' }].map(command => ({
            command: command as never,
            actor: at.lead.userId,
            recordedAt: at.clock.now,
          })),
        },
      ]);
      await tell(at.other, id, {
        do: 'place_hold',
        on,
        hold: 'h',
        ground: 'inquiry',
        until: null,
        reason: 'as told',
      });
      const held = { ended: 1, due: 1, staying: { held: 1 }, toDecide: 0 };
      assert.deepEqual(await seenOf('group', at.lead), held);
      await tell(at.other, id, { do: 'exclude_staff', on, staff: [at.lead.userId], reason: 'as told' });
      assert.deepEqual(await seenOf('group', at.lead), { ended: 1, due: 0, staying: {}, toDecide: 0 });
      assert.deepEqual(await seenOf('group', at.other), held);
    },
  );
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addDays, day, type CaseCommand, type OrganisationCommand } from '@throughcare/pathway';
import { openHouse, DAY, HOUR, type Walker } from '../helpline/house.ts';
import { offerProgrammes, openCase, somebody } from '../person/case.ts';

/*
 * Whoever sees a case by one tie alone reads it, in lists and on its pages; once the tie ends they read nothing of it from
 * the next request on, with the same session. Nothing is recorded on the way: reading alone has to stop.
 */
const house = await openHouse();
await offerProgrammes(house);
const on = day('2026-03-12');
const carries = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const administrator = await house.walker('administrator');

const ofOrganisation = async (...commands: readonly OrganisationCommand[]) => {
  for (const command of commands) {
    const outcome = await administrator.repository.decide(
      'organisation',
      house.organisation,
      'latest',
      randomUUID(),
      command,
    );
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
};
const ofCase = async (id: string, command: CaseCommand, who: Walker = lead) => {
  const outcome = await who.repository.decide('case', id, 'latest', randomUUID(), command);
  assert.ok(outcome.ok, JSON.stringify(outcome));
};

/** Pages on which the case stands while the tie holds; those of a list tell by name or reference. */
const lists = ['/people', '/today', '/welfare', '/waiting-list', '/referrals', '/groups', '/openings'];
const pages = ['', '/legal-step', '/letters', '/record', '/team'];

interface Seen {
  readonly lists: readonly string[];
  readonly pages: readonly string[];
  readonly found: boolean;
}

/** Where somebody reads anything of a case, by its name, its reference or its address. */
async function reads(who: Walker, id: string, reference: string, surname: string): Promise<Seen> {
  const tells = (body: string) => [id, reference, surname].some(one => body.includes(one));
  const told: string[] = [];
  for (const url of lists) if (tells((await who.open(url)).body)) told.push(url);
  const opened: string[] = [];
  for (const page of pages) {
    const { statusCode, body } = await who.open(`/people/${id}${page}`);
    if (statusCode === 200 || body.includes(surname) || body.includes(reference)) opened.push(page);
  }
  // A search by sound finds others too.
  const { rows } = await who.repository.people({ search: surname }).catch(() => ({ rows: [] }));
  return { lists: told, pages: opened, found: rows.some(row => row.case === id) };
}

const nothing: Seen = { lists: [], pages: [], found: false };

interface Way {
  readonly reader: () => Promise<Walker>;
  /** Ties them to the case; gives what ends it. */
  readonly tie: (reader: Walker, id: string) => Promise<() => Promise<unknown>>;
}

const group = async (user: string, id: string): Promise<string> => {
  const stream = randomUUID();
  const plan = {
    do: 'plan',
    on,
    programme: 'group',
    name: 'Tuesday',
    places: 4,
    sessions: [addDays(on, 7)],
    lead: user,
  } as const;
  const take = { do: 'take_place', on, case: id, enrolment: 'e1' } as const;
  for (const command of [plan, take]) {
    const outcome = await lead.repository.decide('group', stream, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  return stream;
};

const colleague = () => house.walker('practitioner');
const absent = carries.actor.userId;

const ways: Readonly<Record<string, Way>> = {
  'a stand-in whose cover is ended': {
    reader: colleague,
    async tie({ actor: { userId: by } }) {
      const cover = randomUUID();
      const until = addDays(on, 7);
      await ofOrganisation({ do: 'arrange_cover', on, cover, absent, by, from: on, until });
      return () => ofOrganisation({ do: 'end_cover', on, cover });
    },
  },
  'a stand-in after the last day of the cover': {
    reader: colleague,
    async tie({ actor: { userId: by } }) {
      await ofOrganisation({ do: 'arrange_cover', on, cover: randomUUID(), absent, by, from: on, until: on });
      return async () => {
        house.clock.now += DAY;
      };
    },
  },
  'a stand-in who is no practitioner any longer': {
    reader: colleague,
    async tie({ actor: { userId: by } }) {
      const until = addDays(on, 7);
      await ofOrganisation({ do: 'arrange_cover', on, cover: randomUUID(), absent, by, from: on, until });
      return () => ofOrganisation({ do: 'change_roles', on, user: by, roles: ['helpline_worker'] });
    },
  },
  'a lead who is no lead any longer': {
    reader: () => house.walker('programme_lead'),
    tie:
      async ({ actor: { userId: user } }) =>
      () =>
        ofOrganisation({ do: 'change_roles', on, user, roles: ['practitioner'] }),
  },
  'a safeguarding lead who looks into figures now': {
    reader: () => house.walker('safeguarding_lead'),
    tie:
      async ({ actor: { userId: user } }) =>
      () =>
        ofOrganisation({ do: 'change_roles', on, user, roles: ['commissioner', 'analyst'] }),
  },
  'a lead who has left': {
    reader: () => house.walker('programme_lead'),
    tie:
      async ({ actor: { userId: user } }) =>
      () =>
        ofOrganisation({ do: 'leave', on, user }),
  },
  'a lead who is kept out by name': {
    reader: () => house.walker('programme_lead'),
    tie:
      async ({ actor: { userId } }, id) =>
      () =>
        ofCase(id, { do: 'exclude_staff', on, staff: [userId], reason: 'As told.' }),
  },
  'a lead, since the case is open to others alone': {
    reader: () => house.walker('programme_lead'),
    tie: async (_reader, id) => () =>
      ofCase(id, {
        do: 'restrict_to',
        on,
        allowed: [carries.actor.userId, lead.actor.userId],
        reason: 'As told.',
        message: '',
      }),
  },
  'whoever gave the case to a colleague': {
    reader: colleague,
    async tie(reader, id) {
      await ofCase(id, { do: 'change_practitioner', on, practitioner: reader.actor.userId });
      return () => ofCase(id, { do: 'change_practitioner', on, practitioner: absent });
    },
  },
  'whoever led a group that somebody else leads now': {
    reader: colleague,
    async tie(reader, id) {
      const stream = await group(reader.actor.userId, id);
      const others = { do: 'name_facilitators', on, lead: lead.actor.userId, facilitators: [] } as const;
      return () => lead.repository.decide('group', stream, 'latest', randomUUID(), others);
    },
  },
  'whoever opened it in an emergency, after its hours': {
    reader: colleague,
    async tie(reader, id) {
      const open = {
        do: 'open',
        on,
        case: id,
        ground: 'nobody_there',
        hours: 2,
        reason: 'As told.',
      } as const;
      const outcome = await reader.repository.decide('opening', randomUUID(), 0, randomUUID(), open);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return async () => {
        house.clock.now += 3 * HOUR;
      };
    },
  },
};

let number = 0;
for (const [name, { reader, tie }] of Object.entries(ways)) {
  test(`E20: ${name} reads nothing of a case from the next request on`, async () => {
    number++;
    const [reference, surname] = [`TC-7${number}00`, `Wexcombe${'abcdefghijklmno'[number]}`];
    const enrolled: CaseCommand = {
      do: 'enrol',
      on,
      enrolment: 'e1',
      programme: 'group',
      basis: 'voluntary_after_sentence',
      assessed: true,
    };
    const id = await openCase(carries, reference, [enrolled], { ...somebody, surname });
    const who = await reader();
    const then = house.clock.now;
    const end = await tie(who, id);
    const before = await reads(who, id, reference, surname);
    assert.ok(before.pages.length > 1 && before.lists.length > 0, JSON.stringify(before));
    await end();
    const after = await reads(who, id, reference, surname);
    house.clock.now = then;
    // That they opened it stands on their own list of openings, by its reference: it was theirs to answer for.
    const left = after.lists.filter(url => url !== '/openings' || !name.includes('emergency'));
    assert.deepEqual({ ...after, lists: left }, nothing);
  });
}

test('E20: a file that is taken out while they are demoted comes whole or not at all, and after it none', async () => {
  const id = await openCase(carries, 'TC-7900', [], { ...somebody, surname: 'Wexcombez' });
  const who = await house.walker('safeguarding_lead');
  await ofCase(id, { do: 'ask_copy', on, request: 'r1' });
  const url = `/people/${id}/kept/copy/r1/text`;
  const whole = await who.open(url);
  assert.equal(whole.statusCode, 200, whole.body.slice(0, 300));
  const asked = Array.from({ length: 6 }, () => who.open(url));
  const demoted = ofOrganisation({ do: 'change_roles', on, user: who.actor.userId, roles: ['practitioner'] });
  const answers = await Promise.all(asked);
  await demoted;
  for (const { statusCode, body } of answers) {
    if (statusCode === 200) assert.equal(body, whole.body);
    else assert.ok([403, 404].includes(statusCode) && !body.includes('Wexcombez'), String(statusCode));
  }
  const { statusCode, body } = await who.open(url);
  assert.ok([403, 404].includes(statusCode) && !body.includes('Wexcombez'));
});

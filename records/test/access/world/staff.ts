import { randomUUID } from 'node:crypto';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import { withClient, type TestRecords } from '../../database.ts';
import { done } from '../../people.ts';
import { accounts, NORTH, SOUTH, type World } from './drawn.ts';

const on = day('2026-03-10');

/** Who works there, in which teams, who stands in for whom, and whose work has ended. */
export async function staff(
  { records, database }: TestRecords,
  organisation: string,
  world: World,
): Promise<void> {
  const founder = { userId: 'founder', name: 'Founder', roles: ['administrator', 'programme_lead'] } as const;
  await records.found({ id: organisation, name: 'Drawn', madeUp: true, on, administrator: founder });
  const admin = records.as({ ...founder, organisationId: organisation });
  // What somebody was given as a practitioner they still have when they come to have other roles, or none.
  for (const user of accounts) {
    const join = { do: 'join', on, user, name: user, roles: ['practitioner'] } as const;
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), join));
  }
  for (const command of houseCommands(world)) {
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), command));
  }
  for (const [index, user] of accounts.entries()) {
    const change = { do: 'change_roles', on, user, roles: world.roles[index] } as const;
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), change));
  }
  for (const user of world.left) {
    const leave = { do: 'leave', on: day('2026-03-12'), user } as const;
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), leave));
  }
  // One row in each of the logs, so that whoever may read them has something to see.
  await admin.organisation();
  await withClient(database.serveUrl, async client => {
    await client.query('begin');
    await client.query(`select throughcare.enter($1, 'system', null, null)`, [organisation]);
    await client.query(`select throughcare.keep_seal('event', 1, 1, 1, '\\x00', now(), '\\x00'),
      throughcare.keep_root(1, '2026-03-10', '{}', '\\x00')`);
    await client.query(
      `insert into throughcare.job (organisation, kind, slot) values ($1, 'seal', 'drawn')`,
      [organisation],
    );
    await client.query('commit');
  });
  await withClient(database.superuserUrl, async client => {
    await client.query(`insert into throughcare.erasure values ($1, 1, gen_random_uuid(), '{}', '\\x00')`, [
      organisation,
    ]);
  });
}

/** Something of everything that an organisation arranges for itself. */
function houseCommands({ covers }: World): OrganisationCommand[] {
  const stands = covers
    .filter(one => one.by !== one.absent)
    .flatMap(({ by, absent, days }): OrganisationCommand[] => {
      const cover = randomUUID();
      const until = days === 'past' ? day('2026-03-11') : day('2026-03-20');
      const arrange = { do: 'arrange_cover', on, cover, absent, by, from: on, until } as const;
      return days === 'ended' ? [arrange, { do: 'end_cover', on: day('2026-03-12'), cover }] : [arrange];
    });
  return [
    { do: 'offer_programme', on, programme: 'P', name: 'Tuesdays', sessions: 1, places: 9 },
    { do: 'make_team', on, team: NORTH, name: 'North' },
    { do: 'join_team', on, team: NORTH, user: 'u1' },
    { do: 'join_team', on, team: NORTH, user: 'u2' },
    { do: 'leave_team', on: day('2026-03-11'), team: NORTH, user: 'u2' },
    { do: 'make_team', on, team: SOUTH, name: 'South' },
    { do: 'join_team', on, team: SOUTH, user: 'u3' },
    { do: 'close_team', on: day('2026-03-11'), team: SOUTH },
    { do: 'arrange_on_call', on, cover: randomUUID(), by: 'u1', from: on, until: day('2026-03-20') },
    { do: 'set_number', on, setting: 'triageWithin', value: 5, owner: 'u1', reason: 'as told' },
    { do: 'count_unanswered', on, channel: 'phone', calls: 2 },
    ...stands,
  ];
}

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { day, type OrganisationCommand, type Role } from '@throughcare/pathway';
import { roleNames } from '../../src/access/roles.ts';
import type { Seen, Viewer } from '../../src/access/viewer.ts';
import type { TestRecords } from '../database.ts';
import { withClient } from '../database.ts';
import { done, identity, refer } from '../people.ts';

/** A team that u1 is in and u2 has left; and one that was closed with u3 in it. */
const NORTH = '00000000-0000-4000-8000-00000000000a';
const SOUTH = '00000000-0000-4000-8000-00000000000b';

/** Who works in a drawn organisation; what they may do is drawn too. */
export const accounts = ['u1', 'u2', 'u3', 'u4'] as const;

const on = day('2026-03-10');
const HOUR = 60 * 60 * 1000;
const account = fc.constantFrom(...accounts);
const few = (most: number) => fc.subarray([...accounts], { maxLength: most });

/** An organisation: roles in any combination, cases kept from some and opened by others, concerns, groups. */
export const worlds = fc.record({
  roles: fc.array(fc.subarray([...roleNames]), { minLength: accounts.length, maxLength: accounts.length }),
  cases: fc.array(
    fc.record({
      practitioner: fc.option(account, { nil: null }),
      excluded: few(2),
      steppedAway: few(1),
      restrictedTo: fc.option(fc.subarray([...accounts], { minLength: 1, maxLength: 2 }), { nil: null }),
      inGroup: fc.boolean(),
      sentBy: fc.option(account, { nil: null }),
      team: fc.constantFrom(null, NORTH, SOUTH),
      openings: fc.array(
        fc.record({ by: account, hours: fc.constantFrom(1, 24), hoursAgo: fc.constantFrom(0, 3, 30) }),
        { maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  covers: fc.array(
    fc.record({ by: account, absent: account, days: fc.constantFrom('today', 'past', 'ended') }),
    { maxLength: 2 },
  ),
  concerns: fc.array(
    fc.record({
      raisedBy: account,
      about: few(4),
      named: fc.subarray([...accounts], { minLength: 2, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  lead: account,
});
export type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

/** A record in the database, and what the policy has to know of it. */
export type Made = Seen & {
  readonly id: string;
  readonly reference?: string;
  readonly isEnrolled?: boolean;
  readonly isHandedOver?: boolean;
  readonly isInGroup?: boolean;
  /** Who sent the referral from outside. */
  readonly sentBy?: string | null;
};

/** Who looks at a drawn organisation: each of its accounts, as they are there. */
export function viewersOf(organisation: string, world: World): Viewer[] {
  return accounts.map((user, index) => ({
    user,
    organisation,
    roles: world.roles[index],
    teams: user === 'u1' ? [NORTH] : [],
    covers: world.covers
      .filter(one => one.by === user && one.absent !== user && one.days === 'today')
      .map(one => one.absent),
  }));
}

/** Whether somebody is told how far a referral is: they sent it. What is done about it meanwhile takes none from their list. */
export function toldAsSender({ user, organisation, roles }: Viewer, one: Made): boolean {
  return one.organisation === organisation && one.sentBy === user && roles.includes('outside_partner');
}

/** Makes an organisation as the program itself does when it fills: through the deciders. */
export async function make(at: TestRecords, organisation: string, world: World): Promise<Made[]> {
  const { records, clock } = at;
  await staff(at, organisation, world);
  const told = (command: object, actor = 'founder', hoursAgo = 0) => ({
    command: command as never,
    actor,
    recordedAt: clock.now - hoursAgo * HOUR,
  });
  const group = randomUUID();
  const family = randomUUID();
  const contact = randomUUID();
  const cases = world.cases.map((one, index) => ({ ...one, id: randomUUID(), reference: `TC-${index + 1}` }));
  const concerns = world.concerns.map(one => concernSeen(organisation, world, one));
  const openings = cases.flatMap(one => one.openings.map(drawn => ({ ...drawn, id: randomUUID(), of: one })));
  const plan = { do: 'plan', on, programme: 'P', name: 'G', places: 9, sessions: [on], lead: world.lead };
  const inGroup = cases.filter(one => one.inGroup);
  await records.fill(organisation, [
    {
      kind: 'group',
      id: group,
      steps: [
        told(plan),
        ...inGroup.map(({ id }) => told({ do: 'take_place', on, case: id, enrolment: 'e' })),
      ],
    },
    ...cases.map(one => ({ kind: 'case' as const, id: one.id, steps: caseSteps(one, told) })),
    {
      kind: 'contact',
      id: contact,
      steps: [told({ do: 'open', on, group: 'other', statement: '1', words: 'x' }, 'caller')],
    },
    {
      kind: 'contact',
      id: family,
      steps: [
        told({ do: 'open', on, group: 'other', caller: 'family', statement: '1', words: 'x' }, 'caller'),
        told({ do: 'keep_from', on, workers: ['u2'] }),
      ],
    },
    ...concerns.map(({ id, raisedBy, about, named }) => {
      const raise = {
        do: 'raise',
        on,
        source: 'staff',
        immediateDanger: false,
        about,
        said: 's',
        child: 'c',
      };
      const [first, second] = named;
      const name = first === undefined ? [] : [told({ do: 'name_deciders', on, first, second })];
      return { kind: 'concern' as const, id, steps: [told(raise, raisedBy), ...name] };
    }),
    ...openings.map(({ id, by, hours, hoursAgo, of }) => {
      const recordedAt = clock.now - hoursAgo * HOUR;
      const today = day(new Date(recordedAt).toISOString().slice(0, 10));
      const open = { do: 'open', on: today, case: of.id, ground: 'nobody_there', hours, reason: 'as told' };
      return { kind: 'opening' as const, id, steps: [told(open, by, hoursAgo)] };
    }),
  ]);
  if (cases.length > 1) {
    const pair = { do: 'keep_apart', on, pair: randomUUID(), cases: [cases[0].id, cases[1].id] } as const;
    const founder = records.as({ userId: 'founder', name: 'Founder', organisationId: organisation });
    const keep = { ...pair, reason: 'relatives' } as const;
    await done(founder.decide('organisation', organisation, 'latest', randomUUID(), keep));
  }
  const seen = new Map(cases.map(one => [one.id, caseSeen(organisation, world, one)]));
  return [
    ...seen.values(),
    { kind: 'contact', organisation, id: contact },
    { kind: 'contact', organisation, id: family, keptFrom: ['u2'] },
    ...concerns,
    { kind: 'group', organisation, id: group },
    ...openings.map(({ id, by, of }) => ({
      kind: 'opening' as const,
      organisation,
      id,
      openedBy: by,
      ofCase: seen.get(of.id)!,
    })),
    { kind: 'organisation', organisation, id: organisation },
  ];
}

function concernSeen(organisation: string, world: World, drawn: World['concerns'][number]) {
  const { raisedBy, named } = drawn;
  const about: readonly string[] = drawn.about;
  return {
    kind: 'concern' as const,
    organisation,
    id: randomUUID(),
    raisedBy,
    about,
    // Nobody whom it is about can be named.
    named: named.some(user => about.includes(user)) ? [] : named,
    leadIsLeft: viewersOf(organisation, world).some(
      ({ user, roles }) => roles.includes('safeguarding_lead') && !about.includes(user),
    ),
  };
}

async function staff({ records, database }: TestRecords, organisation: string, world: World): Promise<void> {
  const founder = { userId: 'founder', name: 'Founder', roles: ['administrator', 'programme_lead'] } as const;
  await records.found({ id: organisation, name: 'Drawn', madeUp: true, on, administrator: founder });
  const admin = records.as({ ...founder, organisationId: organisation });
  // What somebody was given as a practitioner they still have when they come to have other roles, or none.
  for (const { user } of viewersOf(organisation, world)) {
    const join = { do: 'join', on, user, name: user, roles: ['practitioner'] } as const;
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), join));
  }
  for (const command of houseCommands(world)) {
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), command));
  }
  for (const { user, roles } of viewersOf(organisation, world)) {
    const change = { do: 'change_roles', on, user, roles: roles as Role[] } as const;
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), change));
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

const sentence = {
  order: 'o',
  proceedings: 'first',
  disposal: 'community_order',
  months: 12,
  suspended: null,
  requirements: [{ kind: 'programme', most: 20 }],
};

type DrawnCase = World['cases'][number] & { readonly id: string; readonly reference: string };

function caseSteps(drawn: DrawnCase, told: (command: object, actor?: string) => never | object) {
  const { practitioner, excluded, steppedAway, reference, sentBy, team } = drawn;
  const restrictedTo = allowedIn(drawn);
  const reason = 'as told';
  const referral = refer({ on, reference, identity: identity({ surname: 'Ashgrove', forename: 'Tobin' }) });
  const commands: [command: object, actor?: string][] = [
    sentBy === null ? [referral] : [{ ...referral, do: 'send_referral' }, sentBy],
  ];
  if (practitioner !== null) {
    commands.push(
      [{ do: 'triage', on, outcome: 'accepted' }],
      [{ do: 'open', on, practitioner: team === null ? practitioner : 'founder' }],
    );
    if (team !== null) commands.push([{ do: 'hand_over', on, practitioner, team, talkBy: on }]);
    commands.push(
      [{ do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' }],
      [{ do: 'record_sentence', on, sentence }],
    );
    commands.push([
      { do: 'enrol', on, enrolment: 'e', programme: 'P', basis: 'requirement', assessed: true },
    ]);
  }
  if (excluded.length > 0) commands.push([{ do: 'exclude_staff', on, staff: excluded, reason }]);
  for (const user of steppedAway) commands.push([{ do: 'step_away', on }, user]);
  if (restrictedTo !== null) {
    commands.push([{ do: 'restrict_to', on, allowed: restrictedTo, reason, message: '' }]);
  }
  return commands.map(([command, actor]) => told(command, actor)) as never[];
}

/** A restriction to nobody who may open the case is refused, so it is not drawn either. */
function allowedIn(drawn: DrawnCase): readonly string[] | null {
  const {
    restrictedTo,
    excluded,
    steppedAway,
  }: Record<'restrictedTo' | 'excluded' | 'steppedAway', readonly string[] | null> = drawn;
  const isSomebody = restrictedTo?.some(user => !excluded.includes(user) && !steppedAway.includes(user));
  return isSomebody ? restrictedTo : null;
}

function caseSeen(organisation: string, world: World, drawn: DrawnCase): Made {
  const { id, reference, practitioner, inGroup, openings, sentBy, team } = drawn;
  const [excluded, steppedAway]: (readonly string[])[] = [drawn.excluded, drawn.steppedAway];
  const restrictedTo = allowedIn(drawn);
  const mayCarry = (user: string) =>
    !excluded.includes(user) &&
    !steppedAway.includes(user) &&
    (restrictedTo === null || restrictedTo.includes(user));
  return {
    kind: 'case',
    organisation,
    id,
    reference,
    // Whoever may not see the case any longer does not carry it any longer.
    practitioner: practitioner !== null && mayCarry(practitioner) ? practitioner : null,
    awaitsTriage: practitioner === null,
    excluded,
    steppedAway,
    restrictedTo,
    openTo: openings.filter(one => one.hoursAgo < one.hours).map(one => one.by),
    sentBy,
    team: practitioner === null ? null : team,
    isEnrolled: practitioner !== null,
    isHandedOver: practitioner !== null && team !== null && mayCarry(practitioner),
    isInGroup: inGroup,
    groupLeads: inGroup ? [world.lead] : [],
  };
}

import fc from 'fast-check';
import {
  apartReasons,
  heldScopes,
  holdGrounds,
  numberSettings,
  retentionAgreements,
  retentionStarts,
  roles,
  scheduledClasses,
  type OrganisationCommand,
} from '../../src/index.ts';
import { anyDay } from '../case/commands.ts';

const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T)[]));
const c = fc.constant;
const user = fc.constantFrom('u1', 'u2', 'u3');
const team = fc.constantFrom('t1', 't2');
const cover = fc.constantFrom('c1', 'c2');
const programme = fc.constantFrom('p1', 'p2');
const words = fc.constantFrom('', ' ', 'as told');
const on = anyDay;
const hours = fc.option(
  fc.record({ opens: fc.constantFrom('09:00', '9'), closes: fc.constantFrom('17:00', '08:00') }),
);

const schedule = {
  class: keys(scheduledClasses),
  months: fc.integer({ min: 0, max: 2 }),
  from: keys(retentionStarts),
  agreed: keys(retentionAgreements),
};

/** Any command at all to an organisation, sensible or not. */
export const anyOrganisationCommand: fc.Arbitrary<OrganisationCommand> = fc.oneof(
  fc.record({ do: c('found' as const), on, name: words, madeUp: fc.boolean() }),
  fc.record({
    do: c('join' as const),
    on,
    user,
    name: words,
    roles: fc.subarray(Object.keys(roles) as never[]),
  }),
  fc.record({ do: c('change_roles' as const), on, user, roles: fc.subarray(Object.keys(roles) as never[]) }),
  fc.record({ do: c('leave' as const), on, user }),
  fc.record({ do: c('make_team' as const), on, team, name: words }),
  fc.record({ do: fc.constantFrom('join_team' as const, 'leave_team' as const), on, team, user }),
  fc.record({ do: c('close_team' as const), on, team }),
  fc.record({ do: c('arrange_cover' as const), on, cover, absent: user, by: user, from: on, until: on }),
  fc.record({ do: c('arrange_on_call' as const), on, cover, by: user, from: on, until: on }),
  fc.record({ do: c('end_cover' as const), on, cover }),
  fc.record({
    do: c('look_into_reads' as const),
    on,
    rule: c('r'),
    day: on,
    user,
    count: fc.integer({ min: 1, max: 3 }),
    words,
  }),
  fc.record({ do: c('open_reads_again' as const), on, rule: c('r'), day: on, user, words }),
  fc.record({
    do: c('offer_programme' as const),
    on,
    programme,
    name: words,
    sessions: fc.integer({ min: 1, max: 9 }),
    places: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    do: c('shape_programme' as const),
    on,
    programme,
    intake: fc.constantFrom('open' as const, 'closed' as const),
    modules: fc.array(
      fc.record({
        name: words,
        sessions: fc.array(
          fc.record({
            title: words,
            kind: fc.constantFrom('group' as const, 'one_to_one' as const),
            minutes: fc.integer({ min: -1, max: 200 }),
          }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 2 },
    ),
  }),
  fc.record({ do: c('withdraw_programme' as const), on, programme }),
  fc.record({
    do: c('set_number' as const),
    on,
    setting: keys(numberSettings),
    value: fc.integer({ min: -1, max: 400 }),
    owner: user,
    reason: words,
  }),
  fc.record({
    do: c('set_staffed_hours' as const),
    on,
    hours: fc.array(hours, { minLength: 6, maxLength: 7 }),
    owner: user,
    reason: words,
  }),
  fc.record({
    do: c('count_unanswered' as const),
    on,
    channel: fc.constantFrom('phone' as const, 'chat' as const),
    calls: fc.integer({ min: -1, max: 9 }),
  }),
  fc.record({
    do: c('keep_apart' as const),
    on,
    pair: fc.constantFrom('x', 'y'),
    cases: fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b')),
    reason: keys(apartReasons),
  }),
  fc.record({
    do: c('set_duty_desk' as const),
    on,
    desk: fc.constantFrom('d1', 'd2'),
    area: fc.constantFrom('', 'North'),
    officeNumber: fc.constantFrom('020 7946 0000', 'by post'),
    officeHours: words,
    outOfHoursNumber: fc.constantFrom(null, '', '020 7946 0001', 'none'),
    checkBy: on,
  }),
  fc.record({ do: c('remove_duty_desk' as const), on, desk: fc.constantFrom('d1', 'd2') }),
  fc.record({ do: c('end_apart' as const), on, pair: fc.constantFrom('x', 'y') }),
  fc.record({ do: c('renew_password' as const), on, user }),
  fc.record({
    do: c('set_retention' as const),
    on,
    ...schedule,
    owner: user,
    legalReference: words,
    reason: words,
  }),
  fc.record({ do: c('check_retention' as const), on, ...schedule }),
  fc.record({ do: c('end_retention' as const), on, class: schedule.class, reason: words }),
  fc.record({
    do: c('hold_records' as const),
    on,
    hold: fc.constantFrom('h1', 'h2'),
    scope: keys(heldScopes),
    ground: keys(holdGrounds),
    owner: user,
    authority: words,
    until: fc.option(on),
    reason: words,
  }),
  fc.record({ do: c('free_records' as const), on, hold: fc.constantFrom('h1', 'h2'), reason: words }),
  fc.record({
    do: c('set_mandatory_reporting' as const),
    on,
    role: fc.constantFrom('helpline', 'police'),
    from: fc.option(on),
    withinDays: fc.option(fc.integer({ min: -1, max: 9 })),
    source: words,
    reviewedBy: fc.option(words),
  }),
);

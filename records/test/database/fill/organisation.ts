import { randomUUID } from 'node:crypto';
import { day, type Day } from '@throughcare/pathway';
import { unusualRules } from '../../../src/audit/unusual-rules.ts';
import type { House, Undated } from './house.ts';

const hours = { opens: '09:00', closes: '17:00' };
const session = (title: string) => ({ title, kind: 'group', minutes: 90 }) as const;
const schedule = { months: 84, from: 'ended', agreed: 'by_two' } as const;

/** What an organisation sets of itself: teams, cover, programmes, settings, schedules, holds, desks. */
export async function fillOrganisation(house: House): Promise<void> {
  const { administrator, organisation, staff, today } = house;
  const { carries, away, other, lead, safeguarding, second, worker } = staff;
  const owner = administrator.userId;
  const asked = { owner, reason: 'As the board agreed.' };
  const set = (...commands: Undated<'organisation'>[]) =>
    house.tell(administrator, 'organisation', organisation, ...commands);
  const [team, closing] = [randomUUID(), randomUUID()];
  const [cover, ended] = [randomUUID(), randomUUID()];
  const leaves = await house.join('practitioner', 'analyst');
  await set(
    { do: 'change_roles', user: leaves.userId, roles: ['practitioner'] },
    { do: 'renew_password', user: leaves.userId },
    { do: 'leave', user: leaves.userId },
    { do: 'make_team', team, name: 'North' },
    { do: 'join_team', team, user: other.userId },
    { do: 'join_team', team, user: lead.userId },
    { do: 'leave_team', team, user: lead.userId },
    { do: 'make_team', team: closing, name: 'South' },
    { do: 'close_team', team: closing },
    {
      do: 'arrange_cover',
      cover,
      absent: away.userId,
      by: other.userId,
      from: today(),
      until: day('2026-12-18'),
    },
    { do: 'arrange_on_call', cover: ended, by: lead.userId, from: today(), until: day('2026-12-18') },
    { do: 'end_cover', cover: ended },
    { do: 'offer_programme', programme: 'P1', name: 'Tuesdays', sessions: 2, places: 8 },
    { do: 'offer_programme', programme: 'P2', name: 'One to one', sessions: 4, places: 4 },
    {
      do: 'shape_programme',
      programme: 'P2',
      intake: 'open',
      modules: [{ name: 'Beginning', sessions: [session('First'), session('Second')] }],
    },
    { do: 'offer_programme', programme: 'P4', name: 'Evenings', sessions: 6, places: 8 },
    { do: 'offer_programme', programme: 'P3', name: 'Spring', sessions: 3, places: 6 },
    { do: 'withdraw_programme', programme: 'P3' },
    { do: 'set_number', setting: 'chaseAfter', value: 3, ...asked },
    { do: 'set_staffed_hours', hours: [hours, hours, hours, hours, hours, null, null], ...asked },
    { do: 'set_retention', class: 'casework', ...schedule, ...asked, legalReference: 'Policy 7, section 2' },
    {
      do: 'set_retention',
      class: 'contact',
      months: 12,
      from: 'last_entry',
      agreed: 'by_schedule',
      ...asked,
      legalReference: 'Policy 7, section 3',
    },
    { do: 'set_retention', class: 'opening', ...schedule, ...asked, legalReference: 'Policy 7, section 4' },
    { do: 'end_retention', class: 'opening', reason: 'It goes with the case.' },
    { do: 'count_unanswered', channel: 'phone', calls: 40 },
  );
  await house.tell(safeguarding, 'organisation', organisation, {
    do: 'check_retention',
    class: 'casework',
    ...schedule,
  });
  await desksAndDuties(house);
  await holds(house);
  const meant = { rule: Object.keys(unusualRules)[0], day: today(), user: carries.userId };
  await house.tell(
    staff.auditor,
    'organisation',
    organisation,
    { do: 'look_into_reads', ...meant, count: 40, words: 'A review of every open case, as planned.' },
    { do: 'open_reads_again', ...meant, words: 'There were more than planned.' },
    { do: 'look_into_reads', ...meant, count: 52, words: 'Asked the lead: the plan had grown.' },
  );
  await house.tell(worker, 'organisation', organisation, {
    do: 'count_unanswered',
    channel: 'chat',
    calls: 3,
  });
  await house.tell(second, 'organisation', organisation, {
    do: 'arrange_on_call',
    cover: randomUUID(),
    by: second.userId,
    from: today(),
    until: day('2026-12-31'),
  });
}

async function desksAndDuties({
  tell,
  organisation,
  staff: { safeguarding, carries },
}: House): Promise<void> {
  const [desk, gone] = [randomUUID(), randomUUID()];
  const told = { officeHours: 'Monday to Friday, 9am to 5pm', checkBy: day('2027-04-01') };
  await tell(
    safeguarding,
    'organisation',
    organisation,
    {
      do: 'set_duty_desk',
      desk,
      area: 'Made-up North',
      officeNumber: '020 7946 0000, option 3',
      outOfHoursNumber: '020 7946 0001',
      ...told,
    },
    {
      do: 'set_duty_desk',
      desk: gone,
      area: 'Made-up South',
      officeNumber: '020 7946 0002',
      outOfHoursNumber: null,
      ...told,
    },
    { do: 'remove_duty_desk', desk: gone },
    {
      do: 'set_mandatory_reporting',
      role: 'practitioner',
      from: null,
      withinDays: null,
      source: 'Bill, clause 45',
      reviewedBy: null,
    },
    {
      do: 'set_mandatory_reporting',
      role: 'helpline_worker',
      from: day('2026-11-01'),
      withinDays: 1,
      source: 'Policy 3',
      reviewedBy: carries.name,
    },
  );
}

/** Two stand at a time; one is lifted by somebody else, and what remains covers groups alone. */
async function holds({ tell, organisation, staff: { safeguarding, second } }: House): Promise<void> {
  const hold = (id: string, scope: 'everything' | 'group', until: Day | null) =>
    ({
      do: 'hold_records',
      hold: id,
      scope,
      ground: scope === 'group' ? 'complaint_body' : 'inquiry',
      owner: safeguarding.userId,
      authority: 'A made-up inquiry',
      until,
      reason: 'Asked for by letter.',
    }) as const;
  const [lifted, stands] = [randomUUID(), randomUUID()];
  await tell(
    safeguarding,
    'organisation',
    organisation,
    hold(lifted, 'everything', null),
    hold(stands, 'group', day('2027-03-31')),
  );
  await tell(second, 'organisation', organisation, {
    do: 'free_records',
    hold: lifted,
    reason: 'The inquiry has ended.',
  });
}

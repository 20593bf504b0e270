import {
  asPlanned,
  attendanceOutcomes,
  expectedAt,
  isAttendanceCode,
  londonDay,
  sessionOf,
  type AttendanceCode,
  type GroupEvent,
  type GroupSession,
  type Mark,
} from '@throughcare/pathway';
import type { Group, GroupMember, Outcome } from '@throughcare/records';
import { z } from 'zod';
import { failure, page, type Answer } from '../frame/answer.ts';
import { withErrors, type Filled, type FormView } from '../frame/form.ts';
import { settle } from '../frame/outcome.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { options } from '../person/options.ts';
import type { Repository } from '../services.ts';
import { groupView } from './group-view.ts';
import { tellGroup } from './tell.ts';

const policy = staff('practitioner', 'programme_lead');

/** Usual marks first, as radios; the rest in a list beside them. */
const usual: readonly AttendanceCode[] = ['ATTC', 'AFTC', 'UAAB', 'AAME', 'AAEM', 'AAAA'];

/** One field a member: `mark-<case>`. Which there must be is known only by the group, so the route checks. */
const registerForm = z.record(z.string(), z.string());

export const groups = [
  route({
    method: 'GET',
    path: paths.groups,
    policy,
    async handle({ records, now }) {
      const today = londonDay(now);
      const rows = await records.groups();
      const running = rows.filter(one => one.status === 'planned' && one.endsOn >= today);
      return page('groups/page.njk', {
        running: [...running].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
        over: rows.length - running.length,
        today,
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.group,
    policy,
    async handle({ records, params, who, now }) {
      const found = await records.group(params.group);
      if (!found) return failure('notFound');
      return page('groups/group.njk', groupView(found, who.roles, londonDay(now)));
    },
  }),
  route({
    method: 'GET',
    path: paths.register,
    policy,
    async handle({ records, params, now, freshForm }) {
      const found = await records.group(params.group);
      const session = Number(params.session);
      const planned = found && sessionOf(found.state, session);
      if (!found || !planned) return failure('notFound');
      return registerPage(found, planned, freshForm({}, found.version), londonDay(now));
    },
  }),
  route({
    method: 'POST',
    path: paths.register,
    policy,
    form: registerForm,
    async handle({ records, params, now, form }) {
      const found = await records.group(params.group);
      const session = Number(params.session);
      const planned = found && sessionOf(found.state, session);
      if (!found || !planned) return failure('notFound');
      const { on } = planned;
      const today = londonDay(now);
      const again = (view: FormView, status = 422) => registerPage(found, planned, view, today, status);
      if (!form.ok) return again(form.view);
      const members = expectedMembers(found, planned);
      if (members.length === 0) return settleNobody(records, found, planned, form, again);
      const { marks, missing } = readMarks(members, form.value);
      if (missing.length > 0) return again(withErrors(form.view, missing));
      // A register of ten is one event in the group and one in each case, in one transaction.
      const outcome = await records.decideTogether(form.command, [
        {
          kind: 'group',
          stream: found.group,
          expected: form.seen ?? found.version,
          command: { do: 'take_register', on, session, marks },
        },
        ...members.map(member => ({
          kind: 'case' as const,
          stream: member.case,
          expected: 'latest' as const,
          command: {
            do: 'record_attendance' as const,
            on,
            enrolment: member.enrolment,
            session,
            ...attendedAs(
              planned,
              marks.find(mark => mark.case === member.case)!,
            ),
          },
        })),
      ]);
      return settleRegister(records, found, form, again, outcome);
    },
  }),
];

/** What a mark of this session says in the person's own record. */
function attendedAs({ kind }: GroupSession, { code, late }: Pick<Mark, 'code' | 'late'>) {
  const how = { kind: kind === 'one_to_one' ? kind : 'group', catchUp: kind === 'catch_up', late } as const;
  return { code, how: { ...asPlanned, ...how } };
}

/** Those of a session's people whom the reader may see. */
function expectedMembers(found: Group, session: GroupSession): readonly GroupMember[] {
  const expected = expectedAt(found.state, session);
  return found.members.filter(member => expected.includes(member.case));
}

/** Nobody has a place any more, or it was for somebody who has left: that the session came and went is still recorded. */
async function settleNobody(
  records: Repository,
  found: Group,
  session: GroupSession,
  form: Extract<Filled<unknown>, { ok: true }>,
  again: (view: FormView, status?: number) => Answer,
) {
  const { number, on } = session;
  const command = { do: 'record_nobody', on, session: number } as const;
  const expected = form.seen ?? found.version;
  const outcome = await records.decide('group', found.group, expected, form.command, command);
  return settleRegister(records, found, form, again, outcome);
}

/** What the page says of a register that was sent: done, or what stands in its way. */
async function settleRegister(
  records: Repository,
  found: Group,
  form: Extract<Filled<unknown>, { ok: true }>,
  again: (view: FormView, status?: number) => Answer,
  outcome: Outcome,
) {
  const { people } = await records.organisation();
  return settle(outcome, {
    view: form.view,
    done: paths.group({ group: found.group }),
    again,
    say: event => tellGroup(event as unknown as GroupEvent),
    nameOf: user => people.find(one => one.user === user)?.name ?? 'Somebody',
  });
}

function registerPage(found: Group, session: GroupSession, form: FormView, today: string, status = 200) {
  const items = options(attendanceOutcomes, one => one.words);
  return page(
    'groups/register.njk',
    {
      group: found,
      members: expectedMembers(found, session),
      session: session.number,
      on: session.on,
      tooEarly: session.on > today,
      taken: session.status !== 'planned',
      marked: session.status === 'held' ? marksOf(found, session) : [],
      usual: items.filter(item => usual.includes(item.value as AttendanceCode)),
      others: items.filter(item => !usual.includes(item.value as AttendanceCode)),
      form,
    },
    { status },
  );
}

/**
 * What a register says now, after every correction: initials and reference alone (E36). Who was in the group that day
 * and has no mark any more, because it was taken out, is shown as not marked.
 */
function marksOf(found: Group, session: GroupSession) {
  return found.members.flatMap(({ case: id, initials, reference, attendances }) => {
    const mark = attendances.find(one => one.group === found.group && one.session === session.number);
    if (!mark && !wasMarked(found, session.number, id)) return [];
    const says = mark ? attendanceOutcomes[mark.code].words : null;
    return [{ case: id, initials, reference, says, late: mark?.how.late ?? false }];
  });
}

function wasMarked({ events }: Group, session: number, id: string): boolean {
  return (events as unknown as readonly GroupEvent[]).some(
    event =>
      event.type === 'register_taken' &&
      event.facts.session === session &&
      event.facts.marks.some(mark => mark.case === id),
  );
}

function readMarks(members: readonly GroupMember[], value: Readonly<Record<string, string>>) {
  const marks: { case: string; code: AttendanceCode; late: boolean }[] = [];
  const missing: { field: string; words: string }[] = [];
  for (const member of members) {
    const code = value[`other-${member.case}`] || value[`mark-${member.case}`] || '';
    if (isAttendanceCode(code)) {
      const late = attendanceOutcomes[code].attended === true && value[`late-${member.case}`] === 'yes';
      marks.push({ case: member.case, code, late });
    } else {
      const who = `${member.initials ?? ''} ${member.reference}`.trim();
      missing.push({ field: `mark-${member.case}`, words: `Choose what is true of ${who}.` });
    }
  }
  return { marks, missing };
}

import {
  attendanceOutcomes,
  expectedAt,
  isAttendanceCode,
  londonDay,
  sessionOf,
  type AttendanceCode,
  type GroupEvent,
  type GroupSession,
} from '@throughcare/pathway';
import type { Group, GroupMember, Outcome } from '@throughcare/records';
import { z } from 'zod';
import { failure, page, type Answer } from '../../frame/answer.ts';
import { withErrors, type Filled, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { options } from '../../person/options.ts';
import type { Repository } from '../../services.ts';
import { tellGroup } from '../tell.ts';
import { attendedAs } from './attended-as.ts';
import { marksOf } from './marks-view.ts';

const policy = staff('practitioner', 'programme_lead');

/** Usual marks first, as radios; the rest in a list beside them. */
const usual: readonly AttendanceCode[] = ['ATTC', 'AFTC', 'UAAB', 'AAME', 'AAEM', 'AAAA'];

/** One field a member: `mark-<case>`. Which there must be is known only by the group, so the route checks. */
const registerForm = z.record(z.string(), z.string());

/** The register of one session: taken once, then shown as it was taken and as it stands. */
export const register = [
  route({
    method: 'GET',
    path: paths.register,
    policy,
    async handle({ records, params, now, freshForm }) {
      const found = await records.group(params.group);
      const session = Number(params.session);
      const planned = found && sessionOf(found.state, session);
      if (!found || !planned) return failure('notFound');
      return registerPage(records, found, planned, freshForm({}, found.version), londonDay(now));
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
      const again = (view: FormView, status = 422) =>
        registerPage(records, found, planned, view, today, status);
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

/** Those of a session's people whom the reader may see. */
function expectedMembers(found: Group, session: GroupSession): readonly GroupMember[] {
  const expected = expectedAt(found.state, session);
  return found.members.filter(member => expected.includes(member.case));
}

/** The names of those who work or worked here. */
export async function namesIn(records: Repository): Promise<(user: string) => string> {
  const { people } = await records.organisation();
  return user => people.find(one => one.user === user)?.name ?? 'Somebody';
}

/** Nobody has a place any more, or it was for somebody who has left: that the session came and went is still recorded. */
async function settleNobody(
  records: Repository,
  found: Group,
  session: GroupSession,
  form: Extract<Filled<unknown>, { ok: true }>,
  again: (view: FormView, status?: number) => Promise<Answer>,
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
  again: (view: FormView, status?: number) => Promise<Answer>,
  outcome: Outcome,
) {
  const nameOf = await namesIn(records);
  return settle(outcome, {
    view: form.view,
    done: paths.group({ group: found.group }),
    again,
    say: event => tellGroup(event as unknown as GroupEvent),
    nameOf,
  });
}

async function registerPage(
  records: Repository,
  found: Group,
  session: GroupSession,
  form: FormView,
  today: string,
  status = 200,
) {
  const marked = session.status === 'held' ? marksOf(found, session, await namesIn(records)) : [];
  const items = options(attendanceOutcomes, one => one.words);
  return page(
    'groups/register/page.njk',
    {
      group: found,
      members: expectedMembers(found, session),
      session: session.number,
      on: session.on,
      tooEarly: session.on > today,
      taken: session.status !== 'planned',
      marked,
      unmarked: marked.filter(one => one.now === null),
      usual: items.filter(item => usual.includes(item.value as AttendanceCode)),
      others: items.filter(item => !usual.includes(item.value as AttendanceCode)),
      form,
    },
    { status },
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

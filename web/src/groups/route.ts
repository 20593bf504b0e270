import {
  asPlanned,
  attendanceOutcomes,
  isAttendanceCode,
  londonDay,
  type AttendanceCode,
} from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page } from '../frame/answer.ts';
import { withErrors, type FormView } from '../frame/form.ts';
import { settle } from '../frame/outcome.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { options } from '../person/options.ts';

const policy = staff('practitioner', 'programme_lead');
type Member = { readonly case: string; readonly initials: string | null; readonly reference: string };

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
    async handle({ records, params, now }) {
      const found = await records.group(params.group);
      if (!found) return failure('notFound');
      const today = londonDay(now);
      const sessions = found.state.sessions.map((on, index) => ({
        number: index + 1,
        on,
        held: found.state.held.includes(index + 1),
        open: on <= today && !found.state.held.includes(index + 1),
      }));
      return page('groups/group.njk', { group: found, sessions, today });
    },
  }),
  route({
    method: 'GET',
    path: paths.register,
    policy,
    async handle({ records, params, now, freshForm }) {
      const found = await records.group(params.group);
      const session = Number(params.session);
      if (!found || !found.state.sessions[session - 1]) return failure('notFound');
      return registerPage(found, session, freshForm({}, found.version), londonDay(now));
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
      const on = found?.state.sessions[session - 1];
      if (!found || !on) return failure('notFound');
      const today = londonDay(now);
      const again = (view: FormView, status = 422) => registerPage(found, session, view, today, status);
      if (!form.ok) return again(form.view);
      const { marks, missing } = readMarks(found.members, form.value);
      if (missing.length > 0) return again(withErrors(form.view, missing));
      const { people } = await records.organisation();
      // A register of ten is one event in the group and one in each case, in one transaction.
      const outcome = await records.decideTogether(form.command, [
        {
          kind: 'group',
          stream: found.group,
          expected: form.seen ?? found.version,
          command: { do: 'take_register', on, session, marks },
        },
        ...found.members.map(member => ({
          kind: 'case' as const,
          stream: member.case,
          expected: 'latest' as const,
          command: {
            do: 'record_attendance' as const,
            on,
            enrolment: member.enrolment,
            session,
            how: asPlanned,
            code: marks.find(mark => mark.case === member.case)!.code,
          },
        })),
      ]);
      return settle(outcome, {
        view: form.view,
        done: paths.group({ group: found.group }),
        again,
        say: event =>
          event.type === 'register_taken'
            ? { what: `Register of session ${session}`, now: 'Taken.' }
            : { what: 'The group', now: 'Changed.' },
        nameOf: user => people.find(one => one.user === user)?.name ?? 'Somebody',
      });
    },
  }),
];

type FoundGroup = {
  readonly group: string;
  readonly version: number;
  readonly state: {
    readonly name: string;
    readonly sessions: readonly string[];
    readonly held: readonly number[];
  };
  readonly members: readonly Member[];
};

function registerPage(found: FoundGroup, session: number, form: FormView, today: string, status = 200) {
  const on = found.state.sessions[session - 1];
  const items = options(attendanceOutcomes, one => one.words);
  return page(
    'groups/register.njk',
    {
      group: found,
      session,
      on,
      tooEarly: on > today,
      taken: found.state.held.includes(session),
      usual: items.filter(item => usual.includes(item.value as AttendanceCode)),
      others: items.filter(item => !usual.includes(item.value as AttendanceCode)),
      form,
    },
    { status },
  );
}

function readMarks(members: readonly Member[], value: Readonly<Record<string, string>>) {
  const marks: { case: string; code: AttendanceCode }[] = [];
  const missing: { field: string; words: string }[] = [];
  for (const member of members) {
    const code = value[`other-${member.case}`] || value[`mark-${member.case}`] || '';
    if (isAttendanceCode(code)) marks.push({ case: member.case, code });
    else {
      const who = `${member.initials ?? ''} ${member.reference}`.trim();
      missing.push({ field: `mark-${member.case}`, words: `Choose what is true of ${who}.` });
    }
  }
  return { marks, missing };
}

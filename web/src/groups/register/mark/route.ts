import {
  attendanceOutcomes,
  londonDay,
  sessionOf,
  type CaseCommand,
  type CaseEvent,
} from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page } from '../../../frame/answer.ts';
import { choice, choices } from '../../../frame/fields.ts';
import { withErrors, type FormView } from '../../../frame/form.ts';
import { settle } from '../../../frame/outcome.ts';
import { staff } from '../../../frame/policy.ts';
import { route } from '../../../frame/route.ts';
import { reasonItems } from '../../../history/corrected.ts';
import { correctedBecause } from '../../../history/put-right.ts';
import { paths } from '../../../paths.ts';
import { keysOf, options } from '../../../person/options.ts';
import type { Repository } from '../../../services.ts';
import { attendedAs } from '../attended-as.ts';
import { markView } from '../marks-view.ts';
import { namesIn } from '../route.ts';

const policy = staff('practitioner', 'programme_lead');

const schema = z.object({
  code: choice(keysOf(attendanceOutcomes), 'Choose what is true.'),
  late: choices(['yes']),
  laterStand: choices(['yes']),
  // A first mark corrects nothing, and is asked no reason.
  because: correctedBecause.optional(),
});

interface Where {
  readonly group: string;
  readonly session: string;
  readonly case: string;
}

/** One person's mark in one session whose register was taken; undefined where there is none to look at. */
async function find(records: Repository, { group, session: number, case: id }: Where) {
  const found = await records.group(group);
  const session = found && sessionOf(found.state, Number(number));
  const member = found?.members.find(one => one.case === id);
  if (!found || !session || session.status !== 'held' || !member) return undefined;
  const marks = member.marks.find(one => one.session === session.number);
  return { group: found, session, member, entries: marks?.entries ?? [], standing: marks?.standing ?? null };
}

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

async function show(
  records: Repository,
  { group, session, member, entries, standing }: Found,
  form: FormView,
  status = 200,
) {
  const nameOf = await namesIn(records);
  return page(
    'groups/register/mark/page.njk',
    {
      name: group.state.name,
      group: group.group,
      case: member.case,
      session: session.number,
      on: session.on,
      who: member.initials ? `${member.initials} ${member.reference}` : member.reference,
      entries: entries.map(one => markView(one, nameOf)),
      stands: standing !== null,
      codes: options(attendanceOutcomes, one => one.words),
      reasons: reasonItems,
      form,
    },
    { status },
  );
}

/**
 * One mark of a register that was taken: put right, with what it said before kept and shown beside it; or given, where
 * somebody has none. It is an entry of the person's own record, so the group does not change.
 */
export const registerMark = [
  route({
    method: 'GET',
    path: paths.registerMark,
    policy,
    async handle({ records, params, freshForm }) {
      const found = await find(records, params);
      if (!found) return failure('notFound');
      return show(records, found, freshForm({}, found.member.caseVersion));
    },
  }),
  route({
    method: 'POST',
    path: paths.registerMark,
    policy,
    form: schema,
    async handle({ records, params, form, now }) {
      const found = await find(records, params);
      if (!found) return failure('notFound');
      const again = (view: FormView, status = 422) => show(records, found, view, status);
      if (!form.ok) return again(form.view);
      const { session, member, standing } = found;
      const { code } = form.value;
      const late = attendanceOutcomes[code].attended === true && form.value.late.includes('yes');
      const last = found.entries.at(-1);
      if (standing !== null && last?.code === code && last.late === late) {
        const words = 'This is what the mark says already. Nothing was saved. Choose what is true.';
        return again(withErrors(form.view, [{ field: 'code', words }]));
      }
      const { because } = form.value;
      if (standing !== null && because === undefined) {
        return again(withErrors(form.view, [{ field: 'because', words: 'Choose why it is corrected.' }]));
      }
      const command: CaseCommand = {
        do: 'record_attendance',
        on: session.on <= londonDay(now) ? session.on : londonDay(now),
        enrolment: member.enrolment,
        session: session.number,
        ...attendedAs(session, { code, late }),
      };
      const expected = form.seen ?? member.caseVersion;
      const outcome =
        standing === null || because === undefined
          ? await records.decide('case', member.case, expected, form.command, command)
          : await records.correct(
              'case',
              member.case,
              expected,
              form.command,
              standing,
              command,
              because,
              form.value.laterStand.includes('yes'),
            );
      return settle(outcome, {
        view: form.view,
        done: paths.register({ group: params.group, session: params.session }),
        again,
        say: event => ({ what: 'A mark', now: sayMark(event as unknown as CaseEvent) }),
        nameOf: await namesIn(records),
      });
    },
  }),
];

function sayMark(event: CaseEvent): string {
  return event.type === 'attended'
    ? `Session ${event.facts.session}: ${attendanceOutcomes[event.facts.code].words}.`
    : 'Something else was recorded.';
}

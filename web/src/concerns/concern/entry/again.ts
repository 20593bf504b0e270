import { concernDecider, type ConcernCommand, type ConcernEvent } from '@throughcare/pathway';
import type { Concern } from '@throughcare/records';
import type { Typed } from '../../../frame/form.ts';
import { errorsOf, onAnotherDay, toldAgain, type Again } from '../../../history/again.ts';
import type { Repository, Staff } from '../../../services.ts';
import { isConcernLead } from '../acts.ts';
import { colleaguesFor, type Colleague, type ConcernFields } from '../concern-form.ts';
import { authorityForms } from '../forms/authority.ts';
import { fileForms } from '../forms/file.ts';
import { sharingForms } from '../forms/sharing.ts';
import { raised } from './raised.ts';

type AnyFields = ConcernFields<unknown>;
type From = (command: ConcernCommand) => Typed;

const forms: readonly AnyFields[] = [...sharingForms, ...authorityForms, ...fileForms];

/** What stands in two concerns: put right in one alone, they would no longer say the same. They are taken apart instead. */
const inBoth: readonly ConcernEvent['type'][] = ['joined', 'unjoined'];

/** Whether an entry is put right on the concern's page. */
export function isOfTheConcern(event: ConcernEvent): boolean {
  return !inBoth.includes(event.type);
}

/** The template and the fields by which an entry of a concern is told again, or its day alone. */
export async function concernAgain(
  event: ConcernEvent,
  found: Concern,
  records: Repository,
  who: Staff,
): Promise<{ readonly template: string; readonly again: Again<ConcernCommand> }> {
  const command = concernDecider.commandOf(event)!;
  const own = raised(isConcernLead(who)) as AnyFields;
  const fields = [own, ...forms].find(one => one.again?.[command.do] !== undefined);
  if (!fields) return { template: 'concerns/concern/entry/day-alone.njk', again: onAnotherDay(command) };
  const begins = (fields.again![command.do] as From)(command);
  const colleagues = await whoCanBeNamed(records, found, command);
  return {
    template: fields.template,
    again: {
      way: toldAgain,
      begins,
      shows: { ...fields.shows?.(found, colleagues), concern: found.concern },
      async read(typed, on, id) {
        const read = fields.schema.safeParse(typed);
        if (!read.success) return { errors: errorsOf(read.error) };
        const recorded = await fields.record(read.data, { records, found, today: on, id });
        if ('words' in recorded) return { errors: [recorded] };
        const { dayGiven: _, ...told } = { dayGiven: '', ...recorded.command };
        return { command: { ...told, ...kept(command, fields), on } as ConcernCommand };
      },
    },
  };
}

/** Those who work here now, and those whom the entry names already, also where it is about them or they have left since. */
async function whoCanBeNamed(
  records: Repository,
  { state, staff }: Concern,
  command: ConcernCommand,
): Promise<readonly Colleague[]> {
  const colleagues = await colleaguesFor(records, state.about);
  const named = Object.values(command).flat() as unknown[];
  const already = Object.entries(staff)
    .filter(([user]) => named.includes(user) && !colleagues.some(one => one.user === user))
    .map(([user, name]) => ({ user, name }));
  return [...colleagues, ...already];
}

function kept(command: ConcernCommand, { keeps = [] }: AnyFields): object {
  return Object.fromEntries(Object.entries(command).filter(([name]) => keeps.includes(name)));
}

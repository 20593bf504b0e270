import {
  clockKinds,
  conditionSubjects,
  disposals,
  letterKinds,
  sayDay,
  taskKinds,
  type CaseEvent,
} from '@throughcare/pathway';
import type { RecordedEvent } from '../history/recorded-event.ts';
import type { Asking } from '../reads/answer.ts';
import { staffNames } from '../reads/staff.ts';
import type { CopyNames, Thing } from './copy-words/said.ts';

const LEFT = 'Somebody who worked here';

/** The names behind the marks of a case: who works here, its programmes and teams, and what its entries began. */
export async function copyNames(asking: Asking, effective: readonly RecordedEvent[]): Promise<CopyNames> {
  const { db, acting } = asking;
  const named = async (sql: string) => {
    const { rows } = await db.query<{ id: string; name: string }>(sql, [acting.organisation]);
    return new Map(rows.map(row => [row.id, row.name]));
  };
  const staff = await staffNames(asking);
  const programmes = await named(
    'select programme as id, name from throughcare.programme where organisation = $1',
  );
  const teams = await named('select team as id, name from throughcare.team where organisation = $1');
  const programme = (id: string) => programmes.get(id) ?? 'A programme that is no longer listed';
  const things = new Map<string, string>();
  for (const event of effective) {
    const begun = begins(event as unknown as CaseEvent, programme);
    if (begun) things.set(`${begun.kind} ${begun.id}`, begun.words);
  }
  return {
    staff: account => staff[account] ?? LEFT,
    programme,
    team: id => teams.get(id) ?? 'A team that is no longer listed',
    thing: (kind, id) => things.get(`${kind} ${id}`) ?? '',
  };
}

interface Begun {
  readonly kind: Thing;
  readonly id: string;
  readonly words: string;
}

/** What an entry begins that later ones name by its mark, as it is said where they do. */
function begins(event: CaseEvent, programme: (id: string) => string): Begun | undefined {
  const day = sayDay(event.occurredOn);
  switch (event.type) {
    case 'enrolled':
      return { kind: 'enrolment', id: event.facts.enrolment, words: programme(event.facts.programme) };
    case 'sentenced': {
      const { order, disposal } = event.facts;
      return { kind: 'order', id: order, words: `${disposals[disposal].words} of ${day}` };
    }
    case 'notification_began':
      return { kind: 'clock', id: event.facts.clock, words: `${clockKinds.notification}, from ${day}` };
    case 'prevention_order_made':
      return { kind: 'clock', id: event.facts.clock, words: `${clockKinds.prevention_order} of ${day}` };
    case 'rehabilitation_set':
      return { kind: 'clock', id: event.facts.clock, words: clockKinds.rehabilitation };
    case 'condition_set': {
      const { condition, subject } = event.facts;
      return { kind: 'condition', id: condition, words: `${conditionSubjects[subject]}, set on ${day}` };
    }
    case 'task_given': {
      const { task, kind } = event.facts;
      return { kind: 'task', id: task, words: `${taskKinds[kind]}, given on ${day}` };
    }
    case 'letter_issued': {
      const { letter, kind } = event.facts;
      return { kind: 'letter', id: letter, words: `${letterKinds[kind]}, issued on ${day}` };
    }
    case 'complaint_made':
      return { kind: 'complaint', id: event.facts.complaint, words: `made on ${day}` };
    case 'copy_asked':
      return { kind: 'request', id: event.facts.request, words: `asked on ${day}` };
    default:
      return undefined;
  }
}

import { concernSources, sayDay, type Day } from '@throughcare/pathway';
import type { ConcernRow } from '@throughcare/records';
import { sayWhen } from '../person/glance.ts';
import { concernReference } from './reference.ts';
import { dueTitles } from './words.ts';

const CLOSED_SHOWN = 10;

/** The board: what runs out first, then what is open with nothing due, then the last that were closed. */
export function boardView(rows: readonly ConcernRow[], names: ReadonlyMap<string, string>, today: Day) {
  const entries = rows.map(row => {
    const title = row.due ? dueTitles[row.due.what] : row.status === 'open' ? 'Nothing is due' : 'Closed';
    const from = row.immediateDanger ? 'Immediate danger' : 'No immediate danger';
    return {
      concern: row.concern,
      reference: concernReference(row.concern),
      isOpen: row.status === 'open',
      title,
      by: row.due?.by ?? null,
      when: row.due ? capital(sayWhen(row.due.by, today)) : '',
      pressing: row.due !== null && row.due.by <= today,
      about: `${from}. From: ${concernSources[row.source].toLowerCase()}. Raised on ${sayDay(row.raisedOn)} by ${names.get(row.raisedBy) ?? 'somebody who has left'}.`,
      raisedAt: row.raisedAt,
    };
  });
  const due = entries
    .filter(one => one.by !== null)
    .sort((a, b) => (a.by! < b.by! ? -1 : a.by! > b.by! ? 1 : a.raisedAt - b.raisedAt));
  return {
    lead: sayLead(due),
    due,
    quiet: entries.filter(one => one.by === null && one.isOpen),
    closed: entries.filter(one => !one.isOpen).slice(0, CLOSED_SHOWN),
  };
}

function sayLead(due: readonly { readonly when: string }[]): string {
  if (due.length === 0) return 'Nothing is due.';
  const first = due[0].when;
  const runsOut = `${first.slice(0, 1).toLowerCase()}${first.slice(1)}`;
  if (due.length === 1) return `One concern needs somebody: ${runsOut}.`;
  return `${due.length} concerns need somebody, the first ${runsOut}.`;
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

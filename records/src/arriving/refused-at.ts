import type { Refusal } from '@throughcare/pathway';
import type { RowFault } from './cells.ts';
import type { Field } from './fields.ts';
import type { Place } from './places.ts';
import type { ArrivingCase } from './read-case.ts';
import type { ArrivingStep } from './steps.ts';

const columns: Readonly<Record<string, Field>> = {
  bornOn: 'born',
  months: 'months',
  termMonths: 'termMonths',
  supervisionMonths: 'supervisionMonths',
  licenceUntil: 'licenceUntil',
  how: 'endedHow',
  amount: 'done',
  attended: 'attended',
  from: 'firstOn',
  to: 'closedTo',
  receiptBy: 'receiptBy',
  watchedBy: 'watchedBy',
  until: 'until',
  under: 'of',
  words: 'words',
  basis: 'basis',
  programme: 'programme',
  practitioner: 'practitioner',
  reason: 'leftFor',
};

/** The row and the column in which what a decider refused is put right. */
export function refusedAt(
  { command, place, day }: ArrivingStep,
  { field, words }: Refusal,
  arriving: ArrivingCase,
): { place: Place; fault: RowFault } {
  const at = (of: Place, column: Field) => ({ place: of, fault: { field: column, words } });
  if (field === undefined || field === 'on') return at(place, day);
  if (field === 'proceedings' || field === 'step') {
    // In the row of a person the sentence is that of their stage.
    return at(place, place.sheet === 'people' ? 'stage' : 'referredFor');
  }
  if (field === 'requirements' && command.do === 'record_sentence') {
    const own = arriving.requirements.filter(one => sentenceOf(one.told.of, arriving) === place);
    // Unpaid work alone has bounds in law.
    const meant = own.find(one => one.told.kind === 'unpaid_work') ?? own[0];
    return at(meant.place, meant.told.kind === 'unpaid_work' ? 'most' : 'requirement');
  }
  // Of a closing the reason is that of the closing, and not of leaving a programme.
  if (field === 'reason' && command.do === 'close') return at(place, 'closedFor');
  return at(place, columns[field] ?? day);
}

function sentenceOf(name: string, { sentences }: ArrivingCase): Place | undefined {
  return sentences.find(one => one.told.name === name)?.place;
}

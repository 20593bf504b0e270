import { refuse, type Refusal, type StreamKind } from '@throughcare/pathway';
import { isRaising, raisingStays } from './raising.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** The entry without which there would be no record of its kind: it is put right, and never taken out. */
export function isBeginning(
  kind: StreamKind,
  { type, version }: Pick<RecordedEvent, 'type'> & Partial<Pick<RecordedEvent, 'version'>>,
): boolean {
  if (kind === 'group') return type === 'group_planned';
  if (kind === 'case') return type === 'referred';
  // Somebody writes, or rings; a later call is an entry like any other.
  if (kind === 'contact') return version === 1;
  return isRaising(kind, { type });
}

/** Why it is not taken out, and what is done instead. */
export function beginningStays(kind: StreamKind): { readonly ok: false; readonly refusal: Refusal } {
  if (kind === 'group') return planningStays;
  if (kind === 'case') return referralStays;
  return kind === 'contact' ? contactStays : raisingStays;
}

const planningStays = refuse(
  'planning_stays',
  'That a group was planned is never taken out. Nothing was saved. Put right what is wrong in it; if it does not take ' +
    'place, cancel the group.',
);

const referralStays = refuse(
  'referral_stays',
  'That somebody was referred is never taken out. Nothing was saved. Put right what is wrong in it; if they were ' +
    'referred by mistake, close the case with that reason, or ask for the record to be erased.',
);

const contactStays = refuse(
  'contact_stays',
  'What a contact began with is never taken out. Nothing was saved. Put right what is wrong in it; if nothing is left ' +
    'to do, end the contact.',
);

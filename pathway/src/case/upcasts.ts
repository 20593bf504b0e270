import { asPlanned } from '../attendance.ts';
import { legalUpcasts } from './legal/upcasts.ts';
import type { Shape, Upcasts } from '../upcast.ts';

const withFacts =
  (added: Shape['facts']) =>
  (old: Shape): Shape => ({ ...old, facts: { ...old.facts, ...added } });

/** How events of a case that were recorded in an older shape are read today. */
export const caseUpcasts: Upcasts = {
  ...legalUpcasts,
  // Whoever recorded a check had made it, and whom they asked was not said.
  children_checked: [withFacts({ by: null, asked: [] })],
  // Whoever was enrolled then waited for a place: nobody was put on the list before they were found suitable.
  enrolled: [withFacts({ status: 'awaiting_allocation' })],
  // Only group sessions could be marked, and nothing beside the outcome.
  attended: [withFacts({ how: { ...asPlanned } })],
  // Somebody asked; what came of it was not kept.
  welfare_asked: [withFacts({ outcome: 'not_recorded' })],
  // Nobody was named to watch what still runs, and a transfer did not say to whom.
  closed: [withFacts({ watchedBy: null, to: null, receiptBy: null })],
};

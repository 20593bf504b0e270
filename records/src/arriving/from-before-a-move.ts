import { londonDay, sayDay } from '@throughcare/pathway';
import { inTransaction } from '../database/transaction.ts';
import { asSystem, lookHere } from '../leaving/here.ts';
import { erasuresInside } from '../lifetime/ledger.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';

/**
 * Refuses where the record was taken in from another one in which people had been erased: by which references they went
 * there was known under a key that stayed there, so a file from before the move would bring them back unseen (E22).
 */
export async function refuseFromBeforeAMove(store: Store, organisation: string): Promise<void> {
  const { begun } = await lookHere(store, organisation);
  if (!begun) return;
  const lines = await inTransaction(store, asSystem(organisation), db => erasuresInside(db, organisation));
  const erased = lines.filter(
    ({ content }) => content.kind === 'case' && content.erasedAt <= begun.at,
  ).length;
  if (erased === 0) return;
  throw new Refused(
    `The record of this organisation was taken in from another one on ${sayDay(londonDay(begun.at))}, and ` +
      `${erased === 1 ? 'one case' : `${erased.toLocaleString('en-GB')} cases`} had been erased by then. Nobody here can ` +
      'tell by which reference, so files from before that day could bring these people back. Nothing was taken in. Where ' +
      'none of the files is older than that day, or made from one that is, say so with --since-move, and run this again. ' +
      'Destroy those that are.',
  );
}

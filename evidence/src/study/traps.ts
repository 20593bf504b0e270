import type { Trap } from '../report/trap.ts';
import { contamination } from './trap-contamination.ts';
import { custodyAtRisk } from './trap-custody.ts';
import { differs, fewEvents, hiddenConfounder, noCommonSupport } from './trap-findings.ts';
import { immortalTime } from './trap-immortal.ts';
import { pooledBases, policyDates, pseudoReconvictions } from './trap-protocol.ts';
import { silentStart } from './trap-silent-start.ts';
import type { TrapContext } from './trap-context.ts';

/** Every trap that this comparison walked into, each by a detector of its own. */
export function trapsOf(context: TrapContext): readonly Trap[] {
  const told = [
    immortalTime,
    custodyAtRisk,
    pseudoReconvictions,
    pooledBases,
    contamination,
    policyDates,
    fewEvents,
    hiddenConfounder,
    differs,
    noCommonSupport,
  ].flatMap(detect => detect(context));
  // Where the protocol tells why nobody could be detected at first, the outcomes need not.
  const isTold = told.some(({ id }) => id === 'immortal time' || id === 'custody counted at risk');
  return isTold ? told : [...silentStart(context), ...told];
}

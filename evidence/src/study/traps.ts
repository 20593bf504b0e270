import type { Trap } from '../report/trap.ts';
import { contamination } from './trap-contamination.ts';
import { custodyAtRisk } from './trap-custody.ts';
import { differs, fewEvents, hiddenConfounder, noCommonSupport } from './trap-findings.ts';
import { immortalTime } from './trap-immortal.ts';
import { pooledBases, policyDates, pseudoReconvictions } from './trap-protocol.ts';
import type { TrapContext } from './trap-context.ts';

/** Every trap that this comparison walked into, each by a detector of its own. */
export function trapsOf(context: TrapContext): readonly Trap[] {
  return [
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
}

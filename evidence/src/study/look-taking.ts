import type { LedgerFact, StudyReport } from '../report/report.ts';
import type { LedgerEntry, LookEntry } from './ledger-entry.ts';
import type { Ledger } from './ledger.ts';
import type { LookDecision, LookRecord } from './look.ts';
import { hashResult } from './result-hash.ts';

/** Writes a look down before its result is made, and gives what is known of all looks before it. */
export type LookTaking = (
  lockLooks: readonly LookRecord[],
  decide: (history: readonly LookRecord[]) => LookDecision,
) => TakenLook;

export interface TakenLook {
  /** Every look at this study's outcomes before this one, by lock and ledger together. */
  readonly history: readonly LookRecord[];
  readonly decision: LookDecision;
  readonly ledger: LedgerFact | undefined;
  /** Writes down what was found. */
  readonly keep: ((report: StudyReport) => void) | undefined;
}

/** Looks of a study that stand in a ledger. */
export function looksIn(entries: readonly LedgerEntry[], study: string): LookRecord[] {
  return entries.flatMap(({ what }) => (what.kind === 'look' && what.study === study ? [what.look] : []));
}

/**
 * Takes looks in a ledger, which remembers them also where the lock was deleted (E15). Looks that only the lock
 * knows count too.
 */
export function lookTakingIn(
  ledger: Ledger,
  { study, question, made_up, at }: { study: string; question: string; made_up: boolean; at: string },
): LookTaking {
  return (lockLooks, decide) => {
    let history: readonly LookRecord[] = [];
    let decision: LookDecision | undefined;
    const entry = ledger.append(at, (entries): LookEntry => {
      history = joinedLooks(lockLooks, looksIn(entries, study));
      decision = decide(history);
      return { kind: 'look', study, question, madeUp: made_up, look: decision.record };
    });
    if (decision === undefined) throw new Error('the ledger took no look');
    return {
      history,
      decision,
      ledger: { name: ledger.name, entry: entry.number, head: entry.hash },
      keep: report => {
        const findings = report.pairs.map(({ first, second, conclusion }) => ({
          first,
          second,
          verdict: conclusion.verdict,
          sentence: conclusion.sentences[0],
        }));
        ledger.append(at, () => ({
          kind: 'result',
          study,
          of: entry.number,
          findings,
          resultSha256: hashResult(report),
        }));
      },
    };
  };
}

/**
 * Every look that lock and ledger know, in the order in which they were made. A look stands in both or in one of them;
 * by its moment, protocol and data it is the same.
 */
export function joinedLooks(
  fromLock: readonly LookRecord[],
  fromLedger: readonly LookRecord[],
): LookRecord[] {
  const keyOf = ({ at, protocolSha256, dataSha256 = '' }: LookRecord): string =>
    `${at} ${protocolSha256} ${dataSha256}`;
  const known = new Set(fromLedger.map(keyOf));
  const looks = [...fromLedger, ...fromLock.filter(look => !known.has(keyOf(look)))];
  return looks.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

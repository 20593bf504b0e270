import type { Finding, LedgerEntry } from './ledger-entry.ts';

/** All studies of a ledger: each with every look and what it found, null and negative results too (E15). */
export interface Register {
  readonly format: 'throughcare-study-register/1';
  readonly studies: readonly RegisteredStudy[];
}

export interface RegisteredStudy {
  readonly study: string;
  readonly question: string;
  readonly madeUp: boolean;
  readonly firstDesignedAt: string | undefined;
  /** Protocols under which it was designed or run, by hash, in the order of their first use. */
  readonly protocols: readonly string[];
  readonly changedAfterOutcomes: boolean;
  readonly looks: readonly RegisteredLook[];
  readonly releases: readonly RegisteredRelease[];
}

export interface RegisteredLook {
  readonly entry: number;
  readonly at: string;
  readonly number: number;
  readonly protocolSha256: string;
  readonly level: number | undefined;
  /** Undefined where a run was broken off after it had looked. */
  readonly findings: readonly Finding[] | undefined;
}

export interface RegisteredRelease {
  readonly entry: number;
  readonly at: string;
  /** Entry of the look that was released. */
  readonly of: number;
  readonly by: string;
  /** The lay or survivor reviewer, where there is one. */
  readonly reviewer: string | undefined;
}

export function registerOf(entries: readonly LedgerEntry[]): Register {
  const names = [...new Set(entries.map(entry => entry.what.study))];
  return {
    format: 'throughcare-study-register/1',
    studies: names.map(study =>
      registeredStudy(
        study,
        entries.filter(entry => entry.what.study === study),
      ),
    ),
  };
}

function registeredStudy(study: string, entries: readonly LedgerEntry[]): RegisteredStudy {
  const looks: RegisteredLook[] = [];
  const results = new Map<number, readonly Finding[]>();
  const protocols = new Set<string>();
  let question = '';
  let madeUp = false;
  const releases: RegisteredRelease[] = [];
  for (const { what } of entries) if (what.kind === 'result') results.set(what.of, what.findings);
  for (const { what, number, at } of entries) {
    if (what.kind === 'release')
      releases.push({ entry: number, at, of: what.of, by: what.by, reviewer: what.reviewer });
    if (what.kind !== 'design' && what.kind !== 'look') continue;
    ({ question, madeUp } = what);
    if (what.kind === 'design') {
      protocols.add(what.protocolSha256);
      continue;
    }
    protocols.add(what.look.protocolSha256);
    looks.push({
      entry: number,
      at,
      number: what.look.number ?? looks.length + 1,
      protocolSha256: what.look.protocolSha256,
      level: what.look.alpha === undefined ? undefined : 1 - what.look.alpha,
      findings: results.get(number),
    });
  }
  return {
    study,
    question,
    madeUp,
    firstDesignedAt: entries.find(({ what }) => what.kind === 'design')?.at,
    protocols: [...protocols],
    changedAfterOutcomes: new Set(looks.map(({ protocolSha256 }) => protocolSha256)).size > 1,
    looks,
    releases,
  };
}

/** The register as plain text. */
export function registerText({ studies }: Register, ledger: string): string {
  if (studies.length === 0) return `The ledger ${ledger} holds no study yet.`;
  return studies.map(studyText).join('\n\n');
}

function studyText(study: RegisteredStudy): string {
  const { looks } = study;
  const count = looks.length === 1 ? 'one look' : `${looks.length === 0 ? 'no' : looks.length} looks`;
  return [
    `${study.study}: ${study.question}${study.madeUp ? ' (made-up people)' : ''}`,
    `  designed ${study.firstDesignedAt?.slice(0, 10) ?? 'not here'}; ${count} at its outcomes; ${study.releases.length} released`,
    ...(study.changedAfterOutcomes ? ['  THE PROTOCOL WAS CHANGED AFTER OUTCOMES HAD BEEN SEEN'] : []),
    ...looks.flatMap(look => [
      `  ${look.at.slice(0, 10)}, look ${look.number}, protocol ${look.protocolSha256.slice(0, 12)}:`,
      ...(look.findings?.map(
        ({ first, second, verdict, sentence }) => `    ${first} against ${second}: ${verdict}. ${sentence}`,
      ) ?? ['    broken off: outcomes were read and no result was written']),
      ...study.releases
        .filter(({ of }) => of === look.entry)
        .map(
          ({ at, by, reviewer }) =>
            `    released by ${by} on ${at.slice(0, 10)}; ${reviewer === undefined ? 'no lay or survivor reviewer named' : `read by ${reviewer}`}`,
        ),
    ]),
  ].join('\n');
}

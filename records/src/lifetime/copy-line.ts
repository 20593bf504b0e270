import type { Day, LineDecision, NamedLine } from '@throughcare/pathway';
import { accountIn, sealedWords, type RecordedEvent } from '../history/recorded-event.ts';
import { withheldBecause, type WithheldBecause } from '../register/entry.ts';
import { eventRegister } from '../register/register.ts';
import { hasWords } from './copy-words/say.ts';

/** The copy of one request; for the lines of a concern also of which case. */
export interface ForCopy {
  readonly request: string;
  readonly case?: string;
}

/** What somebody decided of a line, and when. */
export interface DecidedLine {
  readonly released: boolean;
  readonly by: string;
  readonly reason: string;
  readonly recordedAt: number;
}

/**
 * A line that is kept back from a copy unless a safeguarding lead releases it. `version` and `field` are what it is
 * known by: what is put right later stands under a version of its own, and so is another line, that nobody decided on.
 */
export interface CopyLine {
  readonly version: number;
  readonly field: string;
  readonly on: Day;
  readonly what: string;
  readonly value: unknown;
  readonly exemption: WithheldBecause;
  /** Who recorded it, and in whose words it is. */
  readonly by: string;
  readonly decided: DecidedLine | null;
}

/** Entries that lead to other records, or tell what was decided of a copy: no line of them can be let go. */
const neverTold: ReadonlySet<string> = new Set([
  'copy_lines_decided',
  'lines_decided',
  'linked_to_case',
  'unlinked_from_case',
  'joined',
  'unjoined',
]);

/** What a line is known by. */
export function lineKey({ version, field }: Pick<NamedLine, 'version' | 'field'>): string {
  return `${version} ${field}`;
}

/** Every line that is kept back by default, with what was decided of it for this copy. */
export function copyLines(effective: readonly RecordedEvent[], copy: ForCopy): CopyLine[] {
  const decided = decisionsFor(effective, copy);
  return effective
    .filter(event => !neverTold.has(event.type))
    .flatMap(event => {
      const values = { ...event.facts, ...event.sealed };
      return Object.entries(eventRegister[event.kind][event.type] ?? {}).flatMap(
        ([field, { answer }]): CopyLine[] => {
          if (!isWithheld(answer) || !hasWords(event, field, values[field])) return [];
          const { version, occurredOn: on, type: what, actor: by } = event;
          const last = decided.get(lineKey({ version, field }))?.at(-1);
          const line = { version, field, on, what, value: values[field], exemption: answer, by };
          return [{ ...line, decided: last === undefined || last.decision === 'undo' ? null : last.told }];
        },
      );
    });
}

/** The versions at which something was decided of a line, in order. */
export function decidedAt(effective: readonly RecordedEvent[], copy: ForCopy, line: string): number[] {
  return (decisionsFor(effective, copy).get(line) ?? []).map(one => one.at);
}

interface Decision {
  readonly at: number;
  readonly decision: LineDecision;
  readonly told: DecidedLine;
}

function decisionsFor(effective: readonly RecordedEvent[], copy: ForCopy): ReadonlyMap<string, Decision[]> {
  const found = new Map<string, Decision[]>();
  const events = effective
    .filter(
      ({ type, facts }) => isDecision(type) && facts.request === copy.request && facts.case === copy.case,
    )
    .sort((a, b) => a.version - b.version);
  for (const event of events) {
    const { decision, lines } = event.facts as unknown as {
      readonly decision: LineDecision;
      readonly lines: readonly NamedLine[];
    };
    const told = {
      released: decision === 'release',
      by: accountIn(event, 'by'),
      reason: sealedWords(event, 'reason'),
      recordedAt: event.recordedAt,
    };
    for (const line of lines) {
      const before = found.get(lineKey(line)) ?? [];
      found.set(lineKey(line), [...before, { at: event.version, decision, told }]);
    }
  }
  return found;
}

function isDecision(type: string): boolean {
  return type === 'copy_lines_decided' || type === 'lines_decided';
}

function isWithheld(answer: string): answer is WithheldBecause {
  return Object.hasOwn(withheldBecause, answer);
}

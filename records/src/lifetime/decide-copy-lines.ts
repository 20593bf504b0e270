import { copyTrouble, refuse, type Day, type LineDecision } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { decideAndAppend, type Intent } from '../append/decide.ts';
import { load } from '../append/load.ts';
import type { Outcome } from '../append/outcome.ts';
import { decideOn } from '../append/working-stream.ts';
import { readCommand } from '../commands/read-command.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { isId } from '../reads/id.ts';
import type { Store } from '../store.ts';
import { casesOf } from './around-concern.ts';
import { copyLines, decidedAt, lineKey, type CopyLine } from './copy-line.ts';
import { wholeCase } from './subject-access.ts';
import { concernLines } from './subject-concerns.ts';

/** What somebody decides of lines of one record, as they were shown to them. */
export interface LinesDecision {
  readonly case: string;
  /** The copy that it is decided for. */
  readonly request: string;
  /** The concern whose lines they are; null for those of the case itself. */
  readonly concern: string | null;
  /** The version of that record that their page showed. */
  readonly seen: number;
  readonly decision: LineDecision;
  readonly lines: readonly Pick<CopyLine, 'version' | 'field'>[];
  readonly on: Day;
  readonly reason: string;
}

/**
 * Decides on lines that are kept back from a copy (E23): all that are named, or none. Only a line that stands as it was
 * shown is decided on; one that came or was put right since is not, and one that somebody decided on since is told first.
 * What is decided of a concern is recorded in it, under its own key, and not in the case. Should the copy be given in
 * this very instant, what they hold stays as it was.
 */
export async function decideCopyLines(
  store: Store,
  acting: Acting,
  commandId: string,
  asked: LinesDecision,
): Promise<Outcome> {
  const { case: id, request, concern } = asked;
  const found = isId(id) ? (await load(store, acting, [id])).streams.get(id) : undefined;
  if (found?.kind !== 'case') return { ok: false, reason: 'not_found', stream: id };
  const trouble = copyTrouble(stateOf('case', effectiveHistory(found.events).effective), request);
  const intent =
    concern === null
      ? ofCase(asked, copyLines(await allOf(store, acting, id), { request }))
      : ofConcern(asked, concern);
  const decide: Intent['decide'] = (events, circumstances) => trouble ?? intent.decide(events, circumstances);
  return decideAndAppend(store, acting, commandId, [{ ...intent, decide }]);
}

async function allOf(store: Store, acting: Acting, id: string) {
  return effectiveHistory((await wholeCase(store, acting, id))?.events ?? []).effective;
}

/** `standing` is read by the program, since some of it, such as notes, opens to nobody who decides on a copy. */
function ofCase(asked: LinesDecision, standing: readonly CopyLine[]): Intent {
  const { case: stream, request } = asked;
  const copy = { request };
  return {
    ...intentOn(asked, stream),
    kind: 'case',
    decide(events, circumstances) {
      const named = namedLines(asked, standing);
      if (!named.ok) return named;
      const since = decidedSince(asked, effectiveHistory(events).effective, copy);
      if (since) return since;
      return commanded(
        'case',
        { do: 'decide_copy_lines', ...copy },
        asked,
        named.lines,
        events,
        circumstances,
      );
    },
  };
}

function ofConcern(asked: LinesDecision, stream: string): Intent {
  const { case: id, request } = asked;
  const copy = { case: id, request };
  return {
    ...intentOn(asked, stream),
    kind: 'concern',
    decide(events, circumstances) {
      const { effective } = effectiveHistory(events);
      if (!casesOf(effective).includes(id)) return notAsShown(asked.lines.length);
      const named = namedLines(asked, concernLines(effective, copy));
      if (!named.ok) return named;
      const since = decidedSince(asked, effective, copy);
      if (since) return since;
      return commanded('concern', { do: 'decide_lines', ...copy }, asked, named.lines, events, circumstances);
    },
  };
}

function intentOn(asked: LinesDecision, stream: string) {
  const allowed: Intent['allowed'] = roles => roles.includes('safeguarding_lead');
  return { stream, expected: 'latest', what: { ...asked }, allowed, named: () => [] } as const;
}

function commanded(
  kind: 'case' | 'concern',
  which: { readonly do: string },
  { decision, on, reason }: LinesDecision,
  lines: readonly CopyLine[],
  events: Parameters<Intent['decide']>[0],
  circumstances: Parameters<Intent['decide']>[1],
): ReturnType<Intent['decide']> {
  const named = lines.map(({ version, field, exemption }) => ({ version, field, exemption }));
  const read = readCommand(kind, { ...which, on, decision, lines: named, reason });
  return read.ok ? decideOn(kind, events, read.command as never, circumstances) : read;
}

type NamedLines = { readonly ok: true; readonly lines: readonly CopyLine[] } | ReturnType<typeof notAsShown>;

/** The lines that are meant, as they stand; a refusal where one does not stand as it was shown. */
function namedLines({ lines }: LinesDecision, standing: readonly CopyLine[]): NamedLines {
  const byKey = new Map(standing.map(line => [lineKey(line), line]));
  const keys = [...new Set(lines.map(lineKey))];
  const gone = keys.filter(key => !byKey.has(key)).length;
  return gone > 0 ? notAsShown(gone) : { ok: true, lines: keys.map(key => byKey.get(key)!) };
}

function decidedSince(
  { lines, seen }: LinesDecision,
  effective: Parameters<typeof decidedAt>[0],
  copy: Parameters<typeof decidedAt>[1],
) {
  const keys = new Set(lines.map(lineKey));
  const since = [...keys].filter(key => decidedAt(effective, copy, key).some(at => at > seen)).length;
  if (since === 0) return undefined;
  return refuse(
    'decided_since',
    `${since === 1 ? 'One of these lines was' : `${since} of these lines were`} decided on after you opened this page, ` +
      'by somebody else or by you in another window. That stands, and nothing of yours was saved. Each line shows now ' +
      'what was decided: look at it, and decide again if you see it differently.',
    'line',
  );
}

function notAsShown(gone: number) {
  return refuse(
    'not_as_shown',
    `${gone === 1 ? 'One of these lines does' : `${gone} of these lines do`} not stand as they were shown: what it says was ` +
      'put right or taken out, or it is not part of this copy. Nothing was saved. The lines are shown as they are now: ' +
      'look at them, and decide again.',
    'line',
  );
}

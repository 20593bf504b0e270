import { copyTrouble, refuse, type Day } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { decideAndAppend, type Intent } from '../append/decide.ts';
import { load } from '../append/load.ts';
import type { Outcome } from '../append/outcome.ts';
import { decideOn } from '../append/working-stream.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { isId } from '../reads/id.ts';
import type { Store } from '../store.ts';
import { casesOf } from './around-concern.ts';
import { releasableLines } from './subject-concerns.ts';

export interface ConcernLineRelease {
  readonly case: string;
  /** The copy that it is let go into. */
  readonly request: string;
  readonly concern: string;
  readonly version: number;
  readonly field: string;
  readonly on: Day;
  readonly reason: string;
}

const noSuchLine = refuse(
  'no_such_line',
  'There is no such line to release. Nothing was saved. Open the copy again and choose from what it shows.',
  'line',
);

/**
 * Lets one line of a concern go into the copy that a person asked for (E23). It is recorded in the concern, under its own
 * key, and not in the case. Should the copy be given in this very instant, the line stays out of what they hold: the
 * safer of the two.
 */
export async function releaseConcernLine(
  store: Store,
  acting: Acting,
  commandId: string,
  { case: id, request, concern, version, field, on, reason }: ConcernLineRelease,
): Promise<Outcome> {
  const found = isId(id) ? (await load(store, acting, [id])).streams.get(id) : undefined;
  if (found?.kind !== 'case') return { ok: false, reason: 'not_found', stream: id };
  const trouble = copyTrouble(stateOf('case', effectiveHistory(found.events).effective), request);
  const decide: Intent['decide'] = (events, circumstances) => {
    if (trouble) return trouble;
    const { effective } = effectiveHistory(events);
    const { released } = stateOf('concern', effective).lifetime;
    const into = released.filter(one => one.case === id && one.request === request);
    const line = releasableLines(effective, into).find(one => one.version === version && one.field === field);
    if (!line || !casesOf(effective).includes(id)) return noSuchLine;
    const { exemption } = line;
    const command = { do: 'release_line', on, case: id, request, version, field, exemption, reason } as const;
    return decideOn('concern', events, command, circumstances);
  };
  const what = { case: id, request, version, field, on, reason };
  return decideAndAppend(store, acting, commandId, [
    { kind: 'concern', stream: concern, expected: 'latest', what, allowed, named: () => [], decide },
  ]);
}

const allowed: Intent['allowed'] = roles => roles.includes('safeguarding_lead');

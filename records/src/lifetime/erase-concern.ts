import { isClassHeld, type Day } from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import type { Intent } from '../append/decide.ts';
import { load } from '../append/load.ts';
import type { Outcome } from '../append/outcome.ts';
import { decideOn } from '../append/working-stream.ts';
import type { Store } from '../store.ts';
import { aroundConcern } from './around-concern.ts';
import { classHeld, eraseByTwo, notYet, stillOpen } from './erase.ts';
import { concernMark } from './first-come.ts';
import { keepsOf } from './keeps.ts';
import { scheduleOf, timeHasEnded } from './retention.ts';

export interface ConcernErasureAgreement {
  readonly concern: string;
  /** The version that whoever agrees saw. */
  readonly expected: number;
  readonly on: Day;
}

/**
 * Erases a concern about a child: a second safeguarding lead agrees to what another one asked for, and neither is one
 * whom it is about, since they do not see it. Its own key goes, and with it what was said and who the child is. Refused
 * while it is open, while a hold stands on it, and while something around it keeps it (E22).
 */
export async function agreeConcernErasure(
  store: Store,
  acting: Acting,
  commandId: string,
  { concern: id, expected, on }: ConcernErasureAgreement,
): Promise<Outcome> {
  const { organisation } = acting;
  const command = { do: 'agree_erasure', on } as const;
  const schedule = await scheduleOf(store, organisation, 'concern');
  return eraseByTwo(store, acting, commandId, { stream: id, kind: 'concern' }, async () => {
    const concerns = await concernMark(store, organisation);
    const keeps = await keepsOf(store, organisation);
    const { streams } = await load(store, { organisation, user: SYSTEM }, [id]);
    const around = await aroundConcern(store, organisation, streams.get(id)?.events ?? [], keeps);
    const decide: Intent['decide'] = (events, circumstances) => {
      const decision = decideOn('concern', events, command, circumstances);
      if (!decision.ok) return decision;
      const { ground } = decision.events[0].facts;
      if (ground === 'retention_ended' && !timeHasEnded('concern', events, schedule, circumstances.today))
        return notYet;
      if (isClassHeld(keeps.holds, 'concern', circumstances.today)) return classHeld;
      return around.kept.length === 0 ? decision : stillOpen;
    };
    const lookedAt = { concerns, heads: [keeps.organisation, ...around.heads] };
    return {
      lookedAt,
      intent: { kind: 'concern', stream: id, expected, what: command, allowed, named: () => [], decide },
    };
  });
}

const allowed: Intent['allowed'] = roles => roles.includes('safeguarding_lead');

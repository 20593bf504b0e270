import type { StreamKind } from '@throughcare/pathway';
import { stateOf, type States } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { projectCase } from './case.ts';
import { projectConcern } from './concern.ts';
import { projectContact } from './contact.ts';
import { projectEnded } from './ended.ts';
import { projectGroup } from './group.ts';
import { projectOpening } from './opening.ts';
import { projectOrganisation } from './organisation.ts';
import type { Rows } from './tables.ts';

/** What a projection may know beside the events: whose they are, and the key of the blind index. */
export interface Projecting {
  readonly organisation: string;
  readonly indexKey: Uint8Array;
}

/**
 * The projection rows of one stream at `version`: a pure function of its events. No clock, no serial; so dropping
 * the tables and making them again gives the same bytes.
 */
export function project(
  kind: StreamKind,
  stream: string,
  version: number,
  events: readonly RecordedEvent[],
  projecting: Projecting,
): Rows {
  const { effective } = effectiveHistory(events);
  const about = { ...projecting, stream, version, effective, events };
  const state = stateOf(kind, effective);
  return { ...rowsOf(kind, state, about), ...projectEnded(kind, state, about) };
}

function rowsOf<Kind extends StreamKind>(kind: Kind, state: States[Kind], about: Projected): Rows {
  const of = { kind, state } as { [One in StreamKind]: { kind: One; state: States[One] } }[StreamKind];
  switch (of.kind) {
    case 'case':
      return projectCase(of.state, about);
    case 'contact':
      return projectContact(of.state, about);
    case 'concern':
      return projectConcern(of.state, about);
    case 'group':
      return projectGroup(of.state, about);
    case 'organisation':
      return projectOrganisation(of.state, about);
    case 'opening':
      return projectOpening(of.state, about);
    default:
      return of satisfies never;
  }
}

export interface Projected extends Projecting {
  readonly stream: string;
  /** The version of the last event that was told. */
  readonly version: number;
  readonly effective: readonly RecordedEvent[];
  /** All that was told, also what was put right since. */
  readonly events: readonly RecordedEvent[];
}

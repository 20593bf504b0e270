import type { StreamKind } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { projectCase } from './case.ts';
import { projectConcern } from './concern.ts';
import { projectContact } from './contact.ts';
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
  const about = { ...projecting, stream, version, effective };
  switch (kind) {
    case 'case':
      return projectCase(stateOf(kind, effective), about);
    case 'contact':
      return projectContact(stateOf(kind, effective), about);
    case 'concern':
      return projectConcern(stateOf(kind, effective), about);
    case 'group':
      return projectGroup(stateOf(kind, effective), about);
    case 'organisation':
      return projectOrganisation(stateOf(kind, effective), about);
    case 'opening':
      return projectOpening(stateOf(kind, effective), about);
    default:
      return kind satisfies never;
  }
}

export interface Projected extends Projecting {
  readonly stream: string;
  /** The version of the last event that was told. */
  readonly version: number;
  readonly effective: readonly RecordedEvent[];
}

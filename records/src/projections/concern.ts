import { concernDue, type ConcernState } from '@throughcare/pathway';
import { instant } from '../database/types.ts';
import { concernTies } from './concern-tie.ts';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

/** The board's row. What was said, about whom, and where it came from stay under the concern's key. */
export function projectConcern(state: ConcernState, projected: Projected): Rows {
  const { organisation, stream, version, effective } = projected;
  const raised = effective.find(event => event.type === 'raised');
  if (!raised) return {};
  const due = concernDue(state);
  return {
    concern_tie: concernTies(projected),
    concern_row: [
      {
        organisation,
        id: stream,
        version,
        status: state.status,
        source: state.source,
        raised_by: state.raisedBy,
        raised_on: state.raisedOn,
        raised_at: instant(raised.recordedAt),
        immediate_danger: state.immediateDanger,
        about: [...state.about],
        named: [...state.deciders, ...(state.third === null ? [] : [state.third])],
        due: due?.what ?? null,
        due_by: due?.by ?? null,
        passed_on_by: [...new Set(state.passings.map(one => one.by))],
      },
    ],
  };
}

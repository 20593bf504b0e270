import { openingDue, type OpeningState } from '@throughcare/pathway';
import { instant } from '../database/types.ts';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

const HOUR = 60 * 60 * 1000;

/** Which case is open to whom until when. Row-level security asks here; the reason stays sealed. */
export function projectOpening(
  state: OpeningState,
  { organisation, stream, version, effective }: Projected,
): Rows {
  const opened = effective.find(event => event.type === 'opened_in_emergency');
  if (!opened) return {};
  const ended = effective.find(event => event.type === 'opening_ended');
  const limit = opened.recordedAt + state.hours * HOUR;
  return {
    opening_row: [
      {
        organisation,
        id: stream,
        version,
        case_id: state.case,
        opened_by: state.by,
        ground: state.ground,
        opened_at: instant(opened.recordedAt),
        until: instant(ended ? Math.min(ended.recordedAt, limit) : limit),
        review_by: openingDue(state),
        outcome: state.review?.outcome ?? null,
        reviewer: state.review?.by ?? null,
      },
    ],
  };
}

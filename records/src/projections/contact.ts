import type { ContactState } from '@throughcare/pathway';
import { instant } from '../database/types.ts';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

export function projectContact(
  state: ContactState,
  { organisation, stream, version, effective }: Projected,
): Rows {
  const wrote = effective.filter(event => event.type === 'contact_opened' || event.type === 'caller_wrote');
  if (wrote.length === 0) return {};
  return {
    contact_row: [
      {
        organisation,
        id: stream,
        version,
        contact_group: state.group,
        status: state.status,
        opened_at: instant(wrote[0].recordedAt),
        last_wrote_at: instant(wrote[wrote.length - 1].recordedAt),
        worker: state.worker,
        messages: state.messages,
        replies: state.replies,
      },
    ],
  };
}

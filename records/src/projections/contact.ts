import { contactsOf, disclosureDue, type ContactState } from '@throughcare/pathway';
import { instant } from '../database/types.ts';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

/** What somebody outside does: each is one contact. */
const inTouch = new Set(['contact_opened', 'caller_wrote', 'call_taken']);

export function projectContact(
  state: ContactState,
  { organisation, stream, version, effective }: Projected,
): Rows {
  const wrote = effective.filter(event => inTouch.has(event.type));
  if (wrote.length === 0) return {};
  const slot = state.callBacks.find(one => one.outcome === null)?.slot;
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
        caller: state.caller,
        kept_from: [...state.keptFrom],
        contacts: contactsOf(state),
        asked: disclosureDue(state)?.named ?? null,
        call_back_on: slot?.day ?? null,
        call_back_from: slot?.from ?? null,
        call_back_until: slot?.until ?? null,
      },
    ],
  };
}

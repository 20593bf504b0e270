import type { RestrictionEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { kept } = fieldsOf('casework');

const staff = kept('staff', 'who must not see the case');
// Why somebody is kept out says something about them, or about a person near to the case.
const reason = kept('staff', 'why, for whoever reviews it', 'limits');

/** Who may see a case and who may not, as the case itself says. */
export const restrictionRegister: EventRegister<RestrictionEvent> = {
  restricted: { excluded: staff },
  restricted_to: {
    allowed: kept('staff', 'who alone may see the case'),
    reason,
    message: kept('staff', 'what those who may see it have to know', 'identity'),
  },
  restriction_lifted: { reason },
  staff_excluded: { staff, reason },
  exclusion_ended: { staff, reason },
  stepped_away: { user: kept('staff', 'who said “not for me”') },
};

import type { Day } from '@throughcare/pathway';
import { couldNotBeKept } from '../../frame/failure-of.ts';
import type { Repository, Staff } from '../../services.ts';
import { isConcernLead } from '../concern/acts.ts';
import { desksView, type DeskShown } from '../duty-desks/desks-view.ts';
import { dutyView } from '../duty-view.ts';

/** What stands beside the form of a concern. */
export interface Beside {
  readonly people: readonly { readonly value: string; readonly text: string }[];
  readonly maySayWho: boolean;
  readonly duty: ReturnType<typeof dutyView>;
  readonly desks: readonly DeskShown[];
}

/** Undefined where the record cannot be read: the form is shown without it, for nothing may block it (E34). */
export async function beside(records: Repository, who: Staff, today: Day): Promise<Beside | undefined> {
  try {
    const here = await records.organisation();
    const { people } = here;
    return {
      people: people.filter(one => one.active).map(({ user, name }) => ({ value: user, text: name })),
      desks: desksView(here, today),
      maySayWho: isConcernLead(who),
      duty: dutyView(await records.reportingDuties(), who, today),
    };
  } catch (error) {
    if (!couldNotBeKept(error)) throw error;
    return undefined;
  }
}

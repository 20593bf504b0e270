import type { ConcernSource, Day } from '@throughcare/pathway';
import type { Step } from '@throughcare/records';
import type { Staff } from '../../services.ts';
import { isConcernLead } from '../concern/acts.ts';
import type { Raised } from './form.ts';

/**
 * The steps that raise a concern, together: it is raised, and where it was passed on already, that too. The
 * concern's id is that of the form: sent twice, it is one concern.
 */
export function raiseSteps(
  concern: string,
  source: ConcernSource,
  on: Day,
  raised: Raised,
  who: Staff,
  chaseBy: Day | null,
): Step[] {
  const { danger, said, child, to, reference, about, from } = raised;
  const immediateDanger = danger === 'yes';
  const raise: Step = {
    kind: 'concern',
    stream: concern,
    expected: 0,
    command: { do: 'raise', on, source, immediateDanger, about, said, child, from },
  };
  const then = (command: Extract<Step, { kind: 'concern' }>['command']): Step => ({
    kind: 'concern',
    stream: concern,
    expected: 'latest',
    command,
  });
  if (!immediateDanger) return [raise, ...namedAtOnce(raised, who).map(two => then({ ...two, on }))];
  return to === '' ? [raise] : [raise, then({ do: 'pass_on', on, to, reference, passing: concern, chaseBy })];
}

/** Two who decide, where a safeguarding lead names them at once and they can be those; otherwise it follows later. */
function namedAtOnce({ first, second, about }: Raised, who: Staff) {
  const canBe = first !== '' && second !== '' && first !== second;
  if (!canBe || !isConcernLead(who) || about.some(one => [first, second].includes(one))) return [];
  return [{ do: 'name_deciders', first, second } as const];
}

import type { ConcernSource, Day } from '@throughcare/pathway';
import type { Step } from '@throughcare/records';
import type { Raised } from './form.ts';

/**
 * The steps that raise a concern, together: it is raised, and where it was passed on already, that too. The
 * concern's id is that of the form: sent twice, it is one concern.
 */
export function raiseSteps(concern: string, source: ConcernSource, on: Day, raised: Raised): Step[] {
  const { danger, said, child, to, reference } = raised;
  const immediateDanger = danger === 'yes';
  const raise: Step = {
    kind: 'concern',
    stream: concern,
    expected: 0,
    command: { do: 'raise', on, source, immediateDanger, said, child },
  };
  if (!immediateDanger || to === '') return [raise];
  return [
    raise,
    { kind: 'concern', stream: concern, expected: 'latest', command: { do: 'pass_on', on, to, reference } },
  ];
}

import type { Protocol } from '../protocol/read.ts';
import type { NonEmpty } from './estimate.ts';

/** What an adjusted figure takes for granted. */
export function adjustedAssumptions(protocol: Protocol): NonEmpty<string> {
  const names = protocol.covariates.map(({ column }) => column).join(', ');
  return [
    `Whatever sent people to one arm rather than the other, and also bears on detected reoffending, is recorded (${names}).`,
    'Everybody compared could have been in either arm.',
    ...measurement(protocol),
  ];
}

/** What an unadjusted figure takes for granted, which is seldom true. */
export function naiveAssumptions(protocol: Protocol): NonEmpty<string> {
  return ['The two groups were alike from the start, as if chosen by lot.', ...measurement(protocol)];
}

/** What any figure takes for granted about how reoffending is detected and counted. */
export function measurement({ outcome }: Protocol): string[] {
  const said = ['Offences of both groups are as likely to be detected.'];
  if (outcome.found_in === undefined) {
    return [...said, `Days are counted by the file, from ${outcome.recorded_in?.from ?? 'time zero'}.`];
  }
  return [
    ...said,
    sayTimeAtRisk(outcome),
    'People who died stay in the rate as not detected; in the curves and the hazard ratio they are followed to their death.',
    ...(outcome.found_in.count_by === 'conviction'
      ? ['Convictions count by their own day, also those for offences from before time zero.']
      : []),
  ];
}

/** What becomes of days in custody after time zero. */
export function sayTimeAtRisk({ time_at_risk }: Protocol['outcome']): string {
  if (time_at_risk?.custody === 'out') {
    return time_at_risk.clock === 'start-stop'
      ? 'Days in custody after time zero do not count as days at risk: people leave the risk set while inside.'
      : 'Days in custody after time zero do not count as days at risk: the clock stops while people are inside.';
  }
  return 'Days back in custody after time zero count as days at risk.';
}

import type { Network, Stage } from '../network.ts';
import { refuseConditions, refuseShares } from './parts.ts';
import { refuse } from './sentence.ts';

/** What a stage serves of terms must be terms of the network, and of stays that somebody has alone. */
export function refuseTerms(network: Network, { name, stay, otherStays, groups, terms }: Stage): void {
  if (terms === undefined) return;
  const whose = `Stage ${name}`;
  const { counts = [], less = [], anew = [] } = terms;
  const named = [...counts, ...less].map(each => each.term);
  for (const term of [...named, ...anew]) {
    if (network.terms?.[term] === undefined) {
      refuse(`${whose} names term ${term}, which the network does not have.`);
    }
  }
  for (const { when = [] } of [...counts, ...less]) refuseConditions(network, whose, when);
  for (const { share } of less) refuseShares(whose, [share]);
  if (typeof stay === 'string' && named.length > 0) {
    refuse(`${whose} is ${stay}, so no term can be served there; give it a length.`);
  }
  if (groups && named.length > 0) {
    refuse(`${whose}: a group ends together, so nobody's stay can be shortened; leave its terms out.`);
  }
  // Told apart by when, they are stays of different people.
  const again = less.find(each => !each.when && counts.some(({ term }) => term === each.term));
  if (again && typeof stay !== 'string' && (stay.kind !== 'fixed' || otherStays)) {
    refuse(
      `${whose} serves term ${again.term} and is shortened by it, so its length would be drawn anew whenever somebody comes back; give it a fixed one.`,
    );
  }
}

/** A pair with its evidence, before it is decided who is whom. */
export interface ScoredPair {
  readonly left: string;
  readonly person: string;
  /** Bits for one person. */
  readonly weight: number;
}

export interface Link extends ScoredPair {
  /** Chance that the two are one person, given all candidates of the left and the prior. */
  readonly probability: number;
}

/**
 * Decides who is whom: of each left record and each person at most one link. A record is one of its candidates or
 * none of them, so its chances add up to at most 1; rows of one person count once, by the best of them. Links are
 * taken from the surest down, while the expected share of right ones among all taken stays at `precision` or above.
 */
export function resolve(pairs: readonly ScoredPair[], prior: number, precision: number): Link[] {
  const best = new Map<string, Map<string, ScoredPair>>();
  for (const pair of pairs) {
    const people = best.get(pair.left) ?? new Map<string, ScoredPair>();
    const known = people.get(pair.person);
    if (!known || pair.weight > known.weight) people.set(pair.person, pair);
    best.set(pair.left, people);
  }
  const odds = prior / (1 - prior);
  const candidates = [...best.values()].flatMap(people => {
    const list = [...people.values()];
    const sum = list.reduce((total, pair) => total + odds * 2 ** pair.weight, 0);
    return list.map((pair): Link => ({ ...pair, probability: (odds * 2 ** pair.weight) / (1 + sum) }));
  });
  candidates.sort(
    (a, b) => b.probability - a.probability || compareText(a.left, b.left) || compareText(a.person, b.person),
  );
  return takeWhileSure(candidates, precision);
}

function takeWhileSure(candidates: readonly Link[], precision: number): Link[] {
  const links: Link[] = [];
  const takenLeft = new Set<string>();
  const takenPeople = new Set<string>();
  let expectedRight = 0;
  for (const link of candidates) {
    if (takenLeft.has(link.left) || takenPeople.has(link.person)) continue;
    if (link.probability < 0.5 || (expectedRight + link.probability) / (links.length + 1) < precision) break;
    links.push(link);
    takenLeft.add(link.left);
    takenPeople.add(link.person);
    expectedRight += link.probability;
  }
  return links.sort((a, b) => compareText(a.left, b.left));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

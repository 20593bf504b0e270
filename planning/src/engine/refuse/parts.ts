import { LEAVES } from '../network.ts';
import type { Condition, Network } from '../network.ts';
import { refuse } from './sentence.ts';

export function isStage({ stages }: Network, to: number): boolean {
  return to === LEAVES || (Number.isInteger(to) && to >= 0 && to < stages.length);
}

export function refuseConditions(network: Network, whose: string, when: readonly Condition[]): void {
  for (const { of, index, atLeast, below } of when) {
    switch (of) {
      case 'attribute':
        refuseAttribute(network, whose, index);
        break;
      case 'waiting':
      case 'inside':
        if (!network.stages[index])
          refuse(`${whose} asks how many are ${of} at ${index}, which is no stage.`);
        break;
      case 'times round':
        break;
      default:
        refuse(`${whose} asks about ${String(of)}; ask about attribute, waiting, inside or times round.`);
    }
    if (Number.isNaN(atLeast) || Number.isNaN(below)) {
      refuse(`${whose}: a condition has the limit NaN; give a number, or leave it out.`);
    }
  }
}

export function refuseAttribute(network: Network, whose: string, attribute: number): void {
  if (network.attributes?.[attribute] === undefined) {
    refuse(`${whose} names attribute ${attribute}, which the network does not have.`);
  }
}

export function refuseShares(whose: string, shares: readonly number[]): void {
  for (const share of shares) {
    if (!(share >= 0 && share <= 1)) refuse(`${whose}: a share was ${share}; give 0 to 1.`);
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum > 1 + 1e-9) refuse(`${whose}: its shares come to ${sum}; make them 1 or less together.`);
}

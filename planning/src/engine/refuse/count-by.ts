import type { Network } from '../network.ts';
import { refuseAttribute } from './parts.ts';
import { refuse } from './sentence.ts';

/** What is counted by an attribute must have a row for every value that somebody can come to carry. */
export function refuseCountBy(network: Network): void {
  const { stages, sources } = network;
  for (const { attribute, values } of network.countBy ?? []) {
    refuseAttribute(network, 'countBy', attribute);
    const carried = [
      0,
      ...sources.flatMap(({ strata = [] }) => strata.map(stratum => stratum.values[attribute] ?? 0)),
      ...stages.flatMap(({ sets = [] }) =>
        sets.filter(each => each.attribute === attribute).map(each => each.value),
      ),
    ];
    const least = Math.min(...carried);
    const most = Math.max(...carried);
    if (!Number.isInteger(values) || most >= values || least < 0) {
      refuse(
        `countBy has ${values} values of attribute ${attribute}, and people carry ${least} to ${most}; give one more than the highest, and none below 0.`,
      );
    }
  }
}

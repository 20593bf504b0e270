import { mostHazard } from '../limits.ts';
import type { Network } from '../network.ts';
import type { Risk } from '../risk.ts';
import { isStage, refuseConditions } from './parts.ts';
import { refuse } from './sentence.ts';

export function refuseRisk(network: Network, { name, hazard, clock, to, ratios = [] }: Risk): void {
  const whose = `Risk ${name}`;
  if (to !== 'stays' && !isStage(network, to)) refuse(`${whose} leads to ${to}, which is no stage.`);
  if (clock !== 'at risk' && clock !== 'date') {
    refuse(`${whose} has the clock ${String(clock)}; write 'at risk' or 'date'.`);
  }
  if (hazard[0]?.from !== 0) refuse(`${whose} has no hazard at 0; give the first row from: 0.`);
  hazard.forEach(({ from, rate }, i) => {
    if (!(rate >= 0 && rate <= mostHazard)) {
      refuse(`${whose} has a hazard of ${rate}; give 0 to ${mostHazard}.`);
    }
    if (i > 0 && !(from > hazard[i - 1].from)) refuse(`${whose}: put its hazards in order of time.`);
  });
  for (const { when, ratio } of ratios) {
    refuseConditions(network, whose, when);
    if (!(ratio >= 0 && ratio <= mostHazard)) {
      refuse(`${whose} has a ratio of ${ratio}; give 0 to ${mostHazard}.`);
    }
  }
}

import { own } from './own.ts';
import { waysOut } from './parameter-use.ts';
import { boundsOf } from './parameter.ts';
import type { PlacedFault } from './scenario-check.ts';
import { nearest } from './scenario-error.ts';
import type { ScenarioText } from './scenario-schema.ts';
import type { StageText } from './stage-schema.ts';

type Ratios = StageText['detectedReoffending'];

/** Whether a stage says at which ratio people there are at a risk, whatever that is. */
const isExposed = (ratios: Ratios | undefined): boolean =>
  ratios?.waiting !== undefined || ratios?.inside !== undefined;

/** Risks that nobody is ever at, and stages that nobody ever comes to. */
export function checkReach(scenario: ScenarioText): PlacedFault[] {
  return [...checkExposure(scenario), ...checkReached(scenario)];
}

function checkExposure({ stages, risks, detectedReoffending, parameters }: ScenarioText): PlacedFault[] {
  const all = Object.values(stages);
  // Where a stage misspells it, that is told.
  const known = Object.keys(risks ?? {});
  const misspelt = new Set(
    all.flatMap(stage =>
      Object.keys(stage.risks ?? {})
        .filter(name => !known.includes(name))
        .map(name => nearest(name, known)),
    ),
  );
  const faults = known
    .filter(name => !all.some(stage => isExposed(own(stage.risks, name))) && !misspelt.has(name))
    .map((name): PlacedFault => ({
      path: ['risks', name],
      what: `No stage puts anybody at risk ${name}, so it would never come to pass.`,
      mend: `Write risks: { ${name}: { inside: name of a hazard ratio } } in the stages where people are at risk, or remove it.`,
    }));
  const share = own(parameters, detectedReoffending.share);
  const canHappen = share !== undefined && boundsOf(share)[1] > 0;
  if (canHappen && !all.some(stage => isExposed(stage.detectedReoffending))) {
    faults.push({
      path: ['detectedReoffending'],
      what: 'No stage puts anybody at risk of a detected reoffence, so there would be none.',
      mend: 'Write detectedReoffending: { inside: name of a hazard ratio } in the stages where people are at risk, or give it a share of 0.',
    });
  }
  return faults;
}

/** A risk leads to its stage only from where people are at it. */
function checkReached(scenario: ScenarioText): PlacedFault[] {
  const { stages, risks, arrivals, detectedReoffending } = scenario;
  const reached = new Set<string>();
  const ahead = [arrivals.to, ...Object.keys(stages).filter(name => stages[name].atStart)];
  while (ahead.length > 0) {
    const name = ahead.pop()!;
    const stage = own(stages, name);
    if (stage === undefined || reached.has(name)) continue;
    reached.add(name);
    ahead.push(...waysOut(scenario, name));
    if (isExposed(stage.detectedReoffending)) ahead.push(detectedReoffending.returnsTo);
    for (const [risk, ratios] of Object.entries(stage.risks ?? {})) {
      const to = own(risks, risk)?.to;
      if (to !== undefined && isExposed(ratios)) ahead.push(to);
    }
  }
  return Object.keys(stages)
    .filter(name => !reached.has(name))
    .map(name => ({
      path: ['stages', name],
      what: `Nothing leads to stage ${name}.`,
      mend: 'Name it in the next of another stage, or remove it.',
    }));
}

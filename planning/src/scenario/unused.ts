import { own } from './own.ts';
import { dataUses, parameterUses } from './parameter-use.ts';
import { namesIn } from './part.ts';
import type { Part } from './part.ts';
import type { PlacedFault } from './scenario-check.ts';
import { nearest } from './scenario-error.ts';
import type { Scenario } from './scenario-schema.ts';

/**
 * A parameter or data of the file itself that nothing uses is most likely a mistyped name, so it is a fault; unless
 * the mistake stands where it should have been used, which is told already.
 */
export function unusedNames(scenario: Scenario, part: Part): PlacedFault[] {
  const { parameters, data } = scenario;
  const used = new Set(parameterUses(scenario).map(use => use.parameter));
  const known = [...used].filter(name => Object.hasOwn(parameters, name));
  const unknown = [...used].filter(name => !Object.hasOwn(parameters, name));
  const usedData = new Set(dataUses(scenario).map(use => use.data));
  const unusedData = namesIn(part, 'data')
    .filter(name => own(data, name) !== undefined && !usedData.has(name))
    .map(name => ({
      path: ['data', name],
      what: `Nothing uses data ${name}.`,
      mend: 'Name it as observed: of arrivals or empirical: of a stay, or remove it.',
    }));
  const unusedParameters = namesIn(part, 'parameters')
    // What is taken away by null is not there to be used.
    .filter(
      name => Object.hasOwn(parameters, name) && !used.has(name) && nearest(name, unknown) === undefined,
    )
    .map((name): PlacedFault => {
      const close = nearest(name, known);
      return {
        path: ['parameters', name],
        what: `Nothing uses parameter ${name}.`,
        mend: close ? `Did you mean ${close}?` : 'Name it in a stage, or remove it.',
      };
    });
  return [...unusedParameters, ...unusedData];
}

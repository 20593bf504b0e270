import { dataInWords } from './data.ts';
import { isSourced } from './field.ts';
import { dataUses, parameterUses } from './parameter-use.ts';
import { inWords } from './parameter.ts';
import type { Assumption, Tornado } from '../answers/plan-result.ts';
import type { Scenario } from './scenario-schema.ts';

/** Names of the parameters that a scenario really uses. */
export function usedParameters(scenario: Scenario): Set<string> {
  return new Set(parameterUses(scenario).map(use => use.parameter));
}

/** Whether any number that it uses is uncertain: if none is, all that differs between runs is chance. */
export function variesIn(scenario: Scenario): boolean {
  return [...usedParameters(scenario)].some(name => scenario.parameters[name].value === undefined);
}

const isDeterrence = ({ unit }: Assumption): boolean => unit === 'per cent fewer for each per cent more';

/**
 * Every assumption that the scenarios use: those without a source first, and in each half what a threat is thought to do
 * (nobody has measured that, and a policy may rest on it), then those that move the answer most. One that the scenarios hold differently stands once for each way.
 */
export function assumptionsOf(scenarios: readonly Scenario[], tornado: Tornado): Assumption[] {
  const byText = new Map<string, Assumption & { scenarios: string[] }>();
  for (const scenario of scenarios) {
    const { parameters, data } = scenario;
    const used = [
      ...[...usedParameters(scenario)].map(name => {
        const parameter = parameters[name];
        return { ...parameter, name, text: inWords(parameter), whole: parameter };
      }),
      ...[...new Set(dataUses(scenario).map(use => use.data))].map(name => {
        const row = data![name];
        return {
          ...row,
          unit: 'unit' in row ? row.unit : 'people',
          name,
          text: dataInWords(row),
          whole: row,
        };
      }),
    ];
    for (const { name, label, unit, date, source, note, text, whole } of used) {
      const key = JSON.stringify([name, whole]);
      const known = byText.get(key);
      if (known) known.scenarios.push(scenario.name);
      else {
        byText.set(key, {
          parameter: name,
          label,
          text,
          unit,
          date: date ?? null,
          source: source ?? null,
          sourced: isSourced({ date, source }),
          note: note ?? null,
          scenarios: [scenario.name],
        });
      }
    }
  }
  const rank = (assumption: Assumption): number => {
    const at = tornado.bars.findIndex(bar => bar.parameter === assumption.parameter);
    return at === -1 ? tornado.bars.length : at;
  };
  return [...byText.values()].sort(
    (a, b) =>
      Number(a.sourced) - Number(b.sourced) ||
      Number(isDeterrence(b)) - Number(isDeterrence(a)) ||
      rank(a) - rank(b),
  );
}

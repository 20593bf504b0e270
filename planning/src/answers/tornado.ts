import { contrastsOf } from './contrasts.ts';
import { drawsOf, ordersOf } from './draws.ts';
import { meanOf } from './mean.ts';
import { inWords } from '../scenario/parameter.ts';
import type { Tornado, TornadoBar } from './plan-result.ts';
import type { Replication } from './replicate.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { isSourced } from '../scenario/field.ts';

const method =
  'All assumptions move at once in every run. For each, the fifth of the runs in which it was lowest and the ' +
  'fifth in which it was highest are compared: a bar runs between their two mean differences in detected ' +
  'reoffences, and on to the fifths between where the answer turns there. A bar counts as clear when its ends, or a fifth ' +
  'between and both ends, are further apart than chance alone would put any of the bars in 1 of 20 ' +
  'repeats (Welch’s t, with Holm’s rule over all bars, since many are looked at together).';

/**
 * Which assumption decides the difference in detected reoffences: a bar for each that varies (`contrastsOf`). No run is
 * made only for this.
 */
export function tornadoOf(
  scenarios: readonly Scenario[],
  used: readonly ReadonlySet<string>[],
  replications: readonly Replication[],
  differences: readonly number[],
): Tornado {
  const bars = contrastsOf(ordersOf(drawsOf(scenarios, used, replications)), differences).map(
    (bar): TornadoBar => {
      const { parameter } = bar;
      const whole = scenarios.find(
        (scenario, i) => used[i].has(parameter) && scenario.parameters[parameter].value === undefined,
      )!.parameters[parameter];
      return { ...bar, label: whole.label, text: inWords(whole), sourced: isSourced(whole) };
    },
  );
  return {
    measure: 'detectedReoffences',
    method,
    mean: differences.length === 0 ? null : meanOf(differences),
    bars,
    decides: bars.find(bar => bar.clear)?.parameter ?? null,
  };
}

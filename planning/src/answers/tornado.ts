import { studentTCdf } from '@throughcare/numerics';
import { holm } from './holm.ts';
import { meanOf, varianceOf } from './mean.ts';
import { inWords } from '../scenario/parameter.ts';
import type { Tornado, TornadoBar } from './plan-result.ts';
import type { Replication } from './replicate.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { isSourced } from '../scenario/field.ts';

const method =
  'All assumptions move at once in every run. For each, the fifth of the runs in which it was lowest and the ' +
  'fifth in which it was highest are compared: a bar runs between their two mean differences in detected ' +
  'reoffences. A bar counts as clear when its ends are further apart than chance alone would put any of the bars in 1 of 20 ' +
  'repeats (Welch’s t, with Holm’s rule over all bars, since many are looked at together).';

/** In so many repeats at most does any bar count as clear where there is nothing to see. */
const level = 0.05;

/** Fewer runs in a fifth than this say nothing. */
const fewest = 4;

/**
 * Which assumption decides the difference in detected reoffences. The bar of a parameter runs between the mean
 * difference in the fifth of replications with its lowest draws and in the fifth with its highest: the
 * between-fifths contrast of a regional sensitivity analysis (Saltelli et al. 2008, section 5.2). No run is
 * made only for this. Parameters that never vary have no bar.
 */
export function tornadoOf(
  scenarios: readonly Scenario[],
  used: readonly ReadonlySet<string>[],
  replications: readonly Replication[],
  differences: readonly number[],
): Tornado {
  const size = Math.floor(replications.length / 5);
  const names = [...new Set(used.flatMap(names => [...names]))];
  const compared = names.flatMap(
    (name): { readonly p: number; readonly bar: Omit<TornadoBar, 'clear'> }[] => {
      // Where the two scenarios differ about a parameter, the first that varies gives the order.
      const index = scenarios.findIndex(
        (scenario, i) => used[i].has(name) && scenario.parameters[name].value === undefined,
      );
      if (index === -1 || size < fewest) return [];
      const draws = replications.map(({ values }) => values[index][name]);
      const order = draws.map((_, i) => i).sort((a, b) => draws[a] - draws[b] || a - b);
      const low = order.slice(0, size).map(i => differences[i]);
      const high = order.slice(-size).map(i => differences[i]);
      const parameter = scenarios[index].parameters[name];
      const [ofLow, ofHigh] = [varianceOf(low) / size, varianceOf(high) / size];
      const standardError = Math.sqrt(ofLow + ofHigh);
      const atLow = meanOf(low);
      const atHigh = meanOf(high);
      const bar = {
        parameter: name,
        label: parameter.label,
        text: inWords(parameter),
        sourced: isSourced(parameter),
        atLow,
        atHigh,
        standardError,
      };
      return [{ p: chanceOf(atHigh - atLow, ofLow, ofHigh, size), bar }];
    },
  );
  const clear = holm(
    compared.map(({ p }) => p),
    level,
  );
  const bars = compared.map(({ bar }, i): TornadoBar => ({ ...bar, clear: clear[i] }));
  bars.sort((a, b) => Math.abs(b.atHigh - b.atLow) - Math.abs(a.atHigh - a.atLow));
  return {
    measure: 'detectedReoffences',
    method,
    mean: differences.length === 0 ? null : meanOf(differences),
    bars,
    decides: bars[0]?.clear ? bars[0].parameter : null,
  };
}

/** How often chance alone puts two means of so many runs so far apart (Welch 1947), from the variances of the means. */
function chanceOf(apart: number, ofLow: number, ofHigh: number, size: number): number {
  const both = ofLow + ofHigh;
  if (both === 0) return apart === 0 ? 1 : 0;
  const freedom = ((size - 1) * both ** 2) / (ofLow ** 2 + ofHigh ** 2);
  return 2 * studentTCdf(-Math.abs(apart) / Math.sqrt(both), freedom);
}

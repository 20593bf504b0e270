import { refuseWhatCannotRun } from '../engine/refuse/network.ts';
import { compile, luckNumbers, stageOrder } from './compile.ts';
import type { Values } from './compile/values.ts';
import { inRunUnits, valueAtShare } from './parameter.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { Scenario } from './scenario-schema.ts';
import { units } from './unit.ts';

const least = 0;
const most = 1;

/** Where times and everything else stand on the scale of what can be drawn: both ends of each, and the middle. */
const ends: readonly (readonly [times: number, others: number])[] = [
  [0.5, 0.5],
  [least, least],
  [most, most],
  [least, most],
  [most, least],
];

/**
 * Builds the network as a run does, at the ends of what can be drawn, and tells what the engine would refuse: so that no
 * plan that was checked is refused when it is run. What has a sentence of its own is told before it comes to this.
 */
export function checkRun(scenario: Scenario): PlacedFault[] {
  const order = stageOrder(scenario);
  for (const [times, others] of ends) {
    const values: Values = Object.fromEntries(
      Object.entries(scenario.parameters).map(([name, parameter]) => {
        const share = units[parameter.unit].dimension === 'time' ? times : others;
        return [name, inRunUnits(parameter, valueAtShare(parameter, share))];
      }),
    );
    try {
      refuseWhatCannotRun(compile(scenario, order, values, luckNumbers([scenario])));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [faultOf(scenario, error.message)];
    }
  }
  return [];
}

/** The engine's sentence, at the part of the plan that it names first. */
function faultOf({ stages, risks, resources }: Scenario, sentence: string): PlacedFault {
  const [, what, mend] = /^(.*?)(?:; |\. )(.*)$/s.exec(sentence) ?? [];
  const named = [
    ...Object.keys(stages).map(name => [`Stage ${name}`, ['stages', name]] as const),
    ...Object.keys(risks ?? {}).map(name => [`Risk ${name}`, ['risks', name]] as const),
    ...Object.keys(resources ?? {}).map(name => [`Resource ${name}`, ['resources', name]] as const),
    ['Risk detected reoffence', ['detectedReoffending']] as const,
    ['Source', ['arrivals']] as const,
  ].filter(([words]) => sentence.startsWith(words));
  const [, path] = named.sort(([a], [b]) => b.length - a.length)[0] ?? ['', ['stages']];
  return {
    path: [...path],
    what: what === undefined ? sentence : `${what}.`,
    mend:
      mend === undefined ? 'Change the numbers that it speaks of.' : mend[0].toUpperCase() + mend.slice(1),
  };
}

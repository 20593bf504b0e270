import { compile, luckNumbers, stageOrder } from '../../src/scenario/compile.ts';
import { drawValues } from '../../src/scenario/compile/values.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { simulate } from '../../src/engine/simulate.ts';
import type { Statistics } from '../../src/engine/statistics.ts';
import { readTexts } from '../answers/small-scenario.ts';

/** The text of a scenario of a few made-up stages; each number is a parameter named in `numbers`. */
export function madeUpText({
  years = 30,
  begins = '2027-01-01',
  arrivals = '',
  again = 'never',
  rest = '',
  stages,
  numbers,
}: {
  readonly years?: number;
  readonly begins?: string;
  readonly arrivals?: string;
  readonly again?: string;
  readonly rest?: string;
  readonly stages: string;
  readonly numbers: Readonly<Record<string, string>>;
}): string {
  const all: Record<string, string> = {
    ...(again === 'never' ? { never: '0 in 100' } : {}),
    year: '1 years',
    none: '0 in 100 a year',
    ...numbers,
  };
  const parameters = Object.entries(all).map(([name, text]) => {
    const [value, ...unit] = text.split(' ');
    return `  ${name}: { label: ${name}, value: ${value}, unit: ${unit.join(' ')}, date: 2027, source: Made up }`;
  });
  const [first] = /^[a-z]+/m.exec(stages)!;
  return `name: Made up
summary: A flow that is known.
side: other
begins: ${begins}
years: ${years}
drawnYear: 1
place: ${first}
doesNotWeigh: [Nothing]
arrivals: { label: People, to: ${first}, rate: rate, growth: none${arrivals} }
detectedReoffending: { share: ${again}, within: year, returnsTo: ${first} }
${rest}stages:
${stages.replaceAll(/^/gm, '  ')}
parameters:
${parameters.join('\n')}
`;
}

export function madeUp(of: Parameters<typeof madeUpText>[0]): Scenario {
  return readTexts({ 'made-up.yaml': madeUpText(of) }, 'made-up.yaml');
}

/** One run of it, and the number of each stage. */
export function runOf(scenario: Scenario, seed = 1): { s: Statistics; at: (name: string) => number } {
  const order = stageOrder(scenario);
  const network = compile(scenario, order, drawValues(scenario, seed, 0), luckNumbers([scenario]));
  return { s: simulate(network, seed, 0), at: name => order.indexOf(name) };
}

/** A count of one stage over all years. */
export function inAll(s: Statistics, counts: Float64Array, stage: number): number {
  return s.periodEnds.reduce((sum, _, period) => sum + counts[period * s.stages + stage], 0);
}

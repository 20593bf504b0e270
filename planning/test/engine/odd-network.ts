import fc from 'fast-check';
import type { Network } from '../../src/engine/network.ts';
import { anyNetwork } from './any-network.ts';

type Path = readonly (string | number)[];

const oddNumbers = [
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
  -1e-9,
  0,
  1e-300,
  1e-9,
  0.5,
  1.5,
  7,
  1e9,
  2 ** 32,
  1e300,
];
const oddWords = ['pareto', '', 'instant', 'open', 'stays', 'waiting'];

/** A network in which up to three numbers or words are replaced by ones that may mean nothing. */
export const oddNetwork: fc.Arbitrary<Network> = anyNetwork.chain(network => {
  const leaves = leavesOf(network, []);
  const change = fc
    .tuple(fc.constantFrom(...leaves), fc.constantFrom(...oddNumbers), fc.constantFrom(...oddWords))
    .map(([path, number, word]) => [path, typeof at(network, path) === 'number' ? number : word] as const);
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map(
      changes =>
        changes.reduce(
          (changed: unknown, [path, value]) => replaced(changed, path, value),
          network,
        ) as Network,
    );
});

function leavesOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'name' ? [] : leavesOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, key) => (here as Record<string | number, unknown>)[key], value);
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((each, i) => (i === key ? replaced(each, rest, by) : each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === key ? replaced(each, rest, by) : each]),
  );
}

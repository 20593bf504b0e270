import { parsePart } from './part.ts';
import type { Part } from './part.ts';
import { chainOf, merge } from './scenario.ts';
import type { readScenario } from './scenario.ts';
import type { Scenario } from './scenario-schema.ts';

/** Files that a reader keeps: some chains of them. */
const mostKept = 32;

/**
 * Reads as `readScenario` does, and keeps what it parsed and read last, by name and text: one look at a page asks for the
 * same few long files a dozen times, and the next look for most of them again. What it gives is shared by all who
 * ask, and so cannot be changed.
 */
export function scenarioReader(): typeof readScenario {
  const parsed = keptLast<Part>(mostKept);
  const whole = keptLast<Scenario>(mostKept);
  const numbers = new WeakMap<Part, number>();
  let parts = 0;
  const parse = (name: string, text: string): Part => {
    const part = parsePart(name, text);
    numbers.set(part, ++parts);
    return part;
  };
  return (file, read) => {
    const chain = chainOf(file, name => {
      const text = read(name);
      return parsed(`${name}\n${text}`, () => parse(name, text));
    });
    return whole(chain.map(part => numbers.get(part)).join(), () => frozen(merge(chain)));
  };
}

/** Gives what was made for a key before; what was not asked for longest is first to go. */
function keptLast<Made>(most: number): (key: string, make: () => Made) => Made {
  const kept = new Map<string, Made>();
  return (key, make) => {
    const made = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, made);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return made;
  };
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

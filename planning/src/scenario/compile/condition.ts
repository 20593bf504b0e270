import type { Condition } from '../../engine/network.ts';
import type { ConditionText } from '../condition-schema.ts';
import type { Scenario } from '../scenario-schema.ts';
import { stageNumber } from './values.ts';
import type { Compiling } from './values.ts';

/** The number of an attribute, and of one of its values. */
export function attributeNumbers({ attributes }: Scenario, name: string, value: string): [number, number] {
  const names = Object.keys(attributes ?? {});
  return [names.indexOf(name), attributes![name].indexOf(value)];
}

export function conditionsOf(compiling: Compiling, when: readonly ConditionText[]): Condition[] {
  return when.map((text): Condition => {
    if ('attribute' in text) {
      const [index, value] = attributeNumbers(compiling.scenario, text.attribute, text.is);
      return { of: 'attribute', index, atLeast: value, below: value + 1 };
    }
    if ('cameBefore' in text) {
      return { of: 'times round', index: 0, ...(text.cameBefore ? { atLeast: 1 } : { below: 1 }) };
    }
    const [of, stage] =
      'waitingAt' in text ? (['waiting', text.waitingAt] as const) : (['inside', text.insideAt] as const);
    const { values } = compiling;
    return {
      of,
      index: stageNumber(compiling, stage),
      ...(text.atLeast === undefined ? {} : { atLeast: values[text.atLeast] }),
      ...(text.below === undefined ? {} : { below: values[text.below] }),
    };
  });
}

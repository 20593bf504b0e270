import { boundsOf } from './parameter.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import { own } from './own.ts';

/** Hazards that cannot be: everybody within a time, two clocks at once, days that go back. */
export function checkHazards(scenario: ScenarioText): PlacedFault[] {
  const { parameters } = scenario;
  const all = [
    { path: ['detectedReoffending'], of: scenario.detectedReoffending },
    ...Object.entries(scenario.risks ?? {}).map(([name, of]) => ({ path: ['risks', name], of })),
  ];
  const faults = all.flatMap(({ path, of }): PlacedFault[] => {
    const { later, steps } = of;
    const found: PlacedFault[] = [];
    [of, ...(later ?? [])].forEach(({ share }, i) => {
      const parameter = own(parameters, share);
      // A counted share is never all of them, however many were.
      if (parameter === undefined || parameter.counted || boundsOf(parameter)[1] < 100) return;
      found.push({
        path: i === 0 ? [...path, 'share'] : [...path, 'later', i - 1, 'share'],
        what: `Parameter ${share} can be all of 100, and no hazard is so high.`,
        mend: 'Give it a uniform or triangular below 100.',
      });
    });
    if (later?.length && steps?.length) {
      found.push({
        path: [...path, 'steps'],
        what: 'This hazard changes with the time since release and with the date.',
        mend: 'Keep one of later: and steps:.',
      });
    }
    return [...found, ...backwards([...path, 'steps'], steps)];
  });
  return [...faults, ...backwards(['arrivals', 'steps'], scenario.arrivals.steps)];
}

function backwards(
  path: (string | number)[],
  steps: readonly { readonly from: string }[] | null | undefined,
): PlacedFault[] {
  return (steps ?? []).flatMap(({ from }, i) =>
    i > 0 && from <= steps![i - 1].from
      ? [
          {
            path: [...path, i],
            what: `Step ${i + 1} begins on ${from}, not after the step before it.`,
            mend: 'Put steps in order of date.',
          },
        ]
      : [],
  );
}

import { canBeNothing, hardlyBeyond } from './parameter.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import { own } from './own.ts';

/** A threat that keeps nobody away as it is written, or that is measured against nothing. */
export function checkDeterred({ arrivals: { deterred }, parameters }: ScenarioText): PlacedFault[] {
  if (!deterred) return [];
  const path = ['arrivals', 'deterred'];
  if (!deterred.share && !deterred.by) {
    return [
      {
        path,
        what: 'Nothing says how many are deterred.',
        mend: 'Add by: with an elasticity and what the threat was and is, or share:.',
      },
    ];
  }
  return (deterred.by ?? []).flatMap((row, i) =>
    (['from', 'to'] as const).flatMap((end): PlacedFault[] => {
      const threat = own(parameters, row[end]);
      // Exactly 0 is told with the other places that need more.
      if (threat === undefined || canBeNothing(threat) || hardlyBeyond(threat)[0] > 0) return [];
      return [
        {
          path: [...path, 'by', i, end],
          what: `Parameter ${row[end]} can be 0, and nothing can be so many times as firm as no threat.`,
          mend: 'Raise its lower end above 0.',
        },
      ];
    }),
  );
}

import type { Json } from '../../decider.ts';
import type { Upcasts } from '../../upcast.ts';
import { firstProceedings } from './stages.ts';

/** What earlier versions did not ask is not guessed: it is read as not known. */
const detailsNotAsked: Readonly<Record<string, Json>> = {
  bailed: { until: null },
  bail_extended: { until: null },
  first_hearing: { held: 'not_known', plea: 'not_known' },
};

/** How legal events of earlier versions are read today. */
export const legalUpcasts = {
  // 1 knew one set of proceedings, and nothing beside the step.
  legal_step: [
    ({ facts, sealed }) => ({
      facts: {
        ...facts,
        proceedings: firstProceedings,
        detail: detailsNotAsked[facts.step as string] ?? null,
      },
      sealed,
    }),
  ],
  // 1 had days for whatever a requirement is counted in, and said nothing of what was suspended.
  sentenced: [
    ({ facts, sealed }) => ({
      facts: {
        ...facts,
        proceedings: firstProceedings,
        suspended:
          facts.disposal === 'suspended_sentence_order'
            ? { termMonths: null, supervisionMonths: null }
            : null,
        requirements: (facts.requirements as { kind: string; days: number | null }[]).map(
          ({ kind, days }) => ({
            kind,
            most: days,
          }),
        ),
      },
      sealed,
    }),
  ],
  order_ended: [({ facts, sealed }) => ({ facts: { ...facts, early: null }, sealed })],
} as const satisfies Upcasts;

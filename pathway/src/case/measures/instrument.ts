import type { Day } from '../../day.ts';

/**
 * Questionnaires and tools, with what their owners allow (domain 6). No wording of any item stands here: answers are
 * entered by the item's number, from the licensed form.
 */
export interface Instrument {
  readonly name: string;
  /** Two results are compared only where this is the same. */
  readonly version: string;
  /**
   * What may be kept: answers to each item, a total alone, or a band that somebody trained gave. No band is ever
   * worked out here (E11).
   */
  readonly keeps: 'items' | 'total' | 'band';
  /** Items, and the least and most that the form prints beside an answer; for `items` only. */
  readonly items: { readonly count: number; readonly least: number; readonly most: number } | null;
  /** Items of which an answer above 0 is a prompt to ask at once (E8). */
  readonly prompts: readonly number[];
  /** Shown wherever the instrument is used. */
  readonly notice: string;
  readonly source: string;
  /** When somebody last looked at the licence; null until somebody of the organisation has. */
  readonly licenceCheckedOn: Day | null;
  readonly reviewedBy: string | null;
}

const unchecked = { licenceCheckedOn: null, reviewedBy: null } as const;
const bandOnly = {
  version: 'as given',
  keeps: 'band',
  items: null,
  prompts: [],
  ...unchecked,
} as const;

export const instruments = {
  phq_9: {
    name: 'PHQ-9',
    version: 'PHQ-9',
    keeps: 'items',
    items: { count: 9, least: 0, most: 3 },
    prompts: [9],
    notice: 'PHQ-9 © Pfizer. Use the form itself; its words are not printed here. Licence to be checked.',
    source: 'domain 6 [S150]; permission not verified',
    ...unchecked,
  },
  gad_7: {
    name: 'GAD-7',
    version: 'GAD-7',
    keeps: 'items',
    items: { count: 7, least: 0, most: 3 },
    prompts: [],
    notice: 'GAD-7 © Pfizer. Use the form itself; its words are not printed here. Licence to be checked.',
    source: 'domain 6 [S150]; permission not verified',
    ...unchecked,
  },
  core_10: {
    name: 'CORE-10',
    version: 'CORE-10',
    keeps: 'items',
    items: { count: 10, least: 0, most: 4 },
    prompts: [],
    notice: 'CORE-10 © CORE System Trust, CC BY-NC-ND 4.0. Enter the number printed beside each answer.',
    source:
      'coresystemtrust.org.uk licensing [S147]; the 2015 copy says BY-ND 4.0 [S148], the stricter is taken',
    ...unchecked,
  },
  audit_c: {
    name: 'AUDIT-C',
    version: 'AUDIT-C',
    keeps: 'items',
    items: { count: 3, least: 0, most: 4 },
    prompts: [],
    notice: 'AUDIT-C is in the public domain.',
    source: 'domain 6 [S149]',
    ...unchecked,
  },
  swemwbs: {
    name: 'SWEMWBS',
    version: 'as given',
    keeps: 'total',
    items: null,
    prompts: [],
    notice:
      'SWEMWBS needs a licence of your own. Its questions are not part of this program; keep the total.',
    source: 'warwick.ac.uk, using WEMWBS [S151]',
    ...unchecked,
  },
  cport: {
    name: 'CPORT',
    version: 'as given',
    keeps: 'total',
    items: null,
    prompts: [],
    notice: 'Total, date and assessor only. Its items would describe material, so none can be entered.',
    source: 'domain 6 [S152]; E2',
    ...unchecked,
  },
  osp: {
    name: 'OASys sexual reoffending predictor',
    ...bandOnly,
    notice: 'A tool of HMPPS. The band is theirs; nothing is worked out here.',
    source: 'domain 6 [S79]',
  },
  rm2000: {
    name: 'Risk Matrix 2000',
    ...bandOnly,
    notice: 'Given by a trained assessor. Band and date only.',
    source: 'domain 6',
  },
  arms: {
    name: 'ARMS',
    ...bandOnly,
    notice: 'Given by a trained assessor of police or probation. Band and date only.',
    source: 'domain 6 [S153]',
  },
  saprof: {
    name: 'SAPROF',
    ...bandOnly,
    notice: 'Bought manual and training. Band and date only.',
    source: 'domain 6',
  },
  stable_2007: {
    name: 'STABLE-2007',
    ...bandOnly,
    notice: 'Bought manual and training. Band and date only.',
    source: 'domain 6',
  },
  static_99r: {
    name: 'Static-99R',
    ...bandOnly,
    notice: 'Bought manual and training. Band and date only.',
    source: 'domain 6',
  },
} as const satisfies Record<string, Instrument>;
export type InstrumentId = keyof typeof instruments;

/** An instrument as an `Instrument`, without the exact words of its entry. */
export function instrument(id: InstrumentId): Instrument {
  return instruments[id];
}

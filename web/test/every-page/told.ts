import type { StreamKind } from '@throughcare/pathway';

/** A record with all that was told of it, by whom; nobody's name is the caller's. */
export interface Told {
  readonly kind: StreamKind;
  readonly id: string;
  readonly steps: readonly { readonly actor: string; readonly command: { readonly do: string } }[];
}

export type Undated = { readonly do: string; readonly on?: string } & Readonly<Record<string, unknown>>;

export const told = (kind: StreamKind, id: string, actor: string, commands: readonly Undated[]): Told => ({
  kind,
  id,
  steps: commands.map(({ on = '2026-03-10', ...rest }) => ({ actor, command: { ...rest, on } })),
});

const identity = (surname: string) => ({
  surname,
  forename: 'Wren',
  bornOn: '1980-05-17',
  sex: 'F',
  postcodeDistrict: null,
  pnc: '26/1A',
});
export const law = { on: '2020-01-01', source: 'as read' };
export const early = { requirementsMet: true, objectivesMet: true, inForce: { ...law, trigger: 'decision' } };

/** Somebody convicted whose case is with `practitioner`. */
export const opened = (reference: string, practitioner: string): Undated[] => [
  {
    do: 'refer',
    on: '2025-01-06',
    reference,
    source: 'probation',
    stage: 'before_the_court',
    identity: identity(reference),
  },
  { do: 'triage', on: '2025-01-07', outcome: 'accepted' },
  { do: 'open', on: '2025-01-08', practitioner },
  { do: 'record_legal_step', on: '2025-01-09', proceedings: 'first', step: 'convicted' },
];
export const sentence = (disposal: string, months: number, suspended: object | null = null): Undated => ({
  do: 'record_sentence',
  on: '2025-01-10',
  sentence: { order: 'o1', proceedings: 'first', disposal, months, suspended, requirements: [] },
});

import { fixtureText } from './fixture.ts';

interface Stopping {
  readonly times: readonly number[];
  readonly z: readonly number[];
  readonly drift: number;
  readonly stopped: readonly number[];
}

/** What R says of pooling, power, looks and many tests; its versions stand in `source`. */
export const inferenceOutputs = JSON.parse(fixtureText('inference-r-outputs.json')) as {
  readonly source: string;
  readonly rubin: readonly (Readonly<
    Record<'qbar' | 'ubar' | 'b' | 't' | 'df' | 'fmi' | 'lower' | 'upper', number>
  > & {
    readonly q: readonly number[];
    readonly u: readonly number[];
    readonly complete: number | null;
  })[];
  readonly prop: {
    readonly needed: readonly Readonly<Record<'p0' | 'p1' | 'power' | 'n', number>>[];
    readonly power: readonly Readonly<Record<'p0' | 'p1' | 'power' | 'n', number>>[];
    readonly smallest: readonly Readonly<Record<'p0' | 'p1' | 'power' | 'n', number>>[];
  };
  readonly fisher: {
    readonly power: readonly Readonly<Record<'n1' | 'n0' | 'p1' | 'p0' | 'power', number>>[];
    readonly needed: readonly Readonly<Record<'p1' | 'p0' | 'power' | 'n', number>>[];
  };
  readonly exact: {
    readonly upper: readonly Readonly<Record<'events' | 'n' | 'upper', number>>[];
    readonly known: readonly Readonly<Record<'n' | 'known' | 'risk' | 'power', number>>[];
  };
  readonly share: readonly Readonly<Record<'hazard' | 'accrual' | 'followUp' | 'loss' | 'share', number>>[];
  readonly looks: Readonly<Record<'obf' | 'poc' | 'hsd', Stopping>>;
  readonly adjust: Readonly<Record<'p' | 'holm' | 'bonferroni' | 'bh', readonly number[]>>;
};

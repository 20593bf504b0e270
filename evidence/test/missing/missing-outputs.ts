import { fixtureText } from '../fixture.ts';

interface PooledModel {
  readonly estimate: readonly number[];
  readonly ubar: readonly number[];
  readonly b: readonly number[];
  readonly t: readonly number[];
}

/** What R says; its versions stand in `source`. */
export const missingOutputs = JSON.parse(fixtureText('missing-r-outputs.json')) as {
  readonly source: string;
  readonly pmm: PooledModel;
  readonly norm: PooledModel;
  readonly rubin: Readonly<Record<'qbar' | 'ubar' | 'b' | 't' | 'df' | 'fmi', number>>;
  readonly rubin_large: { readonly df: number; readonly fmi: number };
  readonly gaps: readonly number[];
  readonly adjust: Readonly<Record<'p' | 'holm' | 'bonferroni' | 'bh', readonly number[]>>;
  readonly fisher: { readonly a: number; readonly b: number };
  readonly prop: { readonly a: number; readonly b: number };
};

import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

export type Row = Readonly<Record<string, string>>;

/** The rows of a fixture without quotes or commas inside its values. */
export function fixtureRows(file: string): Row[] {
  const [header, ...lines] = fixtureText(file).trimEnd().split('\n');
  const names = header.split(',');
  return lines.map(line => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, values[i]]));
  });
}

export function fixtureText(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8');
}

/** Passes when `got` lies within `relative` of `want` (absolutely, for a `want` near 0). */
export function assertNear(got: number, want: number, relative = 1e-8, about = ''): void {
  const apart = Math.abs(got - want);
  assert.ok(apart <= relative * Math.max(Math.abs(want), 1e-6), `${about} ${got} is not ${want}`);
}

interface CoxOutput {
  readonly coef: Readonly<Record<string, number>>;
  readonly vcov: readonly (readonly number[])[];
  readonly loglik: readonly [number, number];
  readonly score: number;
}
interface WeightingOutput {
  readonly est: number;
  readonly HC0: number;
  readonly ess: { readonly control: number; readonly treated: number };
  readonly balance: {
    readonly smd_pooled_unw: readonly number[];
    readonly smd_treated_unw: readonly number[];
  };
  readonly vars: readonly string[];
}

/** What R says; the versions stand in `source`. */
export interface ROutputs {
  readonly source: string;
  readonly cox: Readonly<
    Record<'rossi_efron' | 'rossi_breslow' | 'rossi_efron_robust' | 'rossi_breslow_robust', CoxOutput>
  >;
  readonly logrank: Readonly<
    Record<
      'rossi_fin' | 'lung_sex',
      {
        readonly n: number[];
        readonly obs: number[];
        readonly exp: number[];
        readonly chisq: number;
        readonly p: number;
      }
    >
  >;
  readonly lalonde_propensity: {
    readonly coef: Readonly<Record<string, number>>;
    readonly vcov: readonly (readonly number[])[];
    readonly deviance: number;
    readonly fitted: readonly number[];
  };
  readonly lalonde_weighting: Readonly<Record<'ATE' | 'ATT' | 'ATO', WeightingOutput>> & {
    readonly mestimation: Readonly<
      Record<
        'ATE' | 'ATT' | 'ATO',
        { readonly est: number; readonly mu1: number; readonly mu0: number; readonly se: number }
      >
    >;
    readonly unadjusted: { readonly diff: number; readonly smd_pooled: Readonly<Record<string, number>> };
  };
  readonly rossi_iptw_survival: {
    readonly weights_first10: readonly number[];
    readonly km: {
      readonly strata: readonly string[];
      readonly time: readonly number[];
      readonly surv: readonly number[];
      readonly robust_se: readonly number[];
    };
    readonly cox: { readonly coef: number; readonly robust_se: number; readonly naive_se: number };
  };
  readonly evalue: Readonly<Record<'rr39' | 'lo18' | 'rr080', number>>;
}

export function fixtureJson(): ROutputs {
  return JSON.parse(fixtureText('r-outputs.json')) as ROutputs;
}

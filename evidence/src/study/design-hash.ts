import { createHash } from 'node:crypto';
import type { Cohort } from './cohort.ts';
import type { Covariates } from './covariates.ts';

/** The hash of all that a design rests on; `byChance` is where chance put people, of a design that uses it. */
export function hashDesign(
  cohort: Cohort,
  covariates: Covariates,
  byChance: readonly (string | Int32Array | Float64Array)[] = [],
): string {
  const hash = createHash('sha256');
  // Names in parcels: one call for each person would take longer than all the rest.
  let parcel = '';
  for (const row of cohort.rows) {
    parcel += `${cohort.table.ids[row]}\n`;
    if (parcel.length < 1 << 16) continue;
    hash.update(parcel);
    parcel = '';
  }
  hash.update(parcel);
  hash.update(cohort.arm);
  if (cohort.timeZero !== undefined) hash.update(bytesOf(cohort.timeZero));
  for (const covariate of covariates.columns) {
    hash.update(JSON.stringify([covariate.column, covariate.kind === 'category' ? covariate.levels : '']));
    hash.update(bytesOf(covariate.kind === 'category' ? covariate.codes : covariate.values));
  }
  for (const part of byChance) hash.update(typeof part === 'string' ? part : bytesOf(part));
  return hash.digest('hex');
}

function bytesOf(array: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

import { fieldNames, fields, type Field } from './compare.ts';

/** For one field: how often each level comes among pairs of one person (m) and among pairs of two (u). */
export interface FieldModel {
  readonly m: readonly number[];
  readonly u: readonly number[];
}

/** What a first Fellegi-Sunter model knows (Fellegi and Sunter 1969). */
export interface LinkModel {
  readonly fields: Readonly<Record<Field, FieldModel>>;
  /** How many records of the left are expected to have somebody on the right. */
  readonly expectedMatches: number;
  readonly candidates: number;
  /** Chance that a row of the left and one of the right, taken blindly, are of one person. */
  readonly prior: number;
  /** Rounds that the fit took. */
  readonly rounds: number;
}

/** Evidence in bits for one person: log2 of m over u. */
export function fieldWeight(model: FieldModel, level: number): number {
  return level < 0 ? 0 : Math.log2(model.m[level] / model.u[level]);
}

export function levelCount(field: Field): number {
  return fields[field].length;
}

/** The same value for every field, in the order of `fieldNames`. */
export function eachField<Value>(make: (field: Field, index: number) => Value): Record<Field, Value> {
  return Object.fromEntries(fieldNames.map((field, index) => [field, make(field, index)])) as Record<
    Field,
    Value
  >;
}

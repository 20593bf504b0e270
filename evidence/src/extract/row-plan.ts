/** What to read of each row, once the header is known. It can be sent to another thread. */
export interface RowPlan {
  /** How many fields the header has. */
  readonly fields: number;
  /** The field that holds the person, -1 for none. */
  readonly id: number;
  /** The columns to type. Other fields are passed over. */
  readonly cells: readonly PlannedCell[];
  /** Words that mean that nothing is known; an empty cell always does. */
  readonly missing: readonly string[];
  /** True where one of these words is a number, such as -99. */
  readonly missingNumbers: boolean;
}

export interface PlannedCell {
  readonly field: number;
  readonly kind: 'number' | 'date' | 'text';
  /** Bounds of a number, or `most` the last day of a date. */
  readonly least: number;
  readonly most: number;
}

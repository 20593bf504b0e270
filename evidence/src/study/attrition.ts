/** One step from the file to the people compared: how many it took away and how many are left. */
export interface AttritionStep {
  readonly step: string;
  readonly removed: number;
  readonly left: number;
  /** What those removed had in common, where the step can say so; counts add up to `removed`. */
  readonly detail: readonly { readonly what: string; readonly count: number }[];
}

/** Keeps the rows still in, and writes down every step that takes some away. */
export interface AttritionLog {
  readonly rows: () => Int32Array;
  readonly steps: () => readonly AttritionStep[];
  /** Keeps the rows that pass; `why` sorts those that do not. */
  keep(step: string, passes: (row: number) => boolean, why?: (row: number) => string): void;
}

export function attritionLog(start: AttritionStep[], rows: Int32Array): AttritionLog {
  const steps = [...start];
  let left = rows;
  return {
    rows: () => left,
    steps: () => steps,
    keep(step, passes, why) {
      const kept = left.filter(passes);
      const reasons = new Map<string, number>();
      if (why !== undefined) {
        for (const row of left) if (!passes(row)) reasons.set(why(row), (reasons.get(why(row)) ?? 0) + 1);
      }
      const detail = [...reasons].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count);
      steps.push({ step, removed: left.length - kept.length, left: kept.length, detail });
      left = kept;
    },
  };
}

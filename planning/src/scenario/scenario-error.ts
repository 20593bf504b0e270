/** One thing that is wrong with a scenario file, where it stands, and how to mend it. */
export interface ScenarioFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly mend: string;
}

/** A scenario that can't be run, with everything that is wrong with it at once. */
export class ScenarioError extends Error {
  readonly faults: readonly ScenarioFault[];

  constructor(faults: readonly ScenarioFault[]) {
    super(faults.map(sentence).join('\n'));
    this.name = 'ScenarioError';
    this.faults = faults;
  }
}

function sentence({ file, line, column, what, mend }: ScenarioFault): string {
  return `${file}:${line}:${column} ${what} ${mend}`;
}

/** The known name nearest to a mistyped one (Levenshtein distance of at most 3), or undefined. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = 4;
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

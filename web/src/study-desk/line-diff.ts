/** A line of two texts laid side by side: in both, only in the older, only in the newer. */
export interface DiffLine {
  readonly mark: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Beyond so many cells the middle is told as taken out and put in whole; a protocol is far smaller. */
const MOST_CELLS = 4_000_000;

/** What changed from one text to another, line by line, by a longest common subsequence (Wagner and Fischer 1974). */
export function lineDiff(older: string, newer: string): DiffLine[] {
  const [a, b] = [older.split('\n'), newer.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const line = (mark: DiffLine['mark']) => (text: string) => ({ mark, text });
  return [
    ...a.slice(0, start).map(line('same')),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(line('same')),
  ];
}

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const whole = [
    ...a.map(text => ({ mark: 'gone' as const, text })),
    ...b.map(text => ({ mark: 'new' as const, text })),
  ];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_CELLS) return whole;
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ mark: 'same', text: a[i] });
      i++;
      j++;
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      lines.push({ mark: 'gone', text: a[i++] });
    } else {
      lines.push({ mark: 'new', text: b[j++] });
    }
  }
  return lines;
}

/** Only what changed, with a few lines around it; `undefined` stands where lines were left out. */
export function changedLines(lines: readonly DiffLine[], around = 2): (DiffLine | undefined)[] {
  const near = lines.map((_, k) =>
    lines.slice(Math.max(0, k - around), k + around + 1).some(line => line.mark !== 'same'),
  );
  const shown: (DiffLine | undefined)[] = [];
  lines.forEach((line, k) => {
    if (near[k]) shown.push(line);
    else if (shown.length === 0 || shown.at(-1) !== undefined) shown.push(undefined);
  });
  return lines.some(line => line.mark !== 'same') ? shown : [];
}

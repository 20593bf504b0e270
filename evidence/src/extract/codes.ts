import type { CellRule, Level } from './cell-rule.ts';
import type { RawRows } from './chunks.ts';

type TextRule = Extract<CellRule, { kind: 'text' }>;

/** What each text of a column stands for, by thread and the thread's own number of it. */
export type JudgedTexts = readonly (readonly Level[])[];

export const NOT_UTF8: Level = { is: 'wrong', why: 'is not written in UTF-8' };

/** Marks rows with a text that its column does not allow as odd, so that they are read again and reported. */
export function judgeTexts({ landing, parts, texts }: RawRows, cell: number, rule: TextRule): JudgedTexts {
  const judged = texts.map(thread =>
    thread[cell].map(text => (text === undefined ? NOT_UTF8 : rule.read(text))),
  );
  const codes = landing.columns[cell];
  for (const { chunk, rows, thread } of parts) {
    const own = judged[thread];
    if (!own.some(level => level.is === 'wrong')) continue;
    for (let slot = chunk.slot; slot < chunk.slot + rows; slot++) {
      const start = landing.starts[slot];
      if (start >= 0 && own[codes[slot]].is === 'wrong') landing.starts[slot] = ~start;
    }
  }
  return judged;
}

const [UNSEEN, MISSING] = [-2, -1];

/**
 * Puts into a column of texts, in place, the number of each row's level. Levels are numbered as they first come in the
 * file after those of `first`, whichever thread met them; a missing one has -1. Gives the levels.
 *
 * @param oddNames levels of the rows that were read again, which have their numbers in the column
 */
export function codesInOrder(
  { landing, parts }: RawRows,
  cell: number,
  first: readonly string[],
  judged: JudgedTexts,
  oddNames: readonly string[],
): string[] {
  const levels = [...first];
  const codeOf = new Map(levels.map((level, k) => [level, k]));
  const known = judged.map(texts => new Int32Array(texts.length).fill(UNSEEN));
  const knownOdd = new Int32Array(oddNames.length).fill(UNSEEN);
  const codes = landing.columns[cell];

  function number(name: string): number {
    const there = codeOf.get(name);
    if (there !== undefined) return there;
    codeOf.set(name, levels.length);
    return levels.push(name) - 1;
  }

  for (const { chunk, rows, thread } of parts) {
    const own = known[thread];
    for (let slot = chunk.slot; slot < chunk.slot + rows; slot++) {
      if (landing.lines[slot] === 0) continue;
      const text = codes[slot];
      if (landing.starts[slot] >= 0) {
        if (own[text] === UNSEEN) {
          const level = judged[thread][text];
          own[text] = level.is === 'level' ? number(level.name) : MISSING;
        }
        codes[slot] = own[text];
      } else if (text !== MISSING) {
        if (knownOdd[text] === UNSEEN) knownOdd[text] = number(oddNames[text]);
        codes[slot] = knownOdd[text];
      }
    }
  }
  return levels;
}

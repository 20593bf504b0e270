import { fileOf } from './calling.ts';

/** A made-up person of the table below. */
export type Row = readonly [
  time: number | string,
  event: number | string,
  group: string,
  x: number | string,
  arm: number,
];

export const usual: readonly Row[] = Array.from({ length: 40 }, (_, i) => [
  1 + ((i * 7) % 23),
  (i * 3) % 4 < 2 ? 1 : 0,
  i % 5 < 2 ? 'a' : 'b',
  ((i * 11) % 17) - 8,
  (i * 5) % 3 === 0 ? 1 : 0,
]);

/** The table as a file, each row as `change` gives it. */
export function data(
  change: (row: Row, i: number) => readonly (string | number)[] = row => row,
  head = 'time,event,group,x,arm',
): string {
  return fileOf(`${head}\n${usual.map((row, i) => change(row, i).join(',')).join('\n')}\n`);
}

/** How a statistic is told which columns hold times and events. */
export const survival = '--time time --event event';

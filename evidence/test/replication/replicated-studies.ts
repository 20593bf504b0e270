import { design, run, sourceOf } from '../../src/index.ts';
import type { StudyRun } from '../../src/index.ts';
import { protocolOf, protocolText, smallFiles } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';

export interface Replicated {
  readonly text: string;
  readonly run: StudyRun;
}

export function runStudy(text: string, files: Readonly<Record<string, string>>): Replicated {
  const source = sourceOf(files);
  const protocol = protocolOf(text);
  return { text, run: run(protocol, design(protocol, source, at).lock, source, at) };
}

const [DIED, AGE, SEX] = [4, 7, 8];

function withCells(change: (cells: string[], row: number) => void): Readonly<Record<string, string>> {
  const files = smallFiles(700);
  const [header, ...rows] = files['people.csv'].trimEnd().split('\n');
  const changed = rows.map((line, row) => {
    const cells = line.split(',');
    change(cells, row);
    return cells.join(',');
  });
  return { ...files, 'people.csv': `${[header, ...changed].join('\n')}\n` };
}

/** One in seven dies one to three months after the clock began, before, on or after the days of most offences. */
const someDie = withCells((cells, row) => {
  if (row % 7 !== 0) return;
  const zero = cells[3] === '' ? cells[1] : cells[3];
  const later = new Date(Date.parse(zero) + 86_400_000 * (25 + (row % 67)));
  cells[DIED] = later.toISOString().slice(0, 10);
});

/** Ages and sexes that are not recorded. */
const gappy = withCells((cells, row) => {
  if (row % 5 === 0) cells[AGE] = '';
  if (row % 11 === 0) cells[SEX] = '';
});

const att = protocolText.replace('estimand: ATO', 'estimand: ATT');
const ofKind = (kind: string, text = protocolText): string =>
  text.replace('  within_days: 365', `  kind: ${kind}\n  time_at_risk: { custody: in }\n  within_days: 365`);
const matching = 'design: { by: matching, caliper: 0.2 }\n';

/** Protocol and data of every way in which a headline is made. */
export const REPLICATED: Readonly<Record<string, () => Replicated>> = {
  'overlap weights, yes or no': () => runStudy(protocolText, someDie),
  'ATT weights, a count': () => runStudy(ofKind('count', att), someDie),
  'weights, a time to event': () => runStudy(ofKind('time to event'), someDie),
  'weights, another end first': () => runStudy(ofKind('competing'), someDie),
  'entropy balancing': () => runStudy(`${att}design: { by: entropy balancing }\n`, someDie),
  'nearest pairs, yes or no': () => runStudy(att + matching, someDie),
  'nearest pairs, a count': () => runStudy(ofKind('count', att) + matching, someDie),
  'nearest pairs, a time to event': () => runStudy(ofKind('time to event', att) + matching, someDie),
  'two each with replacement': () =>
    runStudy(`${att}design: { by: matching, replace: true, ratio: 2 }\n`, someDie),
  subclasses: () => runStudy(`${att}design: { by: subclassification }\n`, someDie),
  'five imputations': () =>
    runStudy(
      `${protocolText}missing_values: { method: multiple imputation, imputations: 5, iterations: 5, seed: 3 }\n`,
      gappy,
    ),
};

import { isEstimate, type PairReport, type StudyReport } from '@throughcare/evidence';
import { sayInstant } from '../../frame/templates.ts';
import { pairName } from '../../studies/study-view.ts';
import { count } from '../../studies/words.ts';
import { figureRow } from '../found/found-view.ts';
import { changedLines, lineDiff } from '../line-diff.ts';
import type { RunFact } from '../runs.ts';

export interface RunToCompare {
  readonly fact: RunFact;
  readonly report: StudyReport;
  readonly protocol: string;
}

interface Row {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly differs: boolean;
}

/** Two runs side by side: what was found, what it stands on, and what changed in the protocol. */
export function compareView(first: RunToCompare, second: RunToCompare) {
  const both = [first, second] as const;
  const row = (name: string, say: (run: RunToCompare) => string): Row => {
    const [a, b] = both.map(say) as [string, string];
    return { name, first: a, second: b, differs: a !== b };
  };
  const names = [...new Set(both.flatMap(({ report }) => report.pairs.map(pairName)))];
  const diff = lineDiff(first.protocol, second.protocol);
  return {
    heads: both.map(({ fact }) => ({ id: fact.id, when: sayInstant(fact.at), by: fact.by.name })),
    pairs: names.map(name => ({
      name: titleOf(both, name),
      rows: [
        row('Conclusion', run => ofPair(run, name, pair => pair.conclusion.verdict)),
        row('People', run => ofPair(run, name, peopleOf)),
        row('As it looks at first', run => ofPair(run, name, pair => sayFigure(pair.naive))),
        row('With people made alike', run => ofPair(run, name, pair => sayFigure(pair.headline))),
        row('Worst difference left', run => ofPair(run, name, pair => pair.worstImbalance.toFixed(2))),
      ],
    })),
    ground: [
      row('Run by', ({ fact }) => fact.by.name),
      row(
        'Protocol',
        ({ fact, report }) => `Version ${fact.version}, ${report.standsOn.protocolSha256.slice(0, 12)}`,
      ),
      row('Design', ({ report }) => report.standsOn.designSha256.slice(0, 12)),
      row('Locked', ({ report }) => sayInstant(Date.parse(report.standsOn.lockedAt))),
      row('Look', ({ report }) => String(report.standsOn.looks)),
      row('Data', ({ report }) =>
        report.standsOn.files
          .map(f => `${f.file}, ${count(f.rows)} rows, ${f.sha256.slice(0, 12)}`)
          .join('; '),
      ),
      row('Left at the end', ({ report }) => count(report.attrition.at(-1)?.left ?? 0)),
      row('Changed after outcomes', ({ report }) => (report.standsOn.changedAfterOutcomes ? 'yes' : 'no')),
      row('Engine', ({ report }) => report.standsOn.engine),
    ],
    diff: changedLines(diff),
  };
}

function titleOf(both: readonly RunToCompare[], name: string): string {
  const pair = both.flatMap(({ report }) => report.pairs).find(one => pairName(one) === name)!;
  return `${pair.first} against ${pair.second}`;
}

function ofPair({ report }: RunToCompare, name: string, say: (pair: PairReport) => string): string {
  const pair = report.pairs.find(one => pairName(one) === name);
  return pair ? say(pair) : 'not compared';
}

function peopleOf({ headline }: PairReport): string {
  return isEstimate(headline)
    ? headline.arms.map(arm => `${typeof arm.n === 'number' ? count(arm.n) : arm.n} in ${arm.arm}`).join(', ')
    : 'no figure';
}

function sayFigure(figure: PairReport['headline']): string {
  const { value, interval } = figureRow('', figure);
  return interval === '' ? value : `${value} (${interval})`;
}

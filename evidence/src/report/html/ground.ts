import { facts, list, section, table } from './blocks.ts';
import { html } from './markup.ts';
import type { Html } from './markup.ts';
import { sayDate } from './say.ts';
import type { StudyView } from './view.ts';

/** Secondary outcomes and the count of questions, method, hashes, look, ledger, software; of a release, what was done to it. */
export function groundSections(study: StudyView): (Html | undefined)[] {
  const { secondary, tests, method, ground, control } = study;
  const sha = (hash: string): Html => html`<span class="sha">${hash}</span>`;
  return [
    section('Further outcomes', [
      table(
        {
          caption: 'Secondary: none of them decides the conclusion',
          columns: ['outcome', 'comparison', 'difference'],
          rows: secondary.map(({ detected, pair, words }) => [detected, pair, words]),
        },
        { figures: false },
      ),
    ]),
    section('How many questions this report asks', [
      html`<p>${tests.correction}</p>`,
      table({
        caption: 'Each question, and what is left of it',
        columns: ['question', 'p', 'p corrected', ''],
        rows: tests.rows,
      }),
    ]),
    section('Method', [
      facts(undefined, [
        { name: 'Made alike by', words: [method.design] },
        { name: 'About', words: [method.estimand] },
        { name: 'Headline', words: [method.headline] },
        { name: 'Interval', words: [method.interval] },
        { name: 'Not recorded', words: [method.missing] },
        { name: 'Time at risk', words: [method.timeAtRisk] },
        { name: 'Follow-up', words: [ground.maturity] },
      ]),
    ]),
    section('What it stands on', [
      facts(undefined, [
        { name: 'Protocol', words: [sha(ground.protocolSha256)] },
        {
          name: 'Design',
          words: [sha(ground.designSha256), `locked ${sayDate(ground.lockedAt)}, before outcomes were read`],
        },
        {
          name: 'Run',
          words: [
            sayDate(ground.ranAt),
            `Outcomes have been read ${ground.looks === 1 ? 'once' : `${ground.looks} times`}.`,
            ...(ground.changedAfterOutcomes
              ? ['The protocol was changed after outcomes had been seen.']
              : []),
          ],
        },
        { name: 'Look', words: [ground.look.sentence] },
        {
          name: 'Ledger',
          words:
            ground.ledger === undefined
              ? ['None was kept: looks and releases are not written down anywhere.']
              : [`${ground.ledger.name}, entry ${ground.ledger.entry}`, sha(ground.ledger.head)],
        },
        ...(ground.extractedOn === undefined
          ? []
          : [{ name: 'Extract', words: [`taken ${sayDate(ground.extractedOn)}`] }]),
        ...ground.files.map(({ file, sha256, rows }) => ({
          name: file,
          words: sha256 === undefined ? [rows] : [rows, sha(sha256)],
        })),
        { name: 'Software', words: [ground.engine] },
      ]),
    ]),
    section('What disclosure control changed', [list(control)]),
  ];
}

import { attrition } from '@throughcare/charts';
import { figure, list, section, table } from './blocks.ts';
import { html } from './markup.ts';
import type { Html } from './markup.ts';
import { answersChart, balanceChart, curvesChart, overlapChart } from './pair-charts.ts';
import { sayCount } from './say.ts';
import type { PairView, StudyView, TrapLine } from './view.ts';

export function attritionSection({ attrition: lines }: StudyView): Html | undefined {
  if (lines.length === 0) return undefined;
  const chart = attrition({
    id: 'attrition',
    title: 'Who is in it, and who is not',
    description: lines.map(({ step, left }) => `${step}: ${sayCount(left)} left`).join('. '),
    steps: lines
      .filter(({ removed }, k) => k === 0 || removed > 0)
      .map(({ step, removed, left }, k) => ({
        label: k === 0 ? step : 'Still in',
        left,
        gone: k === 0 ? null : { why: `left out by the step: ${step}`, count: removed },
      })),
    width: 728,
  });
  return section(
    'Everybody in the file, step by step',
    [
      figure(chart, undefined, false),
      table({
        caption: 'How many each step left out, and how many were left',
        columns: ['step', 'left out', 'left'],
        rows: lines.map(({ step, removed, left }) => [step, sayCount(removed), sayCount(left)]),
      }),
      ...lines.flatMap(({ step, detail }) =>
        detail.length === 0 ? [] : [html`<h3>Left out by: ${step}</h3>`, list(detail)],
      ),
    ],
    { id: 'attrition', isPage: true },
  );
}

export function armsSection({ arms, counted, missing, rejected, population }: StudyView): Html | undefined {
  const hasPeople = arms.some(({ people }) => people !== '');
  return section('Who is compared', [
    html`<p>${population}</p>`,
    table(
      {
        caption: 'The arms',
        columns: [
          'arm',
          'who',
          'clock from',
          'what else they may have received',
          ...(hasPeople ? ['people'] : []),
        ],
        rows: arms.map(({ arm, label, from, allowed, people }) => [
          arm,
          label,
          from === '' ? '–' : from,
          allowed.length === 0 ? 'not said' : allowed.join(', '),
          ...(hasPeople ? [people] : []),
        ]),
      },
      { figures: false },
    ),
    html`<h3>How the outcome was counted</h3>`,
    list(counted),
    missing.length === 0 ? undefined : html`<h3>Covariates that are not recorded for everybody</h3>`,
    list(missing),
    rejected.length === 0 ? undefined : html`<h3>Rows that could not be used</h3>`,
    list(rejected),
  ]);
}

/** Everything about one pair that is not on its own first page. */
export function pairSections(study: StudyView, pair: PairView, at: number): (Html | undefined)[] {
  const name = `${pair.first} against ${pair.second}`;
  const curves = curvesChart(pair, at, study.windowDays);
  const answers = answersChart(pair, at);
  const loved = balanceChart(pair, at);
  return [
    section(
      `${name}: how alike the groups are`,
      [
        loved &&
          figure(loved, 'Standardised differences of means and shares. A ring before, a disc after.', false),
        table({ caption: 'Balance before and after', ...pair.balanceTable }),
        pair.leftOut.length === 0 ? undefined : html`<h3>Left out of this comparison</h3>`,
        list(pair.leftOut),
        ...overlapParts(pair, at),
      ],
      { isPage: true },
    ),
    section(`${name}: ${study.detected}`, [
      curves &&
        table({
          caption: 'The two curves in figures, with the people still followed',
          columns: curves.table.columns,
          rows: curves.table.rows,
        }),
      curves && answers && figure(answers, study.detected),
      table(
        {
          caption: `Every measure of ${study.detected}`,
          columns: [
            'measure',
            'figure (interval)',
            ...(pair.effects.some(hasError) ? ['standard error'] : []),
            'method',
          ],
          rows: pair.effects.map(line => [
            line.measure,
            line.words,
            ...(pair.effects.some(hasError) ? [line.standardError] : []),
            line.method,
          ]),
        },
        { figures: false },
      ),
      table({ caption: 'Tests of the whole curves', ...pair.curveTests }, { figures: false }),
      pair.notMade.length === 0 ? undefined : html`<h3>Not made</h3>`,
      list(pair.notMade),
      ...pair.characteristics.map(({ name: characteristic, rows }) =>
        table({
          caption: `${study.detected} by ${characteristic.replaceAll('_', ' ')}: people detected, as they come`,
          columns: [characteristic.replaceAll('_', ' '), pair.first, pair.second],
          rows,
        }),
      ),
    ]),
    section(`${name}: what was tried against it`, [
      table(
        {
          caption: 'Sensitivity',
          columns: ['what was tried', 'what came of it'],
          rows: pair.sensitivity.map(({ name: tried, finding }) => [tried, finding]),
        },
        { figures: false },
      ),
      table({
        caption:
          'What something unrecorded would leave of the ratio, if so many had it and it mattered so much',
        ...pair.unmeasured,
      }),
      pair.assumptions.length === 0 ? undefined : html`<h3>What it takes for granted</h3>`,
      list(pair.assumptions),
      pair.chance && html`<h3>What chance did: ${pair.chance.design}</h3>`,
      pair.chance && list([...pair.chance.facts, ...pair.chance.effects]),
      pair.chance &&
        table({ caption: 'Assumptions, each checked', ...pair.chance.checks }, { figures: false }),
      pair.traps.length === 0 ? undefined : html`<h3>Traps</h3>`,
      ...traps(pair.traps),
    ]),
  ];
}

function overlapParts(pair: PairView, at: number): (Html | undefined)[] {
  const seen = pair.overlap.filter(({ first, second }) => first !== 0 || second !== 0);
  const chart = overlapChart(pair, at);
  return [
    chart &&
      figure(chart, 'How likely people were to be in the first group, by what was known before.', false),
    table({
      caption: 'Overlap: people by their propensity score',
      columns: ['propensity score', pair.first, pair.second],
      rows: seen.map(({ from, to, first, second }) => [
        `${from.toFixed(2)} to ${to.toFixed(2)}`,
        sayCount(first),
        sayCount(second),
      ]),
    }),
  ];
}

const hasError = ({ standardError }: PairView['effects'][number]): boolean => standardError !== '';

export function traps(lines: readonly TrapLine[]): Html[] {
  return lines.map(
    ({ id, sentence, size }) =>
      html`<p class="trap">
        <b>${id[0].toUpperCase() + id.slice(1)}</b> ${sentence}${size === undefined ? '' : ` (${size})`}
      </p>`,
  );
}

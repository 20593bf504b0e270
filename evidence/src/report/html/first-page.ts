import type { Estimand } from '../../weight.ts';
import { sayWindow } from '../../day.ts';
import { sayLevel } from '../../study/look.ts';
import { facts, figure, list, smallHeading } from './blocks.ts';
import type { Fact } from './blocks.ts';
import { html } from './markup.ts';
import type { Html } from './markup.ts';
import { answersChart, curvesChart } from './pair-charts.ts';
import { nameOf, sayAlike, sayBetween, sayDate, sayMore, sayOf } from './say.ts';
import type { PairView, StudyView } from './view.ts';

/** The answer of one pair in plain English: the size, what it means and does not, one picture, what stands behind it. */
export function pairPage(study: StudyView, pair: PairView, at: number): Html {
  const chart = curvesChart(pair, at, study.windowDays) ?? answersChart(pair, at);
  const sub = `${study.detected}, of 1,000 people. Lines are estimates, bands and bars are intervals.`;
  const title =
    at === 0
      ? html`<h1 class="conclusion">${headline(study, pair)}</h1>`
      : html`<h2 class="conclusion">${headline(study, pair)}</h2>`;
  const { verdict, sentences, cautions } = pair.conclusion;
  const heading = (text: string): Html => smallHeading(text, at === 0 ? 2 : 3);
  return html`<section${at === 0 ? html` class="answer"` : html` class="section page answer" id="pair-${at}"`}>${title}
<p class="lead">Conclusion: <b>${verdict}</b>. ${holdsFor(pair.estimand, pair.labels)}</p>
<div class="first">${
    chart === undefined
      ? html`<div class="panel">
          ${heading('No picture can be drawn')} ${sentences.map(text => html`<p>${text}</p>`)}
        </div>`
      : figure(chart, sub, false)
  }
${facts(heading('What stands behind it'), behind(study, pair))}</div>
<div class="two"><div class="panel">${heading('What it means')}${list(means(study, pair))}</div>
<div class="panel">${heading('What it does not mean')}${list(doesNotMean(study, pair))}</div></div>
${
  cautions.length === 0
    ? undefined
    : html`<div class="section">${heading('To be read with it')} ${list(cautions)}</div>`
}</section>
`;
}

/** The sentence that answers. Half of it is never said in bold without its number. */
export function headline({ detected, windowDays }: StudyView, pair: PairView): Html {
  const { labels, difference, conclusion } = pair;
  const [first] = conclusion.sentences;
  if (difference === undefined) {
    const rest = first.replace(/^We cannot tell yet[.:]?\s*/, '').replace(/,? so we cannot tell yet\.$/, '.');
    return conclusion.verdict === 'cannot tell yet'
      ? html`<b>We cannot tell yet.</b> ${nameOf(rest)}`
      : html`${first}`;
  }
  const [value, lower, upper] = [difference.value, difference.lower, difference.upper].map(Math.round);
  const window = sayWindow(windowDays);
  const between = sayBetween(lower, upper);
  if (conclusion.verdict === 'cannot tell yet') {
    if (conclusion.because !== 'the interval holds no difference') {
      return html`<b>We cannot tell yet.</b> ${nameOf(first.replace(/^We cannot tell yet[.:]?\s*/, ''))}`;
    }
    return html`<b>We cannot tell yet</b> whether ${detected} within ${window} is lower or higher for
      ${labels[0]} than for ${labels[1]}: ${between}, ${sayOf(difference.measure)}, would fit what was seen.`;
  }
  if (difference.measure === 'rate difference') {
    return html`Among ${labels[0]}, <b>${sayMore(value)}</b> offences (${detected}) were counted in a thousand
      people at risk for a year than among people alike: ${labels[1]} (${between}).`;
  }
  return html`Of 1,000 ${labels[0]}, <b>${sayMore(value)}</b> had ${detected} within ${window} than of
    ${sayAlike(labels[1])} (${between}).`;
}

function holdsFor(estimand: Estimand, [first, second]: readonly [string, string]): string {
  switch (estimand) {
    case 'ATE':
      return 'It is about everybody in the two groups together.';
    case 'ATT':
      return `It is about people like these: ${first}.`;
    case 'ATC':
      return `It is about people like these: ${second}.`;
    case 'ATO':
    case 'ATM':
      return 'It is about people who could well have been in either group.';
  }
}

function behind(
  { ground, windowDays, detected }: StudyView,
  { arms, difference, assumptions }: PairView,
): Fact[] {
  return [
    { name: 'People', words: arms.map(({ label, n }) => `${n}: ${label}`) },
    {
      name: 'Detected',
      words: arms.map(({ detected: count, level }) => `${count} as they come; ${level}`),
    },
    ...(difference === undefined
      ? []
      : [
          {
            name: 'Difference',
            words: [
              `${sayMore(Math.round(difference.value))} ${sayOf(difference.measure)} (${sayLevel(difference.level)} interval: ${sayBetween(Math.round(difference.lower), Math.round(difference.upper))})`,
            ],
          },
        ]),
    { name: 'Counted', words: [detected] },
    { name: 'Followed', words: [nameOf(sayWindow(windowDays))] },
    { name: 'Mature', words: [ground.maturity] },
    { name: 'Assumes', words: assumptions.slice(0, 1) },
    {
      name: 'Locked',
      words: [
        `${sayDate(ground.lockedAt)}, before outcomes were read`,
        ...(ground.changedAfterOutcomes ? ['The protocol was changed after outcomes had been seen.'] : []),
      ],
    },
  ].filter(({ words }) => words.length > 0);
}

function means({ detected }: StudyView, { conclusion, labels }: PairView): string[] {
  const further = conclusion.sentences.slice(1).filter(text => !/does not mean/.test(text));
  if (conclusion.verdict === 'cannot tell yet') {
    return [
      conclusion.because === 'the interval holds no difference'
        ? 'What was seen fits a lower figure as well as a higher one.'
        : 'What was seen is not enough to answer the question.',
      ...further,
    ];
  }
  return [
    `If what is recorded is enough to make the two groups alike, ${detected} is ${conclusion.verdict} for ${labels[0]} than for ${labels[1]}.`,
    'The interval says how far chance alone could have moved the figure.',
    ...further,
  ];
}

function doesNotMean({ doesNotShow }: StudyView, { conclusion }: PairView): string[] {
  return [
    conclusion.verdict === 'cannot tell yet'
      ? 'That there is no difference. Too little was seen to say.'
      : 'That nothing else can explain it: what no file records may have sent people to one group, and bear on reoffending too.',
    'That no other offence was committed. Only what was detected can be counted.',
    ...doesNotShow,
  ];
}

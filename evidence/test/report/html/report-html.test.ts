import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { design, isEstimate, release, releaseHtml, reportHtml, run, sourceOf } from '../../../src/index.ts';
import type { StudyReport } from '../../../src/index.ts';
import { protocolOf, protocolText, smallFiles } from '../../small-study.ts';
import { assertStandsAlone, wordsOf } from './markup-check.ts';

const at = '2026-11-01T00:00:00Z';

function reportOf(files: Readonly<Record<string, string>>, text = protocolText): StudyReport {
  const source = sourceOf(files);
  const protocol = protocolOf(text);
  return run(protocol, design(protocol, source, at).lock, source, at).report;
}

const large = reportOf(smallFiles(900));
const few = reportOf(smallFiles(60));

/** Both files of a report. */
const pagesOf = (report: StudyReport): string[] => [reportHtml(report), releaseHtml(release(report))];

test('a report and its release are one file each: well formed, without scripts, with nothing loaded from anywhere', () => {
  for (const report of [large, few]) for (const page of pagesOf(report)) assertStandsAlone(page);
});

test('the first words are the question and the answer in people of a thousand with its interval', () => {
  for (const page of pagesOf(large)) {
    const [pair] = large.pairs;
    assert.ok(isEstimate(pair.headline));
    const words = wordsOf(page);
    const heading = wordsOf(/<h1[\s\S]*?<\/h1>/.exec(page)?.[0] ?? '');
    const people = Math.abs(Math.round(1000 * pair.headline.value));
    assert.ok(words.indexOf(large.question) < words.indexOf(heading.trim()));
    assert.match(heading, new RegExp(`Of 1,000 people on the programme, ${people} fewer had any detected`));
    assert.match(heading, /\(between \d+ and \d+ fewer\)/);
    assert.match(words, /Conclusion: lower/);
  }
});

test('E12: people, events, interval, follow-up, maturity, method, assumptions and sensitivity stand in every report', () => {
  const words = wordsOf(reportHtml(large));
  for (const part of [
    'What stands behind it',
    '95% interval',
    'Followed One year',
    'Mature',
    'How many each step left out',
    'Who is compared',
    'Balance before and after',
    'Overlap',
    'with the people still followed',
    'Every measure of any detected reoffending',
    'Sensitivity',
    'E-value',
    'What it takes for granted',
    'How many questions this report asks',
    'Method',
    large.standsOn.protocolSha256,
    large.standsOn.designSha256,
    large.standsOn.engine,
  ])
    assert.ok(words.includes(part), part);
});

test('E13: where nobody can tell, the first words say so, and "no effect" is said nowhere', () => {
  for (const page of pagesOf(few)) {
    assert.match(wordsOf(/<h1[\s\S]*?<\/h1>/.exec(page)?.[0] ?? ''), /^ ?We cannot tell yet/);
    assert.match(wordsOf(page), /That there is no difference\. Too little was seen to say/);
    assert.doesNotMatch(page, /no effect/i);
  }
});

test('E39: made-up people are said to be made up in the banner of every page, and real ones are not', () => {
  for (const page of pagesOf(large)) assert.match(page, /<header[\s\S]*Made-up people[\s\S]*<\/header>/);
  for (const page of pagesOf({ ...large, madeUp: false })) assert.doesNotMatch(page, /Made-up people/);
});

test('an exact report says that it is restricted, a release who let it go out and who read it', () => {
  assert.match(wordsOf(reportHtml(large)), /Restricted\. Exact figures: not to be passed on/);
  const released = release(large);
  assert.match(wordsOf(releaseHtml(released)), /Not yet released/);
  const signed = { by: 'A. Analyst', reviewer: 'R. Reader', at: '2026-11-03T09:00:00Z' };
  const words = wordsOf(releaseHtml({ ...released, signed }));
  assert.match(words, /Released by A\. Analyst on 3 November 2026/);
  assert.match(words, /Read by R\. Reader/);
  assert.doesNotMatch(words, /Restricted/);
});

const hostile = `<script>alert(1)</script>"><svg onload=x>&amp;'\u0000\u202E\uD800`;

/** Every text of a value made hostile, but for those that the engine writes itself. */
function spoiled<T>(value: T, words: string): T {
  const keep = new Set(['format', 'measure', 'verdict', 'because', 'estimand', 'by', 'kind']);
  const walk = (own: unknown, key: string): unknown => {
    if (typeof own === 'string') {
      return keep.has(key) || /At$|On$|Zero$|TimeZero$/.test(key) || own === 'fewer than 10'
        ? own
        : `${words}${own}`;
    }
    if (Array.isArray(own)) return own.map(one => walk(one, key));
    if (typeof own !== 'object' || own === null || ArrayBuffer.isView(own)) return own;
    return Object.fromEntries(Object.entries(own).map(([name, one]) => [name, walk(one, name)]));
  };
  return walk(value, '') as T;
}

test('hostile labels, questions, levels and file names are text and nothing else', () => {
  const report = spoiled({ ...large, cells: [] }, hostile);
  const released = spoiled(release(large), hostile);
  for (const page of [reportHtml(report), releaseHtml(released)]) {
    assertStandsAlone(page);
    for (const sign of ['\u0000', '\u202E']) assert.ok(!page.includes(sign));
    assert.ok(page.isWellFormed());
    assert.ok(page.includes('&lt;script&gt;'));
  }
});

test('any text at all stands in a page as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), text => {
      const page = reportHtml({ ...few, question: `Q${text}Q`, population: text });
      assertStandsAlone(page);
    }),
    { numRuns: 20 },
  );
});

test('ten pairs, one pair, no figure, no curves: each is a whole page', () => {
  const [pair] = large.pairs;
  const bare = {
    ...pair,
    headline: { withheld: 'Nobody in one of the groups was detected.' },
    adjusted: { withheld: 'Nobody in one of the groups was detected.' },
    naive: { withheld: 'Nobody in one of the groups was detected.' },
    conclusion: {
      verdict: 'cannot tell yet' as const,
      because: 'no estimate' as const,
      sentences: ['We cannot tell yet. Nobody in one of the groups was detected.'] as const,
      cautions: [],
    },
    curves: undefined,
    overlap: undefined,
    balance: [],
    effects: [],
    characteristics: [],
    traps: [],
  };
  const ten = Array.from({ length: 10 }, (_, k) => ({ ...pair, first: `a${k}`, second: `b${k}` }));
  for (const pairs of [[pair], ten, [bare], [pair, bare], [{ ...pair, curves: undefined }]]) {
    const page = reportHtml({ ...large, pairs });
    assertStandsAlone(page);
    assert.equal(page.match(/id="pair-/g)?.length ?? 0, pairs.length - 1);
    assert.doesNotMatch(page, /NaN|Infinity|undefined|\[object/);
  }
  assert.match(wordsOf(reportHtml({ ...large, pairs: [bare] })), /No picture can be drawn/);
});

test('a design that uses what chance did shows each assumption with its verdict', () => {
  const [pair] = large.pairs;
  const chance = {
    design: 'discontinuity on conviction date at 22 March 2026',
    facts: ['1,204 people on one side of the date and 1,187 on the other'],
    effects: [],
    checks: [
      {
        assumption: 'no heap at the date',
        verdict: 'nothing against it' as const,
        finding: 'density ratio 1.02',
        values: { ratio: 1.02 },
      },
    ],
  };
  const page = reportHtml({ ...large, pairs: [{ ...pair, chance }] });
  assertStandsAlone(page);
  assert.match(
    wordsOf(page),
    /What chance did: discontinuity.*no heap at the date.*nothing against it.*density ratio 1\.02/,
  );
});

/** The hash of everything that the design saw differs wherever one person does, and tells nothing by itself. */
const withoutDesign = (page: string, { standsOn }: StudyReport): string =>
  page.replaceAll(standsOn.designSha256, 'design');

test('E16: whatever the hidden counts are, the released page is the same to the last character of every drawing', () => {
  const files = smallFiles(60);
  const lines = files['reconvictions.csv'].trimEnd().split('\n');
  const pages = [0, 1, 2].map(dropped => {
    const counted = lines.map((line, k) =>
      k > 0 && k <= dropped ? line.replace(/(non-sexual|image)$/, 'motoring') : line,
    );
    const report = reportOf({ ...files, 'reconvictions.csv': `${counted.join('\n')}\n` });
    const events = report.pairs.flatMap(({ naive }) =>
      isEstimate(naive) ? naive.arms.map(arm => arm.events) : [],
    );
    assert.ok(events.some(count => typeof count === 'number' && count < 10));
    return withoutDesign(releaseHtml(release(report)), report);
  });
  assert.equal(pages[1], pages[0]);
  assert.equal(pages[2], pages[0]);
});

test('E16: how few a step of attrition left out, and how few died, shows nowhere in the released page', () => {
  const pages = [3, 7].map(late => {
    const files = smallFiles(300);
    const people = files['people.csv'].trimEnd().split('\n');
    for (let i = 0; i < late; i++) people.push(`late${i},2024-01-01,2024-01-01,,,community,none,30,male,x`);
    const report = reportOf({ ...files, 'people.csv': `${people.join('\n')}\n` });
    return withoutDesign(releaseHtml(release(report)), report);
  });
  assert.equal(pages[1], pages[0]);
});

import { html, page, styleSheet } from './html/markup.ts';
import type { Html } from './html/markup.ts';
import { section } from './html/blocks.ts';
import { headline, pairPage } from './html/first-page.ts';
import { groundSections } from './html/ground.ts';
import { sayDate } from './html/say.ts';
import { armsSection, attritionSection, pairSections, traps } from './html/sections.ts';
import { STYLE } from './html/style.ts';
import { viewOfRelease } from './html/view-of-release.ts';
import { viewOfReport } from './html/view-of-report.ts';
import type { StudyView } from './html/view.ts';
import type { ReleasedReport } from './released.ts';
import type { StudyReport } from './report.ts';

/** The exact report as one HTML file without scripts, for screen and paper. Restricted, as the report is. */
export function reportHtml(report: StudyReport): string {
  return studyPage(viewOfReport(report));
}

/** A released report as one HTML file without scripts, made of the same parts. */
export function releaseHtml(released: ReleasedReport): string {
  return studyPage(viewOfRelease(released));
}

function studyPage(study: StudyView): string {
  const [first, ...others] = study.pairs;
  return page(
    html`<!doctype html>
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'"
          />
          <title>${study.question}</title>
          <style>
            ${styleSheet(STYLE)}
          </style>
        </head>
        <body>
          <header class="banner"><div class="wrap">${banner(study)}</div></header>
          <div class="wrap">
            <main>
              <p class="note">Study ${study.study}</p>
              <p class="lead">${study.question}</p>
              ${first && pairPage(study, first, 0)}
              ${section('The other comparisons', [
                others.length === 0
                  ? undefined
                  : html`<ul class="plain">
                      ${others.map((pair, k) => html`<li>${headline(study, pair)} <a href="#pair-${k + 1}">See ${pair.first} against ${pair.second}</a></li>`)}
                    </ul>`,
              ])}
              ${others.map((pair, k) => pairPage(study, pair, k + 1))}
              ${study.traps.length === 0 ? undefined : section('Traps that this study walked into', traps(study.traps))}
              ${attritionSection(study)} ${armsSection(study)}
              ${study.pairs.flatMap((pair, k) => pairSections(study, pair, k))} ${groundSections(study)}
            </main>
          </div>
          <footer>
            <div class="wrap">
              <p class="note">
                Throughcare. ${study.ground.engine}. Protocol
                <span class="sha">${study.ground.protocolSha256.slice(0, 12)}</span>.
              </p>
            </div>
          </footer>
        </body>
      </html> `,
  );
}

function banner({ madeUp, standing }: StudyView): Html[] {
  const made = madeUp
    ? [
        html`<p>
          <strong>Made-up people.</strong> Nothing here says anything about real courts, prisons or
          programmes.
        </p>`,
      ]
    : [];
  if (standing.restricted)
    return [
      ...made,
      html`<p>
        <strong>Restricted.</strong> Exact figures: not to be passed on. What may be shared is in the folder
        release.
      </p>`,
    ];
  const { signed } = standing;
  if (signed === undefined)
    return [
      ...made,
      html`<p>
        <strong>Not yet released.</strong> Disclosure control has passed it, and nobody has put their name to
        it.
      </p>`,
    ];
  return [
    ...made,
    html`<p>
      Released by <strong>${signed.by}</strong> on ${sayDate(signed.at)}.
      ${signed.reviewer === undefined ? 'No lay or survivor reviewer is named.' : html`Read by <strong>${signed.reviewer}</strong>, lay or survivor reviewer.`}
    </p>`,
  ];
}

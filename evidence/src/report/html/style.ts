/** The house's look (tokens, type, charts) for one file that stands alone, on screen and on paper. */
export const STYLE = `
:root { color-scheme: light dark;
  --ink: #1d2433; --ink-2: #474e5f; --paper: #fbfaf7; --wash: #f3f0e9; --rule: #d9d5cc; --edge: #7d786d;
  --teal: #0f5c63; --teal-wash: #e3edec; --brick: #a3261b;
  --series-a: #0f5c63; --series-b: #b4530a; --band-a: #0f5c6326; --band-b: #b4530a26;
  --font: "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", Arial, "Liberation Sans", Helvetica, sans-serif; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #eae7e0; --ink-2: #b9b6ae; --paper: #14181f; --wash: #1d222b; --rule: #3b414c; --edge: #878d98;
  --teal: #7cc7c9; --teal-wash: #1a2f33; --brick: #f3a197;
  --series-a: #7cc7c9; --series-b: #f0a566; --band-a: #7cc7c930; --band-b: #f0a56630; } }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; background: var(--paper); }
body { margin: 0; color: var(--ink); background: var(--paper); font: 400 1rem/1.5 var(--font); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, figure, table { margin: 0; padding: 0; }
h1, h2, h3 { font-weight: 680; text-wrap: balance; }
h2 { font-size: 1.3125rem; line-height: 1.22; letter-spacing: -.008em; }
h3, h2.small { font-size: 1.0625rem; line-height: 1.3; letter-spacing: 0; }
p, li, dd { max-width: 34em; text-wrap: pretty; }
a { color: var(--teal); text-decoration-thickness: 1px; text-underline-offset: .17em; }
a:hover { text-decoration-thickness: 3px; }
:focus-visible { outline: 3px solid #1d2433; background: #ffdd00; color: #1d2433; }
strong, b { font-weight: 680; }
time, table, .facts { font-variant-numeric: tabular-nums lining-nums; }
.wrap { max-width: 1168px; margin: 0 auto; padding: 0 24px; }
.banner { background: var(--ink); color: var(--paper); font-size: .875rem; }
.banner .wrap { padding-top: 6px; padding-bottom: 6px; }
.banner p { max-width: none; }
main { display: block; padding: 32px 0 72px; }
.note { font-size: .9375rem; color: var(--ink-2); }
.conclusion { font-size: 2rem; line-height: 1.25; letter-spacing: -.012em; font-weight: 400; max-width: 27em; margin-top: 8px; text-wrap: pretty; }
.conclusion b { font-weight: 720; }
h2.conclusion { font-size: 1.625rem; }
.lead { font-size: 1.1875rem; line-height: 1.42; max-width: 34em; margin-top: 12px; }
.first { display: grid; grid-template-columns: minmax(0, 8fr) minmax(0, 4fr); gap: 32px 40px; margin-top: 40px; align-items: start; }
.section { margin-top: 56px; }
.section > h2 { border-top: 2px solid var(--ink); padding-top: 12px; }
.section > * + * { margin-top: 12px; }
.section > h3 { margin-top: 32px; }
.two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 32px 48px; margin-top: 40px; }
.panel { border-top: 2px solid var(--ink); padding-top: 12px; }
.panel > * + * { margin-top: 8px; }
.section > .scroll, .section > figure { margin-top: 32px; }
.section > h2 + figure { border-top: 0; padding-top: 0; margin-top: 12px; }
.section > h2 + .scroll { margin-top: 12px; }
ul.plain { list-style: none; }
ul.plain > li { padding-left: 1.2em; position: relative; }
ul.plain > li::before { content: "–"; position: absolute; left: 0; }
ul.plain > li + li { margin-top: 8px; }
.trap { border-left: 5px solid var(--ink); padding: 2px 0 2px 16px; max-width: 40em; }
.trap b { display: block; }
.facts { font-size: .9375rem; }
.panelled { border-top: 2px solid var(--ink); padding-top: 12px; }
.panelled .facts { margin-top: 8px; }
.facts > div { display: grid; grid-template-columns: 8.2em minmax(0, 1fr); gap: 0 16px; padding: 8px 0 7px; border-top: 1px solid var(--rule); }
.facts dt { color: var(--ink-2); } .facts dd { grid-column: 2; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9375rem; min-width: min(100%, 20rem); overflow-wrap: normal; }
caption { text-align: left; font-weight: 680; padding: 0 0 4px; }
th, td { text-align: left; vertical-align: top; padding: 7px 20px 6px 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th, thead td { font-weight: 680; border-bottom: 2px solid var(--ink); vertical-align: bottom; }
table.figures td { text-align: right; }
table.figures thead th + th { text-align: right; }
td.words { max-width: 30em; min-width: 12em; }
.sha { font: .875rem/1.5 ui-monospace, "Liberation Mono", Menlo, monospace; overflow-wrap: anywhere; }
figure { border-top: 2px solid var(--ink); padding-top: 12px; }
figcaption { font-size: 1.0625rem; font-weight: 680; line-height: 1.3; max-width: 34em; text-wrap: balance; }
figcaption .sub { display: block; font-weight: 400; font-size: .9375rem; color: var(--ink-2); line-height: 1.45; margin-top: 2px; }
figure svg.ch { display: block; max-width: 100%; height: auto; margin-top: 12px; overflow: visible; }
figure .scroll { margin-top: 12px; }
.ch text { font: 400 14px var(--font); fill: var(--ink); font-variant-numeric: tabular-nums; }
.ch .q { fill: var(--ink-2); } .ch .b { font-weight: 680; } .ch .l { font-size: 16px; font-weight: 680; }
.ch .e { text-anchor: end; } .ch .m { text-anchor: middle; }
.ch .gridl { stroke: var(--rule); stroke-width: 1; }
.ch .axis, .ch .zero { stroke: var(--ink); stroke-width: 1.5; }
.ch .la { fill: none; stroke: var(--series-a); stroke-width: 2.5; }
.ch .lb { fill: none; stroke: var(--series-b); stroke-width: 2.5; stroke-dasharray: 8 4; }
.ch .ba { fill: var(--band-a); } .ch .bb { fill: var(--band-b); }
.ch .ea { fill: none; stroke: var(--series-a); stroke-width: .9; }
.ch .eb { fill: none; stroke: var(--series-b); stroke-width: .9; stroke-dasharray: 3 3; }
.ch .ta { fill: var(--series-a); } .ch .tb { fill: var(--series-b); }
.ch .dot { fill: var(--ink); } .ch .dota { fill: var(--series-a); }
.ch .hollow { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
.ch .iv { stroke: var(--ink); stroke-width: 3; } .ch .ivq { stroke: var(--edge); stroke-width: 3; }
.ch .boxbar { fill: var(--teal-wash); stroke: var(--series-a); stroke-width: 1.5; }
.ch .boxq { fill: var(--wash); stroke: var(--edge); stroke-width: 1.5; }
footer { border-top: 1px solid var(--rule); padding: 24px 0 48px; }
@media (min-width: 641px), print { svg.ch.narrow { display: none !important; } }
@media (max-width: 900px) { .first, .two { grid-template-columns: minmax(0, 1fr); } }
@media screen and (max-width: 640px) {
  .wrap { padding: 0 16px; }
  .conclusion, h2.conclusion { font-size: 1.375rem; }
  svg.ch.wide { display: none !important; }
  figure svg.ch.narrow { max-width: 288px; }
  .facts > div { grid-template-columns: minmax(0, 1fr); } .facts dd { grid-column: 1; }
  .section { margin-top: 48px; }
}
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --ink-2: #333; --paper: #fff; --wash: #f3f0e9; --rule: #bbb; --edge: #666;
    --teal: #0f5c63; --series-a: #0f5c63; --series-b: #b4530a; --band-a: #0f5c6326; --band-b: #b4530a26; }
  html { font-size: 10pt; }
  .wrap { max-width: none; padding: 0; }
  .banner { background: none; color: inherit; border-bottom: 1.5pt solid; }
  main { padding-top: 8pt; }
  .conclusion { font-size: 17pt; } h2.conclusion { font-size: 15pt; }
  .answer { display: flex; flex-direction: column; }
  .first { display: contents; }
  .first > figure, .first > .panel { order: 1; margin-top: 12pt; } .two { order: 2; } .first > .panelled { order: 3; margin-top: 14pt; }
  .answer > .section { order: 4; }
  .first .facts { columns: 2; column-gap: 24pt; }
  .first .facts > div { break-inside: avoid; grid-template-columns: 6.5em minmax(0, 1fr); }
  .two { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14pt 24pt; margin-top: 10pt; font-size: 9pt; }
  .two ul.plain > li + li { margin-top: 3pt; } .lead { margin-top: 6pt; }
  .page { break-before: page; }
  .section { margin-top: 22pt; }
  h2, h3, figcaption, caption { break-after: avoid; }
  figure, tr, li, .trap, .panel { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  table { font-size: 8.5pt; } th, td { padding: 3pt 10pt 3pt 0; }
  figure svg.ch { max-width: 150mm; } .answer > .first > figure svg.ch { max-width: 118mm; }
  a { color: inherit; }
}
`;

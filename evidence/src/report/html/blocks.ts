import type { Chart, ChartTable } from '@throughcare/charts';
import { drawing, html } from './markup.ts';
import type { Html } from './markup.ts';
import { nameOf } from './say.ts';

/** Pieces that every part of a page is made of. */

export function list(items: readonly (string | Html)[]): Html | undefined {
  return items.length === 0
    ? undefined
    : html`<ul class="plain">
        ${items.map(item => html`<li>${typeof item === 'string' ? nameOf(item) : item}</li>`)}
      </ul>`;
}

export interface Fact {
  readonly name: string;
  readonly words: readonly (string | Html)[];
}

export function facts(title: Html | undefined, rows: readonly Fact[]): Html {
  const dl = rows.map(
    ({ name, words }) =>
      html`<div>
        <dt>${name}</dt>
        ${words.map(word => html`<dd>${typeof word === 'string' ? nameOf(word) : word}</dd>`)}
      </div>`,
  );
  return title === undefined
    ? html`<dl class="facts">${dl}</dl>`
    : html`<div class="panelled">
        ${title}
        <dl class="facts">${dl}</dl>
      </div>`;
}

/** A table; the first cell of a row is its heading. Figures stand right. It scrolls by itself where it is too wide. */
export function table(
  { caption, columns, rows }: ChartTable,
  { figures = true }: { readonly figures?: boolean } = {},
): Html | undefined {
  if (rows.length === 0) return undefined;
  const cell = (text: string): Html =>
    figures ? html`<td>${text}</td>` : html`<td class="words">${text}</td>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table class="${figures ? 'figures' : 'said'}">
      <caption>
        ${nameOf(caption)}
      </caption>
      <thead>
        <tr>
          ${columns.map(name => (name === '' ? html`<td></td>` : html`<th scope="col">${name}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...others]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${others.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A small heading, one level below what it stands under. */
export function smallHeading(text: string, level: 2 | 3): Html {
  return level === 2 ? html`<h2 class="small">${text}</h2>` : html`<h3>${text}</h3>`;
}

/** A picture with its title, and its table beneath. */
export function figure(chart: Chart, sub: string | undefined, withTable = true): Html {
  return html`<figure>
    <figcaption>
      ${chart.title}${sub === undefined ? undefined : html`<span class="sub">${nameOf(sub)}</span>`}
    </figcaption>
    ${drawing(chart)}${withTable ? table({ ...chart.table, caption: 'The same in figures' }) : undefined}
  </figure> `;
}

/** A part of the page under a heading; nothing where it would be empty. */
export function section(
  title: string,
  parts: readonly (Html | undefined)[],
  { id, isPage = false }: { readonly id?: string; readonly isPage?: boolean } = {},
): Html | undefined {
  if (parts.every(part => part === undefined)) return undefined;
  return html`<section
    class="section${isPage ? ' page' : ''}"
    ${id === undefined ? undefined : html` id="${id}"`}
  >
    <h2>${nameOf(title)}</h2>
    ${parts}
  </section> `;
}

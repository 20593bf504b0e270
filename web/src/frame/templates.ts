import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { londonDay, roles, sayDay, type Day, type Role } from '@throughcare/pathway';
import type { Chart } from '@throughcare/charts';
import nunjucks from 'nunjucks';
import { paths } from '../paths.ts';
import { tourLines } from '../tour/steps.ts';
import { templateFolders } from './assets.ts';

export const templateRoot = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Markup that this program drew itself, such as a chart. It is the only way round escaping; it takes no plain text. */
export interface Drawing {
  readonly svg: string;
}

/**
 * The templates: everything is escaped. What a template may call beside its model: `to` (addresses), `tour` (in a
 * demonstration, what comes after each stop), `day`, `instant`,
 * `roleWords`, `paragraphs`, and for what this program drew `wide`, `narrow` (a chart) and `drawing`.
 */
export function templates(demonstration = false): nunjucks.Environment {
  const loader = new nunjucks.FileSystemLoader([templateRoot, ...templateFolders]);
  const environment = new nunjucks.Environment(loader, {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addGlobal('to', paths);
  environment.addGlobal('tour', demonstration ? tourLines() : {});
  environment.addFilter('day', (day: Day) => sayDay(day));
  environment.addFilter('instant', sayInstant);
  environment.addFilter('instantIso', (instant: number) => new Date(instant).toISOString());
  environment.addFilter('roleWords', (role: Role) => roles[role].toLowerCase());
  environment.addFilter('paragraphs', (text: string) => text.split(/\n{2,}/).map(part => part.split('\n')));
  environment.addFilter('wide', (chart: Chart) => new nunjucks.runtime.SafeString(chart.wide));
  environment.addFilter('narrow', (chart: Chart) => new nunjucks.runtime.SafeString(chart.narrow));
  environment.addFilter('drawing', (drawing: Drawing) => new nunjucks.runtime.SafeString(drawing.svg));
  return environment;
}

const LONDON_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** '4 March 2026, 9.05am'. */
export function sayInstant(instant: number): string {
  const time = LONDON_TIME.format(instant).replace(' ', '').replace(':', '.').toLowerCase();
  return `${sayDay(londonDay(instant))}, ${time}`;
}

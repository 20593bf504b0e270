import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from './answer.ts';

/** A file that never changes under its address: the address holds a hash of the bytes. */
export interface Asset {
  readonly href: string;
  readonly type: string;
  readonly body: Buffer;
}

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
const ours = join(dirname(fileURLToPath(import.meta.url)), '..', 'look');
const FONT = join(folderOf('@fontsource-variable/atkinson-hyperlegible-next'), 'files');
const govuk = folderOf('govuk-frontend');
const moj = folderOf('@ministryofjustice/frontend');

/** Where the templates of the two design systems lie: `govuk/components/...` and `moj/components/...`. */
export const templateFolders = [join(govuk, 'dist'), moj];

const sheets = [
  'tokens',
  'ground',
  'frame',
  'components',
  'public',
  'casework',
  'register',
  'timeline',
  'charts',
  'evidence',
  'desk',
  'letter',
  'print',
];

/** The style sheets, fonts and mark of every page. */
export interface Assets {
  readonly list: readonly Asset[];
  readonly stylesheets: { readonly everybody: readonly string[]; readonly staff: readonly string[] };
  readonly font: string;
  readonly icon: string;
  readonly scripts: Readonly<Record<Script, string>>;
}

function asset(name: string, extension: string, type: string, body: Buffer | string): Asset {
  const bytes = Buffer.from(body);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return { href: `/assets/${name}.${hash}.${extension}`, type, body: bytes };
}

/**
 * The design system's own sheet without what is GOV.UK's alone: its typeface (licensed for gov.uk only), and pictures
 * that our pages never show.
 */
export function withoutForeignFiles(css: string): string {
  return css
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', 'var(--font)')
    .replaceAll(/url\(\/assets\/[^)]*\)/g, 'none')
    .replaceAll(/\/\*# sourceMappingURL=[^*]*\*\//g, '');
}

/** Reads everything once, at start. */
export function readAssets(): Assets {
  const woff2 = (name: string) =>
    asset(
      name,
      'woff2',
      'font/woff2',
      readFileSync(join(FONT, `atkinson-hyperlegible-next-${name}-wght-normal.woff2`)),
    );
  const latin = woff2('latin');
  const latinExt = woff2('latin-ext');
  const css = (name: string, body: string) => asset(name, 'css', 'text/css; charset=utf-8', body);
  const read = (file: string) => readFileSync(file, 'utf8');
  const base = css('govuk', withoutForeignFiles(read(join(govuk, 'dist/govuk/govuk-frontend.min.css'))));
  const casework = css('moj', withoutForeignFiles(read(join(moj, 'moj/moj-frontend.min.css'))));
  const look = css(
    'look',
    fontFace(latin.href, latinExt.href) + sheets.map(sheet => read(join(ours, `${sheet}.css`))).join('\n'),
  );
  const icon = asset('icon', 'svg', 'image/svg+xml', read(join(ours, 'icon.svg')));
  const script = (name: Script, folder: string) =>
    asset(name, 'js', 'text/javascript; charset=utf-8', read(join(ours, '..', folder, `${name}.js`)));
  const [check, watch] = [script('check', 'study-desk'), script('watch', 'study-desk')];
  const sliders = script('sliders', 'plans/try');
  return {
    list: [check, watch, sliders, latin, latinExt, base, casework, look, icon],
    stylesheets: { everybody: [base.href, look.href], staff: [base.href, casework.href, look.href] },
    font: latin.href,
    icon: icon.href,
    scripts: { check: check.href, watch: watch.href, sliders: sliders.href },
  };
}

/** Both subsets: Welsh needs letters (ŵ, ŷ) that the first does not have. Ranges as the typeface's package gives them. */
function fontFace(latin: string, latinExt: string): string {
  const face = (href: string, range: string) =>
    `@font-face{font-family:"Atkinson Hyperlegible Next";font-style:normal;font-display:swap;font-weight:200 800;src:url(${href}) format("woff2");unicode-range:${range}}\n`;
  return (
    face(
      latinExt,
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB',
    ) +
    face(
      latin,
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212',
    )
  );
}

/** The text of one of our own style sheets, for pages that have to stand alone. */
export function sheet(name: (typeof sheets)[number]): string {
  return readFileSync(join(ours, `${name}.css`), 'utf8');
}

import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join, normalize, dirname } from 'node:path';

/** Who may import whom (ARCHITECTURE.md). A test may also use the rooms that stand behind it in the table. */
export const mayImport: Record<string, readonly string[]> = {
  numerics: [],
  pathway: [],
  records: ['pathway'],
  charts: [],
  linkage: ['numerics', 'charts'],
  evidence: ['numerics', 'charts'],
  planning: ['numerics', 'charts'],
  demo: ['pathway', 'records', 'numerics', 'evidence'],
  web: ['pathway', 'records', 'evidence', 'linkage', 'planning', 'charts', 'demo'],
  cli: ['pathway', 'records', 'numerics', 'evidence', 'linkage', 'planning', 'charts', 'demo', 'web'],
};

/** What a test of a room may use besides: the cohorts and people that demo makes, or another library's answer. */
const testsMayAlsoImport: Record<string, readonly string[]> = {
  demo: ['linkage'],
};

/** Doors of a room beside its own: what stands behind them is of use to others, and too much for the first. */
const sideDoors: readonly string[] = ['evidence/simulated'];

const specifiers =
  /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]\s*\)|^import\s*['"]([^'"]+)['"]/gm;

/** The imports that break the table, each as a sentence. */
export async function wrongImports(root: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const room of Object.keys(mayImport)) {
    for await (const file of glob(`${room}/{src,test}/**/*.ts`, { cwd: root })) {
      const isTest = file.startsWith(`${room}/test/`);
      for (const specifier of importsOf(readFileSync(join(root, file), 'utf8'))) {
        const fault = faultOf(room, file, specifier, isTest);
        if (fault) wrong.push(`${file}: ${fault}`);
      }
    }
  }
  return wrong;
}

export function importsOf(source: string): string[] {
  return [...source.matchAll(specifiers)].map(match => match[1] ?? match[2] ?? match[3] ?? '');
}

export function faultOf(room: string, file: string, specifier: string, isTest: boolean): string | undefined {
  if (specifier.startsWith('.')) {
    const target = normalize(join(dirname(file), specifier));
    return target.startsWith(`${room}/`) || target.startsWith('setup/')
      ? undefined
      : `reaches into another room by path (${specifier}). Import it by its package name.`;
  }
  const other = /^@throughcare\/([a-z]+)(\/.*)?$/.exec(specifier);
  if (!other) return undefined;
  const [, name, deep] = other as unknown as [string, string, string | undefined];
  const allowed = [...mayImport[room], room, ...(isTest ? (testsMayAlsoImport[room] ?? []) : [])];
  if (!allowed.includes(name)) return `${room} may not import ${name}.`;
  if (deep && !(isTest && deep === '/testing') && !sideDoors.includes(`${name}${deep}`))
    return `imports past the door of ${name} (${specifier}).`;
  return undefined;
}

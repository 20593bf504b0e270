import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stats } from '../../src/commands/stats/stats.ts';

/** A call of `throughcare stats` and what R says of the same data: by path in the JSON, one figure or several. */
interface Case {
  readonly name: readonly [string];
  readonly args: readonly string[];
  readonly checks: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * `npm run against-r [WORD]`: every statistic against R on data sets that no test pins, and the largest relative
 * difference of each. Only cases whose name holds WORD, if one is given; then each figure is shown.
 */
const only = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'against-r-'));
try {
  const r = spawnSync('Rscript', [join(import.meta.dirname, 'cases.R'), folder], { encoding: 'utf8' });
  if (r.error) {
    console.log(
      'R is not here (Rscript). Install R with survival, cmprsk, MASS, sandwich, survey, MatchIt, boot, jsonlite.',
    );
  } else if (r.status !== 0) {
    console.log(`R stopped: ${r.stderr}`);
    process.exitCode = 1;
  } else {
    await compare(JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Case[]);
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function compare(cases: readonly Case[]): Promise<void> {
  const worst = new Map<string, { difference: number; at: string }>();
  let figures = 0;
  for (const one of cases) {
    if (only !== undefined && !one.name[0].includes(only)) continue;
    const args = one.args.map(arg => (arg.endsWith('.csv') ? join(folder, arg) : arg));
    let [out, err] = ['', ''];
    const status = await stats.run([...args, '--json'], {
      out: text => void (out += text),
      err: text => void (err += text),
    });
    if (status !== 0) {
      console.log(`${one.name[0]}: ${err}`);
      process.exitCode = 1;
      continue;
    }
    const found: unknown = JSON.parse(out);
    for (const [path, expected] of Object.entries(one.checks)) {
      const values = pick(found, path);
      const statistic = `${one.args[0]} ${path.replace(/\[[^\]]*\]/g, '')}`;
      const difference =
        values.length === expected.length ? largest(values, expected) : Number.POSITIVE_INFINITY;
      figures += expected.length;
      if (only !== undefined) {
        console.log(
          `${one.name[0]} ${path}: ${difference.toExponential(1)}${difference > 1e-7 ? ` ${values.slice(0, 6).join(' ')} | ${expected.slice(0, 6).join(' ')}` : ''}`,
        );
      }
      const before = worst.get(statistic);
      if (before === undefined || difference > before.difference)
        worst.set(statistic, { difference, at: one.name[0] });
    }
  }
  console.log(`${figures} figures of R, the largest relative difference of each statistic:`);
  for (const [statistic, { difference, at }] of [...worst].sort(
    (a, b) => a[1].difference - b[1].difference,
  )) {
    console.log(`${difference.toExponential(1).padStart(8)}  ${statistic}  (${at})`);
  }
}

/** The numbers at a path such as `groups[0].table[*].time`; `[2:5]` are elements 2 to 4. */
function pick(from: unknown, path: string): number[] {
  let found: unknown[] = [from];
  for (const [, name, index] of path.matchAll(/([A-Za-z0-9]+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) {
      found = found.map(one => (one as Record<string, unknown> | undefined)?.[name]);
      continue;
    }
    const [start, end] =
      index === '*'
        ? [0, undefined]
        : index.includes(':')
          ? index.split(':').map(Number)
          : [Number(index), Number(index) + 1];
    found = found.flatMap(one => (one as unknown[] | undefined)?.slice(start, end) ?? []);
  }
  return found.flat(3) as number[];
}

/** Relative to the figure itself, or to the largest of its row where it is as good as 0. */
function largest(values: readonly number[], expected: readonly (number | null)[]): number {
  const scale = expected.reduce<number>((most, one) => Math.max(most, Math.abs(one ?? 0)), 0);
  return values.reduce((most, value, k) => {
    const truth = expected[k];
    if (truth === null) return most;
    const size = Math.max(Math.abs(truth), 1e-4 * scale, 1e-12);
    return Math.max(most, Math.abs(value - truth) / size);
  }, 0);
}

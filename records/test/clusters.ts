import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type Embedded } from '../src/embedded/embedded.ts';
import { packagedPostgres } from '../src/embedded/binaries.ts';

/** The versions that every contract test runs on: the oldest supported, and the one that comes with us. */
export const postgresVersions = [15, 18] as const;
export type PostgresVersion = (typeof postgresVersions)[number];

/** The connection strings of one cluster, as the environment carries them to the test files. */
export type ClusterUrls = Pick<Embedded, 'superuserUrl' | 'ownerUrl' | 'serveUrl' | 'authUrl'>;

export function clusterVariable(version: PostgresVersion): string {
  return `THROUGHCARE_TEST_POSTGRES_${version}`;
}

export interface TestClusters {
  /** To be added to the environment of the test processes. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts one cluster of each version for a whole test run. */
export async function startTestClusters(): Promise<TestClusters> {
  const started: (ClusterUrls & { stop(): Promise<void> })[] = [];
  const env: Record<string, string> = {};
  try {
    for (const version of postgresVersions) {
      const cluster = await startTestCluster(version);
      started.push(cluster);
      const { superuserUrl, ownerUrl, serveUrl, authUrl } = cluster;
      env[clusterVariable(version)] = JSON.stringify({ superuserUrl, ownerUrl, serveUrl, authUrl });
    }
  } catch (error) {
    await Promise.all(started.map(cluster => cluster.stop()));
    throw error;
  }
  return {
    env,
    async stop() {
      await Promise.all(started.map(cluster => cluster.stop()));
    },
  };
}

const IN_MEMORY = '/dev/shm';
/** A whole run of the tests needs a tenth of it. */
const ROOM = 4 * 1024 ** 3;

/**
 * Where the data of a cluster lies: in memory where the machine has room for it, since a fresh database is five hundred
 * files, and on a disk's file system to copy them takes seven times the processor time.
 */
function dataParent(): string {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize >= ROOM) return IN_MEMORY;
  } catch {
    // There is none; the usual place does.
  }
  return tmpdir();
}

/** A cluster in a folder of its own that goes with it. Nothing in it outlives a power cut, for speed. */
export async function startTestCluster(
  version: PostgresVersion,
): Promise<ClusterUrls & { stop(): Promise<void> }> {
  const packaged =
    version === 18 ? packagedPostgres() : packagedPostgres(`postgres-${version}-linux-${process.arch}`);
  const scratch = mkdtempSync(join(tmpdir(), 'throughcare-test-'));
  const data = mkdtempSync(join(dataParent(), 'throughcare-test-'));
  // Under root the server runs as another account, which has to walk through.
  for (const folder of [scratch, data]) chmodSync(folder, 0o711);
  const remove = () => {
    for (const folder of [scratch, data]) rmSync(folder, { recursive: true, force: true });
  };
  const cluster = await startEmbedded({
    kind: 'demonstration',
    dataFolder: join(data, 'data'),
    packaged,
    // What lies in memory may often not be run.
    programs: join(scratch, 'programs'),
    durable: false,
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    ...cluster,
    async stop() {
      await cluster.stop();
      remove();
    },
  };
}

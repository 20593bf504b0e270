import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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

/** A cluster in a folder of its own that goes with it. Nothing in it outlives a power cut, for speed. */
export async function startTestCluster(
  version: PostgresVersion,
): Promise<ClusterUrls & { stop(): Promise<void> }> {
  const packaged =
    version === 18 ? packagedPostgres() : packagedPostgres(`postgres-${version}-linux-${process.arch}`);
  const scratch = mkdtempSync(join(tmpdir(), 'throughcare-test-'));
  // Under root the server runs as another account, which has to walk through.
  chmodSync(scratch, 0o711);
  const cluster = await startEmbedded({
    kind: 'demonstration',
    dataFolder: join(scratch, 'data'),
    packaged,
    durable: false,
  }).catch((error: unknown) => {
    rmSync(scratch, { recursive: true, force: true });
    throw error;
  });
  return {
    ...cluster,
    async stop() {
      await cluster.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

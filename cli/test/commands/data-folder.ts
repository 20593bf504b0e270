import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '@throughcare/pathway';
import { migrate, openRecords, readMasterKey, startEmbedded, type Records } from '@throughcare/records';
import { communityOrder } from '@throughcare/pathway/testing';

export interface Service {
  readonly dataFolder: string;
  readonly superuserUrl: string;
  readonly records: Records;
  readonly case: string;
  /** Stops the service; the folder stays. */
  stop(): Promise<void>;
  /** Takes the folder away. */
  remove(): void;
}

const on = day('2026-03-02');

/** An embedded service with nothing in it, in a data folder of its own below `top`, which is taken away by hand. */
export async function openDataFolder() {
  const top = mkdtempSync(join(tmpdir(), 'throughcare-cli-'));
  // Under root the database runs as another account, which has to walk through.
  chmodSync(top, 0o711);
  const dataFolder = join(top, 'data folder');
  const server = await startEmbedded({ kind: 'demonstration', dataFolder });
  await migrate(server);
  const records = await openRecords({
    serveUrl: server.serveUrl,
    masterKey: readMasterKey(server.layout.masterKey, {}),
    rootsFolder: server.layout.roots,
    kind: 'demonstration',
  });
  return { top, dataFolder, server, records };
}

/** A small running service of made-up people in a data folder of its own, with one person who was sentenced. */
export async function smallService(): Promise<Service> {
  const { top, dataFolder, server, records } = await openDataFolder();
  const organisation = randomUUID();
  const roles = ['administrator', 'analyst', 'practitioner'] as const;
  const administrator = { userId: 'ada', name: 'Ada Quill', roles };
  await records.found({ id: organisation, name: 'Fernside', madeUp: true, on, administrator });
  const id = randomUUID();
  const told = (command: object) => ({
    command: command as never,
    actor: 'ada',
    recordedAt: Date.UTC(2026, 2, 12, 9),
  });
  const identity = {
    surname: 'Ashgrove',
    forename: 'Tobin',
    bornOn: day('1980-02-01'),
    sex: 'M',
    postcodeDistrict: 'ZZ1',
    pnc: null,
  };
  await records.fill(organisation, [
    {
      kind: 'case',
      id,
      steps: [
        told({ do: 'refer', on, reference: 'TC-1', source: 'court', stage: 'before_the_court', identity }),
        told({ do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' }),
        told({ do: 'record_sentence', on, sentence: communityOrder }),
      ],
    },
  ]);
  await records.tend();
  return {
    dataFolder,
    superuserUrl: server.superuserUrl,
    records,
    case: id,
    async stop() {
      await records.close();
      await server.stop();
    },
    remove: () => rmSync(top, { recursive: true }),
  };
}

/** Catches what a command says. */
export function listening() {
  const said = { out: '', err: '' };
  const io = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  return { said, io };
}

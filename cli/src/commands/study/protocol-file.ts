import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readProtocol, sayFaults, StudyRefusal } from '@throughcare/evidence';
import type { Protocol } from '@throughcare/evidence';
import type { StudyCall } from './call.ts';

/** A protocol and the files that a study keeps beside it. */
export interface ProtocolFile {
  readonly protocol: Protocol;
  /** As it stands in its file. */
  readonly text: string;
  readonly lock: string;
  readonly ledger: string;
}

/** @throws StudyRefusal with every fault by line and column */
export function protocolAt(call: StudyCall): ProtocolFile {
  const file = call.operand;
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new StudyRefusal(`There is no protocol at ${file}. Nothing was read.`);
  const text = readFileSync(file, 'utf8');
  const read = readProtocol(text);
  if (!read.ok) {
    throw new StudyRefusal(
      `${file} cannot be run yet; nothing was read from the data.\n${sayFaults(read.faults)}`,
    );
  }
  return {
    protocol: read.protocol,
    text,
    lock: call.text('lock') ?? `${file.replace(/\.ya?ml$/i, '')}.lock.json`,
    ledger: call.text('ledger') ?? join(dirname(file), 'ledger'),
  };
}

/** Options that design and run share. */
export const PROTOCOL_OPTIONS = [
  {
    name: 'data',
    value: 'PATH',
    required: true,
    help: 'A folder of CSV or Parquet files, or one file where the protocol needs one.',
  },
  {
    name: 'lock',
    value: 'FILE',
    help: 'Where the lock is kept; beside the protocol unless given (study.yaml, study.lock.json).',
  },
  {
    name: 'ledger',
    value: 'DIR',
    help: 'The ledger of designs, looks and releases; the folder ledger beside the protocol unless given.',
  },
] as const;

/** The present moment, as ISO text. */
export function now(): string {
  return new Date().toISOString();
}

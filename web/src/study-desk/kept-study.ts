import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../analysis/write-whole.ts';
import { ID, studyPlace, type DeskPlace, type StudyPlace } from './place.ts';

const by = z.strictObject({ userId: z.string(), name: z.string() });

const extract = z.strictObject({
  id: z.string().regex(ID),
  /** As the analyst's machine called it: what a protocol calls it too. */
  name: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  at: z.int(),
  by,
});

const keptStudy = z.strictObject({
  format: z.literal('throughcare desk study 1'),
  id: z.string().regex(ID),
  title: z.string(),
  by,
  at: z.int(),
  extracts: z.array(extract),
  /** Versions of the protocol, the first being 1. None is ever written over. */
  protocols: z.array(z.strictObject({ sha256: z.string(), at: z.int(), by })),
});

export type By = Readonly<z.infer<typeof by>>;
export type KeptExtract = Readonly<z.infer<typeof extract>>;
/** A study on the desk: who began it, which extracts it has, and every version of its protocol. */
export type KeptStudy = Readonly<z.infer<typeof keptStudy>>;

/** The study of this id, or undefined. */
export function readStudy({ studies }: DeskPlace, id: string): KeptStudy | undefined {
  if (!ID.test(id)) return undefined;
  const file = studyPlace(studies, id).study;
  if (!existsSync(file)) return undefined;
  return keptStudy.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Every study, the newest first. */
export function listStudies(place: DeskPlace): KeptStudy[] {
  if (!existsSync(place.studies)) return [];
  return readdirSync(place.studies)
    .flatMap(id => readStudy(place, id) ?? [])
    .sort((a, b) => b.at - a.at);
}

export function writeStudy(place: StudyPlace, study: KeptStudy): void {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  writeWhole(place.study, `${JSON.stringify(study, null, 1)}\n`);
}

/** The newest protocol and its version; undefined where none was written yet. */
export function newestProtocol(
  place: StudyPlace,
  study: KeptStudy,
): { version: number; text: string } | undefined {
  const version = study.protocols.length;
  return version === 0 ? undefined : { version, text: protocolText(place, version) };
}

export const protocolText = (place: StudyPlace, version: number) =>
  readFileSync(place.protocol(version), 'utf8');

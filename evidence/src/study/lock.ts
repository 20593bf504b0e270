import { z } from 'zod';
import type { Protocol } from '../protocol/read.ts';
import { StudyRefusal } from '../refusal.ts';
import type { LookRecord } from './look.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A look as locks and ledgers keep it. */
export const lookSchema = z.strictObject({
  protocolSha256: sha256,
  at: z.string(),
  dataSha256: sha256.optional(),
  number: z.int().optional(),
  information: z.number().optional(),
  alpha: z.number().optional(),
  alphaSpent: z.number().optional(),
});

const lockSchema = z.strictObject({
  format: z.literal('throughcare-study-lock/1'),
  study: z.string(),
  protocolSha256: sha256,
  /** Of everything the design saw: who is compared, in which arm, from which day, with which covariates. */
  designSha256: sha256,
  lockedAt: z.string(),
  /** Every run so far, by the hash of the protocol that it ran; kept when the protocol is locked again. */
  looks: z.array(lookSchema),
});

/**
 * The promise between a design and its run: the protocol and the data that the design saw, and every time that
 * outcomes have been seen. It is kept as a file beside the protocol.
 */
export type Lock = Readonly<z.infer<typeof lockSchema>>;

/** Locks a design. `previous` is the lock that stood here before; its looks are never forgotten (E15). */
export function makeLock(protocol: Protocol, designSha256: string, at: string, previous?: Lock): Lock {
  if (previous !== undefined && previous.study !== protocol.study) {
    throw new StudyRefusal(
      `The lock that stands here belongs to the study ${previous.study}, not to ${protocol.study}. Nothing was ` +
        'changed. Give this study a lock of its own.',
    );
  }
  return {
    format: 'throughcare-study-lock/1',
    study: protocol.study,
    protocolSha256: protocol.sha256,
    designSha256,
    lockedAt: at,
    looks: previous?.looks ?? [],
  };
}

/** The lock after outcomes have been read once more. */
export function withLook(lock: Lock, look: LookRecord): Lock {
  return { ...lock, looks: [...lock.looks, look] };
}

/** True when outcomes were seen under another protocol than this one. */
export function changedAfterOutcomes(looks: readonly LookRecord[], protocolSha256: string): boolean {
  return looks.some(look => look.protocolSha256 !== protocolSha256);
}

/** @throws StudyRefusal when the protocol, or what the design saw of the data, is not what was locked */
export function checkLock(lock: Lock, protocol: Protocol, designSha256: string): void {
  const seen = lock.looks.length > 0;
  const mark = seen
    ? ' Its outcomes have been seen already, so the report will say for ever that it was changed.'
    : '';
  if (lock.study !== protocol.study || lock.protocolSha256 !== protocol.sha256) {
    throw new StudyRefusal(
      `The protocol is not the one that was locked on ${lock.lockedAt.slice(0, 10)}. No outcome was read. Run the design ` +
        `again to lock the protocol as it is now.${mark}`,
    );
  }
  if (lock.designSha256 !== designSha256) {
    throw new StudyRefusal(
      'The data is not what the design saw: people, arms, dates or covariates differ. No outcome was read. Run the ' +
        'design again on this data.',
    );
  }
}

/** Reads a lock from JSON text. @throws StudyRefusal when it is none */
export function readLock(text: string): Lock {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new StudyRefusal(
      'The lock file is no JSON. No outcome was read. Restore it, or run the design again.',
    );
  }
  const parsed = lockSchema.safeParse(json);
  if (!parsed.success) {
    throw new StudyRefusal(
      `The lock file is damaged at ${parsed.error.issues[0].path.join('.') || 'its top'}. No outcome was read. Restore it, or run the design again.`,
    );
  }
  return parsed.data;
}

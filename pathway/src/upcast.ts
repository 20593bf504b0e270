import type { DecidedEvent } from './decider.ts';

/** What changes from one schema of an event to the next. `sealed` is absent where its reader holds no key to it. */
export type Shape = Pick<DecidedEvent, 'facts' | 'sealed'>;

/**
 * For each type of event whose shape has changed since it was first recorded: what lifts schema 1 to 2, then 2 to 3,
 * and so on. What was recorded is never rewritten; it is lifted each time that it is read.
 */
export type Upcasts = Readonly<Record<string, readonly ((old: Shape) => Shape)[]>>;

/** The schema in which events of this type are recorded today. */
export function currentSchema(upcasts: Upcasts, type: string): number {
  return 1 + (upcasts[type]?.length ?? 0);
}

/** An event as it would be recorded today. Throws on one that a newer version of the program recorded. */
export function upcast<Event extends Shape & Pick<DecidedEvent, 'type' | 'schema'>>(
  upcasts: Upcasts,
  event: Event,
): Event {
  const { type, schema } = event;
  const current = currentSchema(upcasts, type);
  if (schema === current) return event;
  if (schema > current || schema < 1) {
    throw new Error(
      `An entry “${type}” has schema ${schema}, and this version of Throughcare knows 1 to ${current}. Nothing was ` +
        `changed. Start the version that recorded it, or a newer one.`,
    );
  }
  let lifted: Shape = event;
  for (const step of upcasts[type].slice(schema - 1)) lifted = step(lifted);
  return { ...event, ...lifted, schema: current };
}

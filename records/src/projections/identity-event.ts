import type { Projected } from './project.ts';

/** The event that holds who the person is; its latest correction where there is one. */
export function identityEvent({ effective }: Pick<Projected, 'effective'>) {
  return effective.findLast(event => event.type === 'referred');
}

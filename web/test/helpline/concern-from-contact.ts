import { formFields } from '../post.ts';
import type { House, Walker } from './house.ts';

/** A new contact, and the address of the page that raises a concern from it. */
export async function contactOf(house: House, worker: Walker, words = 'Hello.') {
  const before = new Set((await worker.repository.contacts()).map(row => row.contact));
  await house.call(words, 'child_who_may_have_been_abused');
  const [made] = (await worker.repository.contacts()).filter(row => !before.has(row.contact));
  const url = `/helpline/${made.contact}`;
  return { id: made.contact, url, form: `${url}/concern` };
}

/** Opens the page in which nobody is in danger, and raises the concern. */
export async function raiseCalmly(walker: Walker, form: string, fields: Record<string, string>) {
  const page = await walker.open(`${form}?danger=no`);
  return walker.send(form, { ...formFields(page.body, form), ...fields });
}

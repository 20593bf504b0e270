import { formFields } from './post.ts';

/** The fields of a form as a browser would send them back untouched. */
export function asItStands(html: string, action: string): Record<string, string | string[]> {
  const form = new RegExp(`<form[^>]*action="${action}"[\\s\\S]*?</form>`).exec(html)![0];
  const typed: Record<string, string | string[]> = formFields(html, action);
  for (const [tag] of form.matchAll(/<input[^>]*type="(?:text|tel|radio|checkbox|date)"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)![1];
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    if (/type="(?:radio|checkbox)"/.test(tag) && !/ checked/.test(tag)) continue;
    typed[name] = /type="checkbox"/.test(tag) ? [typed[name] ?? [], value].flat() : value;
  }
  for (const [, name, value] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    typed[name] = value;
  for (const [, name, inside] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    typed[name] = /<option value="([^"]*)" selected/.exec(inside)?.[1] ?? '';
  return typed;
}

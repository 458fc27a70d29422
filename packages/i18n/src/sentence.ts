import type { Lang } from './languages.ts';
import { pluralCategory } from './plural.ts';

export type Messages = { readonly [key: string]: string | Messages };
export type Facts = Readonly<Record<string, string | number>>;

/** The longest beginning of the key that names an entry is tried first: `missing.moreFor` may be one key or two. */
const at = (messages: Messages, key: string): string | undefined => {
  if (Object.hasOwn(messages, key)) {
    const whole = messages[key];
    if (typeof whole === 'string') return whole;
  }
  for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
    const head = key.slice(0, dot);
    const inner = Object.hasOwn(messages, head) ? messages[head] : undefined;
    const found = typeof inner === 'object' ? at(inner, key.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Puts the facts in place of `{{fact}}`; a place without its fact stays as it is, so that the gap is seen. */
export const format = (template: string, facts: Facts): string =>
  template.replace(/\{\{(\w+)\}\}/g, (mark, name: string) =>
    Object.hasOwn(facts, name) ? String(facts[name]) : mark,
  );

/**
 * A whole sentence from messages in the form the web client uses: `{{fact}}`, and `key_one`, `key_few` … chosen by the
 * fact `count`. Undefined when there is no such message.
 */
export const sentence = (messages: Messages, key: string, facts: Facts, lang: Lang): string | undefined => {
  const { count } = facts;
  const plural =
    typeof count === 'number' ? at(messages, `${key}_${pluralCategory(lang, count)}`) : undefined;
  const template = plural ?? at(messages, key);
  return template === undefined ? undefined : format(template, facts);
};

/**
 * The sentences of one language for whoever prints without the web client.
 * @throws Error when there is no message for the key: a check keeps the languages complete, so it is a fault of ours
 */
export const translator =
  (lang: Lang, messages: Messages) =>
  (key: string, facts: Facts = {}): string => {
    const words = sentence(messages, key, facts, lang);
    if (words === undefined) throw new Error(`no message for ${key} in ${lang}`);
    return words;
  };

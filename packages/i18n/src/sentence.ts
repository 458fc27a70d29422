import type { Lang } from './languages.ts';
import { pluralCategory } from './plural.ts';

export type Messages = { readonly [key: string]: string | Messages };
export type Facts = Readonly<Record<string, string | number>>;

const at = (messages: Messages, key: string): string | undefined => {
  const whole = messages[key];
  if (typeof whole === 'string') return whole;
  let current: string | Messages | undefined = messages;
  for (const part of key.split('.')) current = typeof current === 'object' ? current[part] : undefined;
  return typeof current === 'string' ? current : undefined;
};

/**
 * A whole sentence from messages in the form the web client uses: `{{fact}}`, and `key_one`, `key_few` … chosen by the
 * fact `count`. Undefined when there is no such message.
 */
export const sentence = (messages: Messages, key: string, facts: Facts, lang: Lang): string | undefined => {
  const { count } = facts;
  const plural =
    typeof count === 'number' ? at(messages, `${key}_${pluralCategory(lang, count)}`) : undefined;
  const template = plural ?? at(messages, key);
  return template?.replace(/\{\{(\w+)\}\}/g, (mark, name: string) => String(facts[name] ?? mark));
};

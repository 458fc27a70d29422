import { ACT_LIMITS } from '../acts/limits.ts';
import type { Condition, Refusal } from '../types.ts';
import { AMENDMENT_FATES, PARAGRAPH_FATES } from '../vocabulary.ts';

/** What is not a condition, and where. */
class Unreadable extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
const malformed = (path: string): Unreadable =>
  new Unreadable({ code: 'condition.malformed', facts: { path } });
const limited = (limit: 'CONDITION_TERMS_MAX' | 'CONDITION_SUBJECTS_MAX'): Unreadable =>
  new Unreadable({ code: 'act.limit', facts: { limit, max: ACT_LIMITS[limit] } });

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PARAGRAPH = /^p[1-9][0-9]{0,6}$/;
const AMENDMENT = /^A[1-9][0-9]{0,6}$/;
const HASH = /^[0-9a-f]{64}$/;

/** A word of the list, a name of this form: anything else is malformed at the place. */
const word = <T extends string>(words: readonly T[], value: unknown, path: string): T => {
  const found = words.find((candidate) => candidate === value);
  if (found === undefined) throw malformed(path);
  return found;
};
const name = (form: RegExp, value: unknown, path: string): string => {
  if (typeof value !== 'string' || !form.test(value)) throw malformed(path);
  return value;
};
const only = (json: Json, fields: readonly string[], path: string): void => {
  const other = Object.keys(json).find((field) => !fields.includes(field));
  if (other !== undefined) throw malformed(`${path}.${other}`);
};

interface Walk {
  terms: number;
  readonly subjects: Set<string>;
}

const parts = (value: unknown, path: string, walk: Walk): readonly Condition[] => {
  if (!Array.isArray(value) || value.length === 0) throw malformed(path);
  return value.map((part: unknown, at) => conditionAt(part, `${path}[${at}]`, walk));
};

const conditionAt = (value: unknown, path: string, walk: Walk): Condition => {
  walk.terms += 1;
  if (walk.terms > ACT_LIMITS.CONDITION_TERMS_MAX) throw limited('CONDITION_TERMS_MAX');
  if (!isJson(value)) throw malformed(path);
  if ('all' in value) {
    only(value, ['all'], path);
    return { all: parts(value['all'], `${path}.all`, walk) };
  }
  if ('any' in value) {
    only(value, ['any'], path);
    return { any: parts(value['any'], `${path}.any`, walk) };
  }
  if ('not' in value) {
    only(value, ['not'], path);
    return { not: conditionAt(value['not'], `${path}.not`, walk) };
  }
  const isAmendment = 'amendment' in value;
  only(value, isAmendment ? ['amendment', 'is'] : ['paragraph', 'is', 'textHash'], path);
  const subject = isAmendment
    ? name(AMENDMENT, value['amendment'], `${path}.amendment`)
    : name(PARAGRAPH, value['paragraph'], `${path}.paragraph`);
  walk.subjects.add(subject);
  if (walk.subjects.size > ACT_LIMITS.CONDITION_SUBJECTS_MAX) throw limited('CONDITION_SUBJECTS_MAX');
  if (isAmendment) return { amendment: subject, is: word(AMENDMENT_FATES, value['is'], `${path}.is`) };
  return {
    paragraph: subject,
    is: word(PARAGRAPH_FATES, value['is'], `${path}.is`),
    textHash: name(HASH, value['textHash'], `${path}.textHash`),
  };
};

/** Reads a condition as it arrives; the refusal names the place that is wrong, or the limit that is passed. */
export const parseCondition = (
  json: unknown,
):
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly refusal: Refusal } => {
  try {
    return { ok: true, condition: conditionAt(json, 'condition', { terms: 0, subjects: new Set() }) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, refusal: error.refusal };
    throw error;
  }
};

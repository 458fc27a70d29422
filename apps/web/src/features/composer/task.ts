import type { AmendmentId, DeliberationState, TabledAmendment } from '@plenary/consensus';

/** What is written on this page. */
export interface Task {
  /** The amendment that is amended. */
  readonly amends?: AmendmentId;
  /** The amendment of our own that is written anew. */
  readonly revise?: AmendmentId;
  /** Moved from the floor, entered by those who conduct. */
  readonly oral: boolean;
  /** The paragraph to begin with. */
  readonly paragraph?: string;
  /** The comment of a consultation that is made one's own: `consultation/c1`. */
  readonly comment?: string;
}

const COMMENT = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\/c[1-9]\d{0,6}$/;
const AMENDMENT = /^A[1-9]\d{0,6}$/;
const PARAGRAPH = /^p[1-9]\d{0,6}$/;

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

/** What the address says. */
export interface ComposerSearch {
  readonly paragraph?: string;
  readonly amends?: AmendmentId;
  readonly revise?: AmendmentId;
  readonly oral?: true;
  readonly comment?: string;
}

/** Reads the address; what it does not know is left out. `?oral` may come with or without a value. */
export const composerSearch = (search: Readonly<Record<string, unknown>>): ComposerSearch => {
  const amends = matching(search['amends'], AMENDMENT);
  const revise = matching(search['revise'], AMENDMENT);
  const paragraph = matching(search['paragraph'], PARAGRAPH);
  const comment = matching(search['comment'], COMMENT);
  return {
    ...(amends === undefined ? {} : { amends }),
    ...(revise === undefined ? {} : { revise }),
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(comment === undefined ? {} : { comment }),
    ...('oral' in search && search['oral'] !== false ? { oral: true } : {}),
  };
};

/** Name of the task among the drafts that a device keeps. */
export const taskName = ({ amends, revise, oral }: Task): string =>
  revise ?? `${oral ? 'oral' : 'new'}${amends === undefined ? '' : `.${amends}`}`;

/** What the task is about, as the record knows it; or what is wrong with it, in the words of a refusal. */
export type FoundTask =
  | { readonly ok: true; readonly amended?: TabledAmendment; readonly revised?: TabledAmendment }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: string; readonly facts: Readonly<Record<string, string>> };
    };

const missing = (amendment: AmendmentId): FoundTask => ({
  ok: false,
  refusal: { code: 'amendment.unknown', facts: { amendment } },
});

/** What the address names: an amendment to amend that is pending and amends none itself, one of ours to write anew. */
export const findTask = ({ amendments }: DeliberationState, task: Task): FoundTask => {
  const revised = task.revise === undefined ? undefined : amendments[task.revise];
  if (task.revise !== undefined && revised === undefined) return missing(task.revise);
  const amends = revised === undefined ? task.amends : revised.amends;
  const amended = amends === undefined ? undefined : amendments[amends];
  if (amends !== undefined && amended === undefined) return missing(amends);
  for (const one of [revised, amended])
    if (one !== undefined && one.state !== 'submitted')
      return {
        ok: false,
        refusal: { code: 'amendment.closed', facts: { amendment: one.id, state: one.state } },
      };
  if (amended?.amends !== undefined)
    return { ok: false, refusal: { code: 'amendment.thirdDegree', facts: { amendment: amended.id } } };
  return {
    ok: true,
    ...(amended === undefined ? {} : { amended }),
    ...(revised === undefined ? {} : { revised }),
  };
};

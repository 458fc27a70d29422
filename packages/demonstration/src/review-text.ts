/** The deliberation on the follow-up to the declaration: a short text to which amendments are pending. */
export const REVIEW_ID = 'review-committee';
export const REVIEW_SYMBOL = 'PLN/CONF.1/L.2';

export const REVIEW_TITLE = {
  en: 'Decision on the follow-up and review of the declaration',
  fr: 'Décision sur le suivi et l’examen de la déclaration',
  es: 'Decisión sobre el seguimiento y el examen de la declaración',
  ru: 'Решение о выполнении и обзоре декларации',
  zh: '关于宣言后续落实与审查的决定',
  ar: 'مقرر بشأن متابعة الإعلان واستعراضه',
} as const;

/** In our own words, as the declaration is. What stands in brackets is not agreed. */
export const REVIEW_TEXT = `# Draft decision on the follow-up and review of the declaration

The Conference,

Recalling its declaration on the governance of artificial intelligence for the benefit of all,

Recognizing that norms keep their worth only where their application is followed, reported and reviewed,

1. Decides to establish a committee on follow-up and review, composed of [thirty][forty-five] members elected for a term of three years with due regard to equitable geographical representation;

2. Requests States to submit every two years a report on the measures that they have taken and on the assistance that they have given or received;

3. Invites civil organizations, research institutes and companies to submit observations on the reports;

4. Decides that the committee shall meet once a year for two weeks;

5. Requests the Secretariat to publish each report within six weeks of its receipt in the six official languages;

6. Establishes a voluntary fund to assist developing countries in preparing their reports;

7. Decides to convene a conference to review the declaration four years after its adoption;

8. Decides to remain seized of the matter.
`;

/** A change of a paragraph as one would say it in the room: these words instead of those. */
export type SaidChange =
  | { readonly label: string; readonly instead: string; readonly words: string }
  | { readonly label: string; readonly deleted: true }
  | { readonly label: string; readonly behind: string }
  | { readonly after: string; readonly insert: string };

/** An amendment of the exercise; who sponsors it is drawn by chance. */
export interface SaidAmendment {
  readonly changes: readonly SaidChange[];
  readonly reason: string;
  readonly sponsors: number;
  /** Places, counted from 1, of amendments in this list. */
  readonly amends?: number;
  readonly needs?: readonly number[];
}

/** Amendments that meet, need, amend and exclude one another, as they do in a committee. */
export const REVIEW_AMENDMENTS: readonly SaidAmendment[] = [
  {
    changes: [{ label: 'OP1', instead: '[thirty][forty-five]', words: 'forty-five' }],
    reason: 'A committee of this size lets every region be heard.',
    sponsors: 6,
  },
  {
    changes: [{ label: 'OP1', instead: '[thirty][forty-five]', words: 'twenty-four' }],
    reason: 'A small committee works faster and costs less.',
    sponsors: 3,
  },
  {
    changes: [
      {
        label: 'OP1',
        instead: 'geographical representation',
        words: 'geographical and linguistic representation',
      },
    ],
    reason: 'The committee should know the languages in which reports are written.',
    sponsors: 8,
  },
  {
    changes: [
      {
        label: 'OP1',
        instead: 'with due regard to equitable geographical representation',
        words: 'by secret ballot',
      },
    ],
    reason: 'The manner of election should be said.',
    sponsors: 1,
  },
  {
    changes: [{ label: 'OP2', instead: 'every two years', words: 'every year' }],
    reason: 'The technology moves faster than two years.',
    sponsors: 4,
  },
  {
    changes: [{ label: 'OP2', instead: 'every two years', words: 'every four years' }],
    reason: 'The burden on small administrations is too heavy.',
    sponsors: 7,
  },
  {
    changes: [
      {
        after: 'OP3',
        insert: 'Decides that observations shall be published together with the report to which they refer;',
      },
    ],
    reason: 'Who reads a report should see what others say of it.',
    sponsors: 5,
  },
  {
    changes: [{ label: 'OP4', instead: 'once a year for two weeks', words: 'twice a year for one week' }],
    reason: 'Shorter sessions are easier to staff.',
    sponsors: 2,
  },
  {
    changes: [{ label: 'OP5', deleted: true }],
    reason: 'Reports are published by those who write them.',
    sponsors: 2,
  },
  {
    changes: [{ label: 'OP5', instead: 'six weeks', words: 'four weeks' }],
    reason: 'The committee needs the reports in time.',
    sponsors: 3,
  },
  {
    changes: [
      { label: 'OP6', instead: 'voluntary fund', words: 'fund, financed from assessed contributions,' },
    ],
    reason: 'Assistance should not depend on chance.',
    sponsors: 9,
  },
  {
    changes: [{ label: 'OP6', behind: 'OP2' }],
    reason: 'Assistance belongs beside the duty that it serves.',
    sponsors: 2,
  },
  {
    changes: [{ label: 'OP7', instead: 'four years', words: 'three years' }],
    reason: 'The review should follow the first round of yearly reports.',
    sponsors: 3,
    needs: [5],
  },
  {
    changes: [{ label: 'OP8', instead: 'remain seized of', words: 'revert to' }],
    reason: 'The usual words are enough.',
    sponsors: 1,
  },
  {
    changes: [{ label: 'OP1', instead: 'forty-five', words: 'forty-eight' }],
    reason: 'Every group then has a number of seats that can be divided.',
    sponsors: 2,
    amends: 1,
  },
  {
    changes: [{ label: 'OP6', instead: 'assessed', words: 'assessed and voluntary' }],
    reason: 'Both sources are needed.',
    sponsors: 1,
    amends: 11,
  },
];

/** The amendment that the chair takes in without a vote, and the one whose sponsor withdraws it, counted from 1. */
export const TAKEN_IN = 3;
export const WITHDRAWN = 14;

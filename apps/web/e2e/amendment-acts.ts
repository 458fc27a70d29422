/** What an act on amendments needs to know of the deliberation: the words in force, and those of amendments. */
export interface Known {
  readonly revision: {
    readonly hash: string;
    readonly paragraphs: readonly { readonly pid: string; readonly label: string; readonly text: string }[];
  };
  readonly amendments: Readonly<Record<string, { readonly hash: string }>>;
}
export type Act = Readonly<Record<string, unknown>>;
export type ActOn = (known: Known) => Act;

const paragraph = ({ revision }: Known, label: string) => {
  const found = revision.paragraphs.find((one) => one.label === label);
  if (found === undefined) throw new Error(`no paragraph ${label}`);
  return found;
};

const written = (changes: readonly Act[], textHash: string, rest: Act): Act => ({
  changes,
  textHash,
  reason: 'As instructed by our capital.',
  needs: [],
  excludes: [],
  ...rest,
});

/** A paragraph with some of its words replaced; at the end of the words where `from` is empty. */
export const reworded =
  (label: string, from: string, to: string) =>
  (known: Known): Act => {
    const { pid, text } = paragraph(known, label);
    return { paragraph: pid, new: from === '' ? `${text} ${to}` : text.replace(from, to) };
  };
export const deleted =
  (label: string) =>
  (known: Known): Act => ({ paragraph: paragraph(known, label).pid, delete: true });
export const inserted =
  (label: string, insert: string) =>
  (known: Known): Act => ({ after: paragraph(known, label).pid, kind: 'operative', level: 0, insert });

/** An amendment that a delegation submits. */
export const submit =
  (...changes: readonly ((known: Known) => Act)[]): ActOn =>
  (known) => ({
    type: 'submitAmendment',
    ...written(
      changes.map((change) => change(known)),
      known.revision.hash,
      {},
    ),
  });

/** An amendment made from the floor for these delegations; `amends` names the one that it amends. */
export const oral =
  (
    sponsors: readonly string[],
    change: (known: Known) => Act,
    { amends, ...rest }: { readonly amends?: string; readonly needs?: readonly string[] } = {},
  ): ActOn =>
  (known) => ({
    type: 'enterOralAmendment',
    sponsors,
    ...written(
      [change(known)],
      (amends === undefined ? undefined : known.amendments[amends]?.hash) ?? known.revision.hash,
      { ...(amends === undefined ? {} : { amends }), ...rest },
    ),
  });

/** Amendments that collide, agree, amend and need one another: what there is to see of them. */
export const AMENDMENTS: readonly { readonly as: 'secretariat' | 'delegate'; readonly act: ActOn }[] = [
  { as: 'secretariat', act: oral(['FRA', 'DEU', 'BRA'], reworded('OP3', 'Calls upon', 'Urges')) },
  { as: 'delegate', act: submit(deleted('OP3')) },
  {
    as: 'secretariat',
    act: oral(
      ['CHN', 'EGY'],
      reworded('OP3', 'the sovereignty and the law', 'the sovereignty, the law and the culture'),
    ),
  },
  {
    as: 'secretariat',
    act: oral(['FJI'], reworded('OP3', 'Calls upon', 'Strongly urges'), { amends: 'A1' }),
  },
  { as: 'secretariat', act: oral(['IND'], reworded('OP7', '[, where appropriate,] ', '')) },
  { as: 'secretariat', act: oral(['USA', 'JPN'], reworded('OP7', 'where appropriate', 'where feasible')) },
  {
    as: 'secretariat',
    act: oral(['ZAF', 'KEN'], inserted('OP8', 'Decides to review the scale of risk every two years;')),
  },
  {
    as: 'secretariat',
    act: oral(['MEX'], reworded('OP9', 'predictable for those whom they bind', 'predictable for all'), {
      needs: ['A7'],
    }),
  },
  { as: 'delegate', act: submit(reworded('OP9', 'minimal, limited, high and unacceptable', 'low and high')) },
];

/** A separate vote on the first paragraph that has a label. */
/** The first paragraph of the text in force that bears a label. */
export const firstLabelled = ({ revision }: Known): string =>
  revision.paragraphs.find(({ label }) => label !== '')?.pid ?? '';

export const divided: ActOn = ({ revision }) => ({
  type: 'requestDivision',
  parts: [
    revision.paragraphs
      .filter(({ label }) => label !== '')
      .slice(0, 1)
      .map(({ pid }) => pid),
  ],
  reason: 'Our capital has not agreed to these words.',
  textHash: revision.hash,
});

import type { DeliberationState, TabledAmendment } from '@plenary/consensus';
import { useCallback, useEffect, useState } from 'react';
import { composerPage, forgetForAmendment, waitingForAmendment } from '../../lib/amendment-words.ts';
import { carriedOver, type CarriedOver, type Written } from './carried-over.ts';
import { composed, compositionOf, redone, undone, type Composition, type Step } from './composition.ts';
import { groundAt, type Standing } from './ground.ts';
import { deviceKeeps, forgetDraft, keepDraft, keptDraft, type KeptDraft } from './kept-draft.ts';
import { fromLiveWords } from './live-words.ts';
import { changesOf, rowsOf, type Changes } from './rows.ts';

/** What is written beside the words. */
export type Beside = Omit<KeptDraft, keyof Written | 'lost'>;

/** An amendment that is being written. */
export interface Draft extends Beside {
  readonly composition: Composition;
  readonly textHash: string;
  readonly base: number;
  /** What happened when the text moved on under it, until the person has seen it. */
  readonly carried?: CarriedOver;
}

const NOTHING_BESIDE: Beside = { reason: '', needs: [], excludes: [], sponsors: [] };

/** An amendment that was tabled, as one that is written: what it brings is called by the id that it was given. */
const asWritten = (amendment: TabledAmendment): KeptDraft => {
  const { changes, base, textHash, reason, needs, excludes, sponsors } = amendment;
  const named = changes.map((change) => {
    if (!('insert' in change)) return change;
    const { pid, ...rest } = change;
    return { ...rest, name: pid };
  });
  return { changes: named, base, textHash, reason, needs, excludes, sponsors };
};

/**
 * The draft on the words that stand now. What an earlier change of the text touched or took, and the person has not seen
 * yet, is told of with what this one does.
 */
export const onStanding = (
  state: DeliberationState,
  standing: Standing,
  amended: TabledAmendment | undefined,
  { changes, textHash, base, lost = [], ...beside }: KeptDraft,
  touched: CarriedOver['touched'] = new Map(),
): Draft => {
  const now = carriedOver(state, standing, { changes, textHash, base }, amended?.id);
  const isThere = new Set(standing.ground.map(({ pid }) => pid));
  const carried = {
    ...now,
    touched: new Map([...now.touched, ...[...touched].filter(([pid]) => isThere.has(pid))]),
    lost: [...lost, ...now.lost],
  };
  const isNews = carried.touched.size > 0 || carried.lost.length > 0;
  return {
    ...beside,
    composition: compositionOf(carried.changes),
    textHash: standing.textHash,
    base: standing.base,
    ...(isNews ? { carried } : {}),
  };
};

interface Beginning {
  readonly state: DeliberationState;
  readonly standing: Standing;
  readonly amended: TabledAmendment | undefined;
  readonly revised: TabledAmendment | undefined;
  readonly deliberation: string;
  readonly owner: string;
}

/** Words from elsewhere are written on the text, not on an amendment that is amended. */
const takesLiveWords = ({ amended }: Beginning): boolean => amended === undefined;

const pageOf = ({ deliberation, revised }: Pick<Beginning, 'deliberation' | 'revised'>): string =>
  composerPage(deliberation, revised?.id);

/**
 * Words that come from a live text, on top of what is written: the way back leads to that. Of an amendment that is written
 * anew they are the whole, since it was written on with what it said.
 */
const withLiveWords = (draft: Draft, beginning: Beginning): Draft => {
  const { state, standing, amended, revised } = beginning;
  const {
    words,
    document,
    textHash = standing.textHash,
    base = standing.base,
  } = waitingForAmendment(pageOf(beginning));
  const came = fromLiveWords(groundAt(state, base), words, state.sources);
  if (came.length === 0) return draft;
  const { changes } = draft.composition;
  // Names that were given here are not given again.
  const renamed: Changes = came.map((change, at) =>
    'insert' in change ? { ...change, name: `live${changes.length}n${at}` } : change,
  );
  const { composition, carried } = onStanding(
    state,
    standing,
    amended,
    { ...NOTHING_BESIDE, changes: renamed, textHash, base, lost: draft.carried?.lost ?? [] },
    draft.carried?.touched,
  );
  const both =
    revised === undefined
      ? changesOf(rowsOf(standing.ground, [...changes, ...composition.changes]))
      : composition.changes;
  return {
    ...draft,
    composition: { changes: both, past: changes.length === 0 ? [] : [changes], future: [] },
    ...(document === undefined ? {} : { document }),
    ...(carried === undefined ? {} : { carried }),
  };
};

const begun = (beginning: Beginning): Draft => {
  const { state, standing, amended, revised, owner } = beginning;
  const { textHash, base } = standing;
  const kept =
    keptDraft(owner) ??
    (revised === undefined ? { ...NOTHING_BESIDE, changes: [], textHash, base } : asWritten(revised));
  const draft = onStanding(state, standing, amended, kept);
  return takesLiveWords(beginning) ? withLiveWords(draft, beginning) : draft;
};

export interface Drafting {
  readonly draft: Draft;
  readonly standing: Standing;
  /** Whether the device keeps what is written. */
  readonly isKept: boolean;
  readonly step: (step: Step) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly write: (beside: Partial<Beside>) => void;
  readonly seen: () => void;
  /** Forgets the draft, here and on the device. */
  readonly forget: () => void;
}

/** What of a draft outlasts the page. */
export const keptOf = ({
  composition,
  textHash,
  base,
  reason,
  needs,
  excludes,
  sponsors,
  onBehalfOf,
  document,
  carried,
}: Draft): KeptDraft => ({
  changes: composition.changes,
  textHash,
  base,
  reason,
  needs,
  excludes,
  sponsors,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  ...(document === undefined ? {} : { document }),
  ...(carried === undefined || carried.lost.length === 0 ? {} : { lost: carried.lost }),
});

const withoutNews = (draft: Draft): Draft => {
  const { carried: _carried, ...rest } = draft;
  return rest;
};

/** The amendment that is being written: kept on the device at each step, carried over when the text moves on. */
export const useDraft = (beginning: Beginning): Drafting => {
  const { state, standing, amended, owner } = beginning;
  const [draft, setDraft] = useState(() => begun(beginning));
  const isTaken = takesLiveWords(beginning);
  const page = pageOf(beginning);
  const [isKept] = useState(deviceKeeps);
  // The words that stand changed since the last time: what is written follows them before it is shown.
  if (draft.textHash !== standing.textHash)
    setDraft(onStanding(state, standing, amended, keptOf(draft), draft.carried?.touched));
  useEffect(() => keepDraft(owner, keptOf(draft)), [owner, draft]);
  useEffect(() => {
    if (isTaken) forgetForAmendment(page);
  }, [isTaken, page]);
  const { ground } = standing;
  const step = useCallback(
    (one: Step) => setDraft((now) => ({ ...now, composition: composed(ground, now.composition, one) })),
    [ground],
  );
  const write = useCallback((beside: Partial<Beside>) => setDraft((now) => ({ ...now, ...beside })), []);
  const recomposed = (change: (composition: Composition) => Composition): void =>
    setDraft((now) => ({ ...now, composition: change(now.composition) }));
  return {
    draft,
    standing,
    isKept,
    step,
    undo: () => recomposed(undone),
    redo: () => recomposed(redone),
    write,
    seen: () => setDraft(withoutNews),
    forget: () => {
      forgetDraft(owner);
      setDraft({
        ...NOTHING_BESIDE,
        composition: compositionOf([]),
        textHash: standing.textHash,
        base: standing.base,
      });
    },
  };
};

import type { NoticeListAnswer } from '@plenary/protocol';

export type ListedNotice = NoticeListAnswer['notices'][number];

/** Notices that are shown as one line, the newest first; one alone is a line of its own. */
export type NoticeFold = readonly [ListedNotice, ...ListedNotice[]];

/** From so many alike on they are one line that opens. */
const FOLDED_MIN = 4;

/** A deadline is never folded away. */
const isFoldable = ({ kind }: ListedNotice): boolean => kind !== 'deadlineNear';

/** NOT-34: notices of one day, deliberation and kind stand in one line where there are many, in the place of the newest. */
export const foldedNotices = (notices: readonly ListedNotice[]): readonly NoticeFold[] => {
  const nameOf = ({ at, deliberation, kind }: ListedNotice): string =>
    `${at.slice(0, 10)} ${kind} ${deliberation}`;
  const alike = new Map<string, ListedNotice[]>();
  for (const notice of notices.filter(isFoldable))
    alike.set(nameOf(notice), [...(alike.get(nameOf(notice)) ?? []), notice]);
  return notices.flatMap((notice): readonly NoticeFold[] => {
    const others = isFoldable(notice) ? (alike.get(nameOf(notice)) ?? []) : [];
    if (others.length < FOLDED_MIN) return [[notice]];
    return others[0] === notice ? [[notice, ...others.slice(1)]] : [];
  });
};

import { compareWords } from '@plenary/text';

/** Words beside what they were: what went is struck out, what came is underlined. */
export const ComparedWords = ({ before, now }: { readonly before: string; readonly now: string }) => (
  <>
    {compareWords(before, now).map(({ type, text }, at) =>
      type === 'removed' ? (
        <del key={at}>{text}</del>
      ) : type === 'added' ? (
        <ins key={at}>{text}</ins>
      ) : (
        <span key={at}>{text}</span>
      ),
    )}
  </>
);

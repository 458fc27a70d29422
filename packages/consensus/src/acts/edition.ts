/**
 * ACT-80: edition of these rules under which what begins now is taken. A record says it of each decision and each sitting;
 * one that says nothing was made under the first edition and is judged by it, so that what was decided stays decided.
 *
 * Second edition: a break of a silence by a position is final and a later one ignored, a silence is withdrawn only while
 * it runs unbroken, the roll is called by letters (SIL-39, SIL-40, SIL-41, BAL-33); on the floor only those on the roll
 * speak on a motion, and replies answer somebody (SIT-58, SIT-60).
 *
 * Third edition: words that were rejected by a vote are put again only after it was decided to consider them again (SIT-43).
 *
 * Fourth edition: a debate that is closed on a text is closed in the later meetings of the session (SIT-85), and
 * stakeholders are called after other observers (SIT-88); while parts of a division are put, and while a text is barred,
 * nothing of it is deleted, deferred or agreed (DIV-145, SIT-145); a paragraph is deleted after its subparagraphs
 * (ACT-146); words that were rejected by a vote may be put again in another session (SIT-146), and names of sessions are
 * compared as they are read (SIT-147).
 */
export const RULES_EDITION = 4;

/** Whether something was begun under this edition or a later one. */
export const isOfEdition = (begun: { readonly edition?: number }, edition: number): boolean =>
  (begun.edition ?? 1) >= edition;

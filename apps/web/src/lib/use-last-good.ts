import { useState } from 'react';

/**
 * The last answer there was about this, while a newer one is asked for or did not come: a page that has something to show,
 * with a form in it perhaps, is not taken away because one request failed. `key` names what it is about.
 */
export const useLastGood = <Answer>(key: string, answer: Answer | undefined): Answer | undefined => {
  const [last, setLast] = useState({ key, answer });
  const next = answer ?? (last.key === key ? last.answer : undefined);
  if (last.key !== key || last.answer !== next) setLast({ key, answer: next });
  return next;
};

import type { AmendmentId, DeliberationState } from '@plenary/consensus';
import { shownChanges, type ShownChange } from '@plenary/tabling';
import { printedLabel } from '@plenary/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** A label among words of another direction. */
const isolated = (label: string): string => `\u2068${label === '' ? '…' : label}\u2069`;

/** What an amendment does that a package takes as a whole: what comes, what goes, what moves, in the words of the text. */
export const TakenWords = ({
  amendment,
  state,
}: {
  readonly amendment: AmendmentId;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation('amending');
  const lang = state.revision?.lang ?? 'en';
  const changes = useMemo(
    () => (Object.hasOwn(state.amendments, amendment) ? shownChanges(state, amendment) : []),
    [state, amendment],
  );
  const where = (change: ShownChange): string => {
    const label = printedLabel(change.label, lang);
    switch (change.type) {
      case 'insert':
        return change.after === null
          ? t('change.insert')
          : t('change.insertAfter', { label: isolated(label) });
      case 'move':
        return `${isolated(label)} · ${
          change.after === null
            ? t('change.moveFirst')
            : t('change.moveAfter', { label: isolated(printedLabel(change.afterLabel, lang)) })
        }`;
      case 'delete':
        return `${isolated(label)} · ${t('change.delete')}`;
      case 'words':
        return isolated(label);
    }
  };
  return (
    <>
      {changes.map((change, at) => (
        <div key={at}>
          <p className="soft small">{where(change)}</p>
          <p lang={lang} dir="auto" className="finder-words">
            {change.type === 'words' ? (
              change.segments.map(({ type, text }, place) =>
                type === 'removed' ? (
                  <del key={place}>{text}</del>
                ) : type === 'added' ? (
                  <ins key={place}>{text}</ins>
                ) : (
                  <span key={place}>{text}</span>
                ),
              )
            ) : change.type === 'insert' ? (
              <ins>{change.text}</ins>
            ) : change.type === 'delete' ? (
              <del>{change.text}</del>
            ) : (
              change.text
            )}
          </p>
        </div>
      ))}
    </>
  );
};

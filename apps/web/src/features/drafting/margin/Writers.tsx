import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorSnapshot } from '../editor/live-editor.ts';
import type { WriterOf } from '../use-writers.ts';
import { Who } from './Who.tsx';

/** Who wrote how much of the text, and the word at the caret. */
export const Writers = ({
  snapshot,
  writerOf,
  isShown,
  onShown,
  nameOf,
  deliberation,
  document,
}: {
  readonly snapshot: EditorSnapshot;
  readonly writerOf: WriterOf | undefined;
  readonly isShown: boolean;
  readonly onShown: (isShown: boolean) => void;
  readonly nameOf: (delegation: string) => string;
  readonly deliberation: string;
  readonly document: string;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const { draft, selection } = snapshot;
  const shares = useMemo(() => {
    const out = new Map<string, number>();
    if (writerOf === undefined) return out;
    for (const { runs } of draft.paragraphs)
      for (const { client, clock, width, chars } of runs)
        for (let at = 0; chars !== undefined && at < width; at += 1) {
          const by = writerOf(client, clock + at);
          if (by !== undefined) out.set(by.delegation, (out.get(by.delegation) ?? 0) + 1);
        }
    return new Map([...out].toSorted((a, b) => b[1] - a[1]));
  }, [draft, writerOf]);
  const [first] = selection;
  const atCaret = useMemo(() => {
    let offset = 0;
    for (const { client, clock, width } of first === undefined
      ? []
      : (draft.paragraph(first.paragraph)?.runs ?? [])) {
      const at = (first?.from ?? 0) - offset;
      if (width > 0 && at >= 0 && at < width) return writerOf?.(client, clock + at);
      offset += width;
    }
    return undefined;
  }, [draft, first, writerOf]);
  const whole = [...shares.values()].reduce((sum, count) => sum + count, 0);
  const percent = new Intl.NumberFormat(i18n.language, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  return (
    <div className="stack">
      <label className="row small">
        <input type="checkbox" checked={isShown} onChange={(event) => onShown(event.target.checked)} />
        {t('writers.show')}
      </label>
      {isShown ? (
        <>
          <p className="small" role="status">
            {atCaret === undefined || atCaret.title === ''
              ? t('writers.pick')
              : t('writers.at', { who: atCaret.title })}
          </p>
          <ul className="writers-legend">
            {[...shares].map(([delegation, count]) => (
              <li key={delegation}>
                {delegation === '' ? (
                  <span className="soft">{t('writers.first')}</span>
                ) : (
                  <Who delegation={delegation} name={nameOf(delegation)} />
                )}
                <span>{percent.format(count / whole)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Link to="/deliberations/$id/drafts/$document/history" params={{ id: deliberation, document }}>
        {t('writers.toHistory')}
      </Link>
    </div>
  );
};

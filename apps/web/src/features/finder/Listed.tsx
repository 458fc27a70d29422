import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A list of which the first few stand open and the others in a fold. */
export const Listed = <T,>({
  of,
  shown,
  className,
  children,
}: {
  readonly of: readonly T[];
  readonly shown: number;
  readonly className: string;
  /** One entry, with its key. */
  readonly children: (one: T) => ReactNode;
}) => {
  const { t } = useTranslation('finder');
  return (
    <>
      <ul className={className}>{of.slice(0, shown).map(children)}</ul>
      {of.length <= shown ? null : (
        <details>
          <summary>{t('more', { count: of.length - shown })}</summary>
          <ul className={className}>{of.slice(shown).map(children)}</ul>
        </details>
      )}
    </>
  );
};

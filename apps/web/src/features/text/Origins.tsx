import type { BodyState } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { Tag } from '../../ui/Tag.tsx';
import { localised } from '../../ui/localised.ts';
import type { ParagraphOrigins } from '../../lib/use-origins.ts';

/** Where the words of a paragraph came from: comments that delegations made their own. */
export const Origins = ({
  origins,
  body,
}: {
  readonly origins: ParagraphOrigins;
  readonly body: BodyState;
}) => {
  const { t, i18n } = useTranslation('consultation');
  const { id } = useHere();
  return (
    <ul className="text-amended text-origins" aria-label={t('origins')}>
      {origins.map(({ consultation, comment, member, amendment, adopted }) => (
        <li key={`${consultation} ${comment} ${amendment}`}>
          <Link
            to="/deliberations/$id/consultations/$consultation"
            params={{ id, consultation }}
            hash={comment}
          >
            {t('origin', {
              comment,
              amendment,
              member: localised(body.members[member]?.names ?? { en: member }, i18n.language),
            })}
          </Link>{' '}
          {adopted ? <Tag tone="good">{t('inText')}</Tag> : null}
        </li>
      ))}
    </ul>
  );
};

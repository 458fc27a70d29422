import type { AmendmentId } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { useOrigins } from '../../lib/use-origins.ts';
import type { Names } from './use-amendments.ts';

/** The comments of consultations that a sponsor made its own with this amendment, each with the way to it. */
export const MadeOwn = ({ amendment, names }: { readonly amendment: AmendmentId; readonly names: Names }) => {
  const { t } = useTranslation('amending');
  const { id, state } = useHere();
  const origins = useOrigins(id, state.textSteps.length);
  // An amendment that touches several paragraphs stands at each of them.
  const own = new Map(
    [...origins.values()]
      .flat()
      .filter((origin) => origin.amendment === amendment)
      .map((origin) => [`${origin.consultation} ${origin.comment} ${origin.member}`, origin]),
  );
  if (own.size === 0) return null;
  return (
    <section className="card" aria-labelledby="made-own">
      <h2 id="made-own">{t('madeOwn.title')}</h2>
      <ul className="sponsors">
        {[...own].map(([key, { consultation, comment, member }]) => (
          <li key={key}>
            <Link
              to="/deliberations/$id/consultations/$consultation"
              params={{ id, consultation }}
              hash={comment}
            >
              {t('madeOwn.comment', { comment: `\u2068${comment}\u2069` })}
            </Link>{' '}
            <bdi className="soft small">{names.member(member)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
};

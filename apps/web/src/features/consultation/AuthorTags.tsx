import type { ShownComment } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/Tag.tsx';

/** What a name is worth: whether somebody signed in stands behind it, and whether it is a name at all. */
export const AuthorTags = ({ comment }: { readonly comment: ShownComment }) => {
  const { t } = useTranslation('consultation');
  const { by, naming, unproven } = comment;
  return (
    <>
      {by.kind === 'commenter' ? <Tag>{t('card.notSignedIn')}</Tag> : null}
      {naming === 'pseudonym' ? <Tag>{t('card.pseudonym')}</Tag> : null}
      {unproven === true ? <Tag tone="warn">{t('card.unproven')}</Tag> : null}
    </>
  );
};

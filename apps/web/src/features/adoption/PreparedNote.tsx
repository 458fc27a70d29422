import { preparedBy, type DeliberationState } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';

/** That our delegation has statements ready which are not yet filed, and where they are. */
export const PreparedNote = ({
  state,
  member,
}: {
  readonly state: DeliberationState;
  readonly member: string | undefined;
}) => {
  const { t } = useTranslation('adoption');
  const count = member === undefined ? 0 : Object.keys(preparedBy(state, member)).length;
  if (count === 0) return null;
  return (
    <Notice tone={state.phase === 'adopted' ? 'warn' : 'info'}>
      <Link to="/deliberations/$id/desk" params={{ id: state.id }} hash="prepared">
        {t('preparedNotFiled', { count })}
      </Link>
    </Notice>
  );
};

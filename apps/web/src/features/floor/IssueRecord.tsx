import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useBody } from '../../lib/live.ts';
import { Button } from '../../ui/Button.tsx';
import { RecordToIssue } from './RecordToIssue.tsx';
import type { Floor } from './use-floor.ts';

/** The records of this meeting that were issued, under their symbols. */
const Issued = ({ floor }: { readonly floor: Floor }) => {
  const { t } = useTranslation('floor');
  const issued = Object.values(floor.body.register).filter(
    ({ kind, issued: words }) => kind === 'meetingRecord' && words?.about === floor.state.id,
  );
  if (issued.length === 0) return null;
  return (
    <p className="row">
      {t('record.issued')}{' '}
      {issued.map(({ symbol }) => (
        <Link key={symbol} to="/documents/$" params={{ _splat: symbol }}>
          <bdi>{symbol}</bdi>
        </Link>
      ))}
    </p>
  );
};

/** REG-47: the secretariat issues what the service wrote down of a meeting as its record, and may complete it before. */
export const IssueRecord = ({ floor, version }: { readonly floor: Floor; readonly version: number }) => {
  const { t } = useTranslation('floor');
  const body = useBody();
  const { state, seat } = floor;
  const mayIssue = seat.role === 'secretariat' && state.openedAt !== undefined;
  return (
    <div className="stack">
      <Issued floor={floor} />
      <div className="row no-print">
        <Button onClick={() => window.print()}>{t('record.print')}</Button>
      </div>
      {mayIssue && body !== undefined ? (
        <RecordToIssue floor={floor} version={version} bodyStream={body.stream} />
      ) : null}
    </div>
  );
};

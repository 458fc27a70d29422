import { parseVerifierKey } from '@plenary/ledger';
import type { RecordAnswer } from '@plenary/protocol';
import { verifyRecord, type ConversationLogs, type VerificationReport } from '@plenary/verify';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, getText } from '../../lib/api.ts';
import { useHere } from '../../lib/deliberation.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { useRequest } from '../../lib/use-request.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ChecksTable } from './ChecksTable.tsx';
import { conversationLogs } from './conversation-logs.ts';
import './record.css';

/** Whose key the record was checked with: the service's word, the reader's own, or none but the record's. */
type KeyFrom = 'service' | 'brought' | 'unknown';

const KEY_SENTENCES = { service: 'keyService', brought: 'keyBrought', unknown: 'keyUnknown' } as const;

/** The record and its verification in this browser: nothing the service says is believed without its proof. */
export const RecordPage = () => {
  const { t } = useTranslation(['record']);
  const { id, state } = useHere();
  const { data, error, refetch } = useQuery({
    queryKey: ['record'],
    queryFn: () => get<RecordAnswer>('/api/record'),
    refetchInterval: 5_000,
  });
  const [ownKey, setOwnKey] = useState<string>();
  const [result, setResult] = useState<{ readonly report: VerificationReport; readonly keyFrom: KeyFrom }>();
  const [isUnreadable, setUnreadable] = useState(false);
  const asking = useRequest();
  const exportPath = `/api/deliberations/${encodeURIComponent(id)}/export`;
  const key = (ownKey ?? data?.verifierKey ?? '').trim();
  const keyIsGood = key === '' || parseVerifierKey(key) !== undefined;
  const keyFrom: KeyFrom = key === '' ? 'unknown' : key === data?.verifierKey ? 'service' : 'brought';

  const check = async (
    read: () => Promise<string>,
    readLogs: () => Promise<ConversationLogs> = () => Promise.resolve(new Map()),
  ): Promise<void> => {
    setUnreadable(false);
    setResult(undefined);
    // What the service does not give is told as any request is; what is given and is no record, as unreadable.
    await asking.ask(async () => {
      const text = await read();
      const logs = await readLogs();
      try {
        const report = verifyRecord(JSON.parse(text), { logs, ...(key === '' ? {} : { verifierKey: key }) });
        setResult({ report, keyFrom });
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        setUnreadable(true);
      }
    });
  };

  return (
    <div className="record">
      <section className="card" aria-labelledby="verify">
        <h2 id="verify">{t('record:verify')}</h2>
        <p className="soft">{t('record:verifyAbout')}</p>
        <Field
          label={t('record:keyField')}
          hint={t('record:keyHint')}
          error={keyIsGood ? undefined : t('record:keyMalformed')}
        >
          {(control) => (
            <input
              {...control}
              dir="ltr"
              className="record-key"
              spellCheck={false}
              value={ownKey ?? data?.verifierKey ?? ''}
              onChange={(event) => setOwnKey(event.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button
            tone="primary"
            busy={asking.pending}
            disabled={!keyIsGood}
            onClick={() =>
              void check(
                () => getText(exportPath),
                () => conversationLogs(id, Object.keys(state.conversations)),
              )
            }
          >
            {t('record:verifyThis')}
          </Button>
          <a className="button" href={exportPath} download>
            {t('record:download')}
          </a>
        </div>
        <FileField
          label={t('record:verifyFile')}
          hint={t('record:verifyFileHint')}
          accept="application/json,.json"
          disabled={!keyIsGood}
          onFile={(file) =>
            void check(() =>
              file.text().catch((error: unknown) => {
                if (error instanceof DOMException) return ''; // it is there no more: nothing is read of it
                throw error;
              }),
            )
          }
        />
        {asking.pending ? <p role="status">{t('record:checking')}</p> : null}
        <RequestNote of={asking} />
        {isUnreadable ? (
          <Notice tone="bad" live>
            <p>{t('record:unreadable')}</p>
          </Notice>
        ) : null}
        {result === undefined ? null : (
          <>
            <Notice tone={result.report.ok ? 'good' : 'bad'} live>
              <p className="record-verdict">{result.report.ok ? t('record:holds') : t('record:fails')}</p>
              {result.report.ok ? <p>{t(`record:${KEY_SENTENCES[result.keyFrom]}`)}</p> : null}
            </Notice>
            <ChecksTable report={result.report} />
          </>
        )}
      </section>
      <section className="card" aria-labelledby="log">
        <h2 id="log">{t('record:log')}</h2>
        <p className="soft">{t('record:about')}</p>
        {data === undefined ? (
          <Awaiting asked={[{ error, refetch }]} />
        ) : (
          <dl className="stack">
            <div>
              <dt className="figure-name">{t('record:size')}</dt>
              <dd className="figure-value">{data.size}</dd>
            </div>
            <div>
              <dt className="figure-name">{t('record:key')}</dt>
              <dd>
                <pre dir="ltr">{data.verifierKey}</pre>
              </dd>
            </div>
            <div>
              <dt className="figure-name">{t('record:checkpoint')}</dt>
              <dd>
                <pre dir="ltr">{data.checkpoint}</pre>
              </dd>
            </div>
          </dl>
        )}
      </section>
    </div>
  );
};

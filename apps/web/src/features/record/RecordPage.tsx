import type { RecordAnswer } from '@plenary/protocol';
import { verifyRecord, type VerificationReport } from '@plenary/verify';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../lib/api.ts';
import { useHere } from '../../lib/deliberation.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import './record.css';

/** The record and its verification in this browser: nothing the service says is believed without its proof. */
export const RecordPage = () => {
  const { t } = useTranslation(['record']);
  const { id } = useHere();
  const { data } = useQuery({
    queryKey: ['record'],
    queryFn: () => get<RecordAnswer>('/api/record'),
    refetchInterval: 5_000,
  });
  const [report, setReport] = useState<VerificationReport>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const exportPath = `/api/deliberations/${encodeURIComponent(id)}/export`;

  const check = async (read: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setProblem('');
    setReport(undefined);
    try {
      const exported: unknown = JSON.parse(await read());
      setReport(verifyRecord(exported));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="stack record">
      <section className="card" aria-labelledby="log">
        <h2 id="log">{t('record:log')}</h2>
        <p className="soft">{t('record:about')}</p>
        {data === undefined ? null : (
          <>
            <dl className="figures">
              <div>
                <dt className="figure-name">{t('record:size')}</dt>
                <dd className="figure-value">{data.size}</dd>
              </div>
            </dl>
            <p className="small soft">{t('record:key')}</p>
            <pre dir="ltr">{data.verifierKey}</pre>
            <p className="small soft">{t('record:checkpoint')}</p>
            <pre dir="ltr">{data.checkpoint}</pre>
          </>
        )}
      </section>
      <section className="card" aria-labelledby="verify">
        <h2 id="verify">{t('record:verify')}</h2>
        <p className="soft">{t('record:verifyAbout')}</p>
        <div className="row">
          <Button
            tone="primary"
            busy={busy}
            onClick={() => void check(async () => (await fetch(exportPath)).text())}
          >
            {t('record:verifyThis')}
          </Button>
          <a className="button" href={exportPath} download>
            {t('record:download')}
          </a>
        </div>
        <Field label={t('record:verifyFile')} hint={t('record:verifyFileHint')}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept="application/json,.json"
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file !== undefined) void check(() => file.text());
              }}
            />
          )}
        </Field>
        {problem === '' ? null : (
          <Notice tone="bad" live>
            <p>{t('record:unreadable')}</p>
            <p className="small">{problem}</p>
          </Notice>
        )}
        {report === undefined ? null : (
          <>
            <Notice tone={report.ok ? 'good' : 'bad'} live>
              {report.ok ? t('record:holds') : t('record:fails')}
            </Notice>
            <table className="record-checks">
              <tbody>
                {report.checks.map((line, index) => (
                  <tr key={`${line.code}-${index}`} data-ok={line.ok}>
                    <th scope="row">{t(`record:check.${line.code}`, { defaultValue: line.code })}</th>
                    <td>{line.ok ? t('record:ok') : t('record:bad')}</td>
                    <td dir="ltr" className="small soft">
                      {Object.entries(line.facts)
                        .map(([name, value]) => `${name} ${String(value)}`)
                        .join(', ')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </section>
    </div>
  );
};

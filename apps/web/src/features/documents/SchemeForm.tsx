import {
  SCHEME_SERIES,
  seriesKinds,
  seriesRoot,
  SERIES_KINDS,
  type BodyState,
  type SymbolScheme,
} from '@plenary/consensus';
import { parseSymbol } from '@plenary/text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';

const FIRST: SymbolScheme = {
  organ: 'PLN',
  body: 'CONF.1',
  series: { text: 'L', statement: 'INF', report: 'DEC', resolution: 'RES' },
};

/** How documents are named from now on, with an example that changes as one types. */
export const SchemeForm = ({ body, stream }: { readonly body: BodyState; readonly stream: string }) => {
  const { t } = useTranslation(['documents', 'vocabulary']);
  const [scheme, setScheme] = useState<SymbolScheme>(body.scheme ?? FIRST);
  const [isOpen, setOpen] = useState(body.scheme === undefined);
  const { perform, pending, refusal } = useAct(stream);
  const part = (name: 'body' | 'session', value: string) => {
    const { [name]: _, ...rest } = scheme;
    setScheme(value.trim() === '' ? rest : { ...rest, [name]: value.trim() });
  };
  if (!isOpen)
    return (
      <p>
        <Button tone="quiet" onClick={() => setOpen(true)}>
          {t('documents:changeScheme')}
        </Button>
      </p>
    );
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void perform({ type: 'setSymbolScheme', scheme }).then((done) => {
          if (done !== undefined) setOpen(false);
        });
      }}
    >
      <h2>{t('documents:scheme')}</h2>
      <p className="soft">{t('documents:schemeLead')}</p>
      <Field label={t('documents:likeSymbol')} hint={t('documents:likeSymbolHint')}>
        {(control) => (
          <input
            {...control}
            dir="ltr"
            placeholder="A/C.3/80/L.12"
            onChange={(event) => {
              const parts = parseSymbol(event.target.value.trim());
              if (parts === undefined) return;
              const { organ, body: bodyPart, session } = parts;
              setScheme({
                organ,
                series: scheme.series,
                ...(bodyPart === undefined ? {} : { body: bodyPart }),
                ...(session === undefined ? {} : { session }),
              });
            }}
          />
        )}
      </Field>
      <div className="documents-scheme">
        <Field label={t('documents:organ')}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              required
              value={scheme.organ}
              onChange={(event) => setScheme({ ...scheme, organ: event.target.value.trim().toUpperCase() })}
            />
          )}
        </Field>
        <Field label={t('documents:bodyPart')}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              value={scheme.body ?? ''}
              onChange={(event) => part('body', event.target.value)}
            />
          )}
        </Field>
        <Field label={t('documents:session')}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              value={scheme.session ?? ''}
              onChange={(event) => part('session', event.target.value)}
            />
          )}
        </Field>
        {SERIES_KINDS.map((kind) => (
          <Field key={kind} label={t(`vocabulary:documentKind.${kind}`)}>
            {(control) => (
              <select
                {...control}
                value={scheme.series[kind] ?? ''}
                onChange={(event) => {
                  const series = SCHEME_SERIES.find((candidate) => candidate === event.target.value);
                  if (series !== undefined)
                    setScheme({ ...scheme, series: { ...scheme.series, [kind]: series } });
                  else if (kind === 'resolution' || kind === 'meetingRecord') {
                    const { [kind]: _, ...rest } = scheme.series;
                    setScheme({ ...scheme, series: rest });
                  }
                }}
              >
                {kind === 'resolution' ? <option value="">{t('documents:noSeries')}</option> : null}
                {kind === 'meetingRecord' ? <option value="">SR</option> : null}
                {SCHEME_SERIES.filter((series) => kind !== 'meetingRecord' || series !== 'SR').map(
                  (series) => (
                    <option key={series}>{series}</option>
                  ),
                )}
              </select>
            )}
          </Field>
        ))}
      </div>
      <p>
        {t('documents:example')}{' '}
        {seriesKinds(scheme).map((kind) => (
          <bdi key={kind} className="documents-symbol documents-example">
            {`${seriesRoot(scheme, kind)}1`}
          </bdi>
        ))}
      </p>
      {refusal === undefined ? null : <RefusalNote refusal={refusal} />}
      <div className="row">
        <Button type="submit" tone="primary" busy={pending}>
          {t('documents:setScheme')}
        </Button>
        {body.scheme === undefined ? null : (
          <Button tone="quiet" onClick={() => setOpen(false)}>
            {t('documents:leaveScheme')}
          </Button>
        )}
      </div>
    </form>
  );
};

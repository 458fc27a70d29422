import {
  divisionUnderWay,
  divisionUnits,
  isDividable,
  pendingDivision,
  WHOLE_TEXT,
  type DeliberationState,
  type DividedPart,
  type Division,
  type DivisionFate,
} from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useItemNames } from '../../lib/decided-item.ts';
import { DividedUnit } from '../../lib/DividedUnit.tsx';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { ActOutcome } from './ActOutcome.tsx';
import { AskDivision } from './AskDivision.tsx';
import { PutForm } from './PutForm.tsx';

const FATE_TONES: Readonly<Record<DivisionFate, 'plain' | 'good' | 'warn' | 'bad'>> = {
  requested: 'warn',
  carried: 'good',
  lost: 'bad',
  withdrawn: 'plain',
};

/** What a part is made of, each with its words. */
const Units = ({
  words,
  division,
  units,
}: {
  readonly words: DeliberationState;
  readonly division: Division;
  readonly units: readonly string[];
}) => (
  <ul className="division-units">
    {units.map((unit) => (
      <li key={unit}>
        <DividedUnit state={words} division={division} unit={unit} />
      </li>
    ))}
  </ul>
);

/** A part as it was asked for or carried, with what was decided on it and the way to put it. */
const PartLine = ({
  words,
  division,
  part,
  isPutting,
}: {
  readonly words: DeliberationState;
  readonly division: Division;
  readonly part: DividedPart;
  readonly isPutting: boolean;
}) => {
  const { t } = useTranslation(['division', 'vocabulary']);
  const { id } = useHere();
  const item = `${division.id}.${part.id}`;
  return (
    <li>
      <p className="row">
        <b>
          <bdi>{item}</bdi>
        </b>
        {part.isRest ? <span>{t('division:rest')}</span> : null}
        {part.outcome === undefined ? (
          <Tag>{t('division:notYet')}</Tag>
        ) : (
          <Tag tone={part.outcome === 'adopted' ? 'good' : 'bad'}>
            {t(`vocabulary:partOutcome.${part.outcome}`)}
          </Tag>
        )}
        {part.decision === undefined ? null : (
          <Link
            to="/deliberations/$id/decisions/$decision"
            params={{ id, decision: part.decision }}
            className="small"
          >
            <bdi>{part.decision}</bdi>
          </Link>
        )}
      </p>
      <Units words={words} division={division} units={part.units} />
      {isPutting && part.outcome === undefined ? <PutForm item={item} name={item} /> : null}
    </li>
  );
};

const DivisionCard = ({
  words,
  division,
}: {
  readonly words: DeliberationState;
  readonly division: Division;
}) => {
  const { t, i18n } = useTranslation(['division', 'vocabulary']);
  const { body, stream } = useHere();
  const account = useSession()?.account;
  const act = useAct(stream);
  const names = useItemNames(words);
  const { id, fate, item, member, asked, reason, askedAt, parts, whole } = division;
  const isOpen = words.phase === 'open';
  const isChair = account?.kind === 'chair';
  const isOwn = account?.kind === 'delegate' && account.mayBind && account.member === member;
  const standing = isDividable(words, division);
  return (
    <article className="card stack" aria-label={t('division:motion', { id })}>
      <header className="row">
        <h3>{t('division:motion', { id: `\u2068${id}\u2069` })}</h3>
        <Tag tone={FATE_TONES[fate]}>{t(`vocabulary:divisionFate.${fate}`)}</Tag>
        {whole === undefined ? null : (
          <Tag tone={whole === 'rejected' ? 'bad' : whole === 'put' ? 'good' : 'warn'}>
            {t(`vocabulary:dividedWhole.${whole}`)}
          </Tag>
        )}
      </header>
      <p className="soft small">
        {t('division:askedBy', {
          member: localised(body.members[member]?.names ?? { en: member }, i18n.language),
          date: showInstant(askedAt, i18n.language),
        })}{' '}
        {item === WHOLE_TEXT ? null : names.decided(item)}
      </p>
      {reason === '' ? null : <p dir="auto">{reason}</p>}
      <ol className="division-parts">
        {parts === undefined
          ? asked.map((units) => (
              <li key={units.join(' ')}>
                <Units words={words} division={division} units={units} />
              </li>
            ))
          : parts.map((part) => (
              <PartLine
                key={part.id}
                words={words}
                division={division}
                part={part}
                isPutting={isChair && isOpen && whole === 'pending'}
              />
            ))}
      </ol>
      {fate === 'requested' ? (
        standing ? (
          <p className="soft small">{t('division:first')}</p>
        ) : (
          <p className="soft small">{t('division:overtaken')}</p>
        )
      ) : null}
      {standing && isChair && isOpen ? (
        <div className="row no-print">
          <PutForm item={id} name={id} />
        </div>
      ) : null}
      {fate === 'requested' && isOwn ? (
        <div className="row no-print">
          <ConfirmDialog
            open={t('division:withdraw')}
            busy={act.pending}
            onConfirm={() => void act.perform({ type: 'withdrawDivision', division: id })}
          >
            <p>{t('division:withdrawMeans')}</p>
          </ConfirmDialog>
        </div>
      ) : null}
      <ActOutcome act={act} />
    </article>
  );
};

/** Division of the text or of an amendment: what was asked, the parts and what became of them, and the way to ask. */
export const Divisions = ({ words, item }: { readonly words: DeliberationState; readonly item: string }) => {
  const { t } = useTranslation('division');
  const account = useSession()?.account;
  const [asking, setAsking] = useState(false);
  const those = Object.values(words.divisions)
    .filter((division) => division.item === item)
    .reverse();
  const canAsk =
    account?.kind === 'delegate' &&
    account.mayBind &&
    (words.phase === 'open' || words.phase === 'adoptionProposed') &&
    pendingDivision(words, item) === undefined &&
    divisionUnderWay(words) === undefined &&
    divisionUnits(words, item).length > 1;
  if (those.length === 0 && !canAsk) return null;
  return (
    <section className="stack" aria-labelledby="divisions">
      <h2 id="divisions">{t('title')}</h2>
      <p className="soft small">{t('about')}</p>
      {those.map((division) => (
        <DivisionCard key={division.id} words={words} division={division} />
      ))}
      {!canAsk ? null : asking ? (
        <AskDivision words={words} item={item} onDone={() => setAsking(false)} />
      ) : (
        <div className="no-print">
          <Button onClick={() => setAsking(true)}>{t('ask')}</Button>
        </div>
      )}
    </section>
  );
};

import type { BodyState, DeliberationState } from '@plenary/consensus';
import type { PackageSheet } from '@plenary/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Conditions } from './Conditions.tsx';
import { Listed } from './Listed.tsx';
import { TakenWords } from './TakenWords.tsx';
import { useWords } from './use-words.ts';

const LEAST_SHOWN = 5;
const LINES_SHOWN = 12;

interface Props {
  readonly sheet: PackageSheet;
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly rule: string;
  readonly title: string;
  /** The package beside which it stands: what is otherwise in that one is marked. */
  readonly beside?: PackageSheet;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

/** One package: what the text would be, whom it leaves aside and why, what it asks of whom. */
export const SheetColumn = ({ sheet, body, state, rule, title, beside, children }: Props) => {
  const { t } = useTranslation(['finder', 'vocabulary']);
  const words = useWords(body, state);
  const lang = state.revision?.lang ?? 'en';
  const departures = sheet.choices.filter(({ departure }) => departure);
  const wordsNow = new Map(state.revision?.paragraphs.map(({ pid, text }) => [pid, text]));
  const crossed = unique(sheet.redLines.map(({ member }) => member));
  const unheard = unique(sheet.unheard.flatMap(({ members }) => members));
  const adopts = unique(sheet.choices.flatMap((choice) => choice.adopts));
  const weighed = sheet.choices.filter(({ outcome }) => outcome !== 'taken' && outcome !== 'notTaken');
  const stay = weighed.filter(({ departure }) => !departure);
  const notTaken = sheet.choices.filter(({ outcome }) => outcome === 'notTaken');
  const [worst] = sheet.worstGroups;
  const there = new Map(beside?.choices.map((choice) => [choice.item, choice]));
  const differs = ({ item, outcome, words: text }: PackageSheet['choices'][number]): boolean => {
    const other = there.get(item);
    return other !== undefined && (other.outcome !== outcome || other.words !== text);
  };
  return (
    <article className={`card finder-sheet finder-sheet-${sheet.kind}`}>
      <header className="stack finder-sheet-head">
        <h3>{title}</h3>
        <div className="row">
          <Tag tone={sheet.holds ? 'good' : 'bad'}>{t(sheet.holds ? 'sheet.holds' : 'sheet.fails')}</Tag>
          {sheet.kind === 'asItStands' || sheet.kind === 'kept' ? null : (
            <Tag tone={sheet.proven ? 'accent' : 'warn'}>
              {t(sheet.proven ? 'sheet.proven' : 'sheet.notProven')}
            </Tag>
          )}
        </div>
        <p className="finder-sentence">
          {sheet.holds
            ? t(crossed.length === 0 ? 'sheet.nobodyRefuses' : 'sheet.carried', {
                rule: words.rule(rule),
                count: crossed.length,
                members: words.members(crossed),
              })
            : t('sheet.refused', {
                rule: words.rule(rule),
                count: crossed.length,
                members: words.members(crossed),
              })}{' '}
          {unheard.length === 0 ? null : t('sheet.toAsk', { count: unheard.length })}
        </p>
      </header>
      <dl className="finder-figures">
        <div>
          <dt>{t('sheet.worst')}</dt>
          <dd>
            {words.figure(sheet.worst)}
            <span className="soft small">{worst === undefined ? '' : words.group(worst)}</span>
          </dd>
        </div>
        <div>
          <dt>{t('sheet.total')}</dt>
          <dd>{words.whole(sheet.total)}</dd>
        </div>
        <div>
          <dt>{t('sheet.accepting')}</dt>
          <dd>{t('sheet.of', { count: sheet.accepting.count, all: sheet.accepting.of })}</dd>
        </div>
      </dl>
      <section className="stack">
        <h4>{t('sheet.changes', { count: departures.length })}</h4>
        {departures.length === 0 ? (
          <p className="soft">{t('sheet.noChanges')}</p>
        ) : (
          <ol className="finder-changes">
            {departures.map((choice) => (
              <li key={choice.item}>
                <div className="row">
                  <bdi className="finder-label">{words.item(choice.item)}</bdi>
                  <span className="soft small">{t(`outcome.${choice.outcome}`)}</span>
                  {differs(choice) ? <Tag tone="accent">{t('sheet.differs')}</Tag> : null}
                </div>
                {choice.outcome === 'taken' ? (
                  <TakenWords amendment={choice.item} state={state} />
                ) : (
                  <p lang={lang} dir="auto" className="finder-words">
                    {choice.outcome === 'leftOut' ? <del>{wordsNow.get(choice.item)}</del> : choice.words}
                  </p>
                )}
              </li>
            ))}
          </ol>
        )}
        <p className="soft small">
          {t('sheet.kept', { count: stay.length })}{' '}
          {adopts.length === 0 ? null : t('sheet.adopts', { amendments: words.amendments(adopts) })}{' '}
          {notTaken.length === 0
            ? null
            : t('sheet.notTaken', { amendments: words.amendments(notTaken.map(({ item }) => item)) })}
        </p>
      </section>
      <section className="stack">
        <h4>{t('sheet.least')}</h4>
        <Listed of={sheet.leastSatisfied} shown={LEAST_SHOWN} className="finder-least">
          {({ member, dissatisfaction, accepting, items }) => (
            <li key={member}>
              <details>
                <summary>
                  <bdi>{words.member(member)}</bdi>
                  <span className="soft small">
                    {accepting ? '' : `${t('sheet.refuses')} · `}
                    {t('sheet.dissatisfaction', { count: dissatisfaction })}
                  </span>
                </summary>
                <ul className="finder-why">
                  {items.map(({ item, outcome, stance, cost }) => (
                    <li key={item}>
                      <StanceMark stance={stance} size={13} />
                      <span>
                        {t('sheet.why', {
                          item: words.item(item),
                          outcome: t(`outcome.${outcome}`),
                          stance: t(`vocabulary:stance.${stance}`),
                          count: cost,
                        })}
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          )}
        </Listed>
      </section>
      {sheet.redLines.length === 0 ? null : (
        <section className="stack">
          <h4>{t('sheet.redLines', { count: sheet.redLines.length })}</h4>
          <Listed of={sheet.redLines} shown={LINES_SHOWN} className="finder-why">
            {({ item, member, conditional }) => (
              <li key={`${item} ${member}`}>
                <StanceMark stance="object" size={13} />
                <span>
                  <bdi>{words.item(item)}</bdi> · {words.member(member)}
                  {conditional ? ` · ${t('sheet.onCondition')}` : ''}
                </span>
              </li>
            )}
          </Listed>
        </section>
      )}
      <Conditions conditions={sheet.conditions} state={state} words={words} />
      <details>
        <summary>{t('sheet.groups')}</summary>
        <table className="finder-groups">
          <tbody>
            {sheet.groups.flatMap(({ group, figure }) =>
              figure === null
                ? []
                : [
                    <tr key={group}>
                      <th scope="row">{words.group(group)}</th>
                      <td>{words.figure(figure)}</td>
                    </tr>,
                  ],
            )}
          </tbody>
        </table>
        <p className="soft small">{t('sheet.formula')}</p>
      </details>
      {sheet.unheard.length === 0 ? null : (
        <details>
          <summary>{t('sheet.unheard')}</summary>
          <ul className="finder-why">
            {sheet.unheard.map(({ item, members }) => (
              <li key={item}>
                <span>
                  <bdi>{words.item(item)}</bdi> · {words.members(members)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {children === undefined ? null : <footer className="finder-sheet-acts">{children}</footer>}
    </article>
  );
};

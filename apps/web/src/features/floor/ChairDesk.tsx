import { isDividable, openingQuorum, pendingAmendments } from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { printedLabel } from '@plenary/text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { useDeliberation } from '../../lib/live.ts';
import { Button } from '../../ui/Button.tsx';
import { ChooseThenAct } from '../../ui/ChooseThenAct.tsx';
import { Field } from '../../ui/Field.tsx';
import { localised } from '../../ui/localised.ts';
import { textDirection } from '../../ui/text-direction.ts';
import { itemInHand, itemNumber, memberName } from './names.ts';
import type { Floor } from './use-floor.ts';

interface Part {
  readonly floor: Floor;
  readonly act: Performing;
}

const ParagraphChoice = ({ floor, act, deliberation }: Part & { readonly deliberation: string }) => {
  const { t, i18n } = useTranslation('floor');
  const words = useDeliberation(deliberation).held?.state;
  const revision = words?.revision;
  const { inHand } = floor.state;
  if (words === undefined || revision === undefined || inHand === undefined) return null;
  const take = (paragraph: string): void =>
    void act.perform({
      type: 'takeUp',
      item: inHand.item,
      ...(paragraph === '' ? {} : { paragraph }),
    });
  const waiting = Object.values(words.divisions).filter(
    (division) => division.id !== inHand.division && isDividable(words, division),
  );
  const amendments = pendingAmendments(words);
  const labelled = revision.paragraphs.filter(({ label }) => label !== '');
  const place = labelled.findIndex(({ pid }) => pid === inHand.paragraph);
  const next = labelled[place + 1];
  return (
    <div className="stack">
      <ChooseThenAct
        label={t('paragraph')}
        dir={textDirection(revision.lang)}
        value={inHand.paragraph ?? ''}
        act={t('takeUp')}
        busy={act.pending}
        onAct={take}
      >
        <option value="">{t('wholeText')}</option>
        {labelled.map(({ pid, label, text }) => (
          <option key={pid} value={pid}>
            {`${printedLabel(label, revision.lang)} — ${text.slice(0, 60)}`}
          </option>
        ))}
      </ChooseThenAct>
      {next === undefined ? null : (
        <Button busy={act.pending} onClick={() => take(next.pid)}>
          {t('nextParagraph', { label: printedLabel(next.label, revision.lang) })}
        </Button>
      )}
      {amendments.length === 0 && inHand.amendment === undefined ? null : (
        <ChooseThenAct
          label={t('amendment')}
          value={inHand.amendment ?? ''}
          act={t('takeUp')}
          busy={act.pending}
          onAct={(amendment) =>
            void act.perform({
              type: 'takeUp',
              item: inHand.item,
              ...(amendment === '' ? {} : { amendment }),
            })
          }
        >
          <option value="">{t('noAmendment')}</option>
          {inHand.amendment === undefined || amendments.some(({ id }) => id === inHand.amendment) ? null : (
            <option value={inHand.amendment}>{inHand.amendment}</option>
          )}
          {amendments.map(({ id, touches, sponsors }) => (
            <option key={id} value={id}>
              {[
                id,
                ...touches.flatMap((pid) => {
                  const label = revision.paragraphs.find((one) => one.pid === pid)?.label ?? '';
                  return label === '' ? [] : printedLabel(label, revision.lang);
                }),
                ...sponsors.slice(0, 1).map((member) => memberName(floor.body, member, i18n.language)),
              ].join(' · ')}
            </option>
          ))}
        </ChooseThenAct>
      )}
      {waiting.map(({ id }) => (
        <Button
          key={id}
          busy={act.pending}
          onClick={() => void act.perform({ type: 'takeUp', item: inHand.item, division: id })}
        >
          {t('takeUpDivision', { id: isolate(id) })}
        </Button>
      ))}
    </div>
  );
};

/** What is taken up, and who is entered in the list from the room. */
const InRoom = ({ floor, act }: Part) => {
  const { t, i18n } = useTranslation('floor');
  const { body, state } = floor;
  const [member, setMember] = useState('');
  const item = itemInHand(state);
  const lang = i18n.language;
  const present = Object.keys(state.present)
    .map((id) => ({ id, name: memberName(body, id, lang) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, lang));
  return (
    <>
      <ChooseThenAct
        label={t('agendaItem')}
        value={item?.id ?? ''}
        act={t('takeUp')}
        busy={act.pending}
        onAct={(chosen) => void act.perform({ type: 'takeUp', item: chosen })}
      >
        {item === undefined ? <option value="">{t('nothingInHand')}</option> : null}
        {state.agenda.map((one) => (
          <option key={one.id} value={one.id}>
            {`${itemNumber(one)}. ${localised(one.title, lang)}`}
          </option>
        ))}
      </ChooseThenAct>
      {item?.deliberation === undefined ? null : (
        <ParagraphChoice floor={floor} act={act} deliberation={item.deliberation} />
      )}
      <form
        className="floor-take"
        onSubmit={(event) => {
          event.preventDefault();
          if (member === '') return;
          void act.perform({ type: 'askForFloor', member, kind: 'speech' }).then((answer) => {
            if (answer !== undefined) setMember('');
          });
        }}
      >
        <Field label={t('enter')}>
          {(control) => (
            <select {...control} value={member} onChange={(event) => setMember(event.target.value)}>
              <option value="">{t('chooseDelegation')}</option>
              {present.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button type="submit" disabled={member === ''} busy={act.pending}>
          {t('enterNow')}
        </Button>
      </form>
    </>
  );
};

/** Opening, suspending, adjourning, and what is in hand. */
export const ChairDesk = ({ floor, act }: Part) => {
  const { t } = useTranslation('floor');
  const { body, state } = floor;
  const quorum = openingQuorum(body, state);
  if (state.phase === 'adjourned' || state.phase === 'cancelled') return null;
  return (
    <section className="card floor-desk" aria-label={t('chair')}>
      <h2>{t('chair')}</h2>
      {state.phase === 'open' ? <InRoom floor={floor} act={act} /> : null}
      <div className="row">
        {state.phase === 'planned' ? (
          <Button
            tone="primary"
            busy={act.pending}
            disabled={!quorum.reached}
            onClick={() => void act.perform({ type: 'openSitting' })}
          >
            {t('open')}
          </Button>
        ) : null}
        {state.phase === 'suspended' ? (
          <Button
            tone="primary"
            busy={act.pending}
            onClick={() => void act.perform({ type: 'resumeSitting' })}
          >
            {t('resume')}
          </Button>
        ) : null}
        {state.phase === 'open' ? (
          <Button busy={act.pending} onClick={() => void act.perform({ type: 'suspendSitting' })}>
            {t('suspend')}
          </Button>
        ) : null}
        {state.phase === 'planned' ? null : (
          <Button
            tone="danger"
            busy={act.pending}
            onClick={() => void act.perform({ type: 'adjournSitting' })}
          >
            {t('adjourn')}
          </Button>
        )}
      </div>
    </section>
  );
};

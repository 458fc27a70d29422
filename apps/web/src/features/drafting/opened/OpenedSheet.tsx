import type { BodyState, DeliberationState } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../lib/act.ts';
import { Button } from '../../../ui/Button.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { useNames } from '../names.ts';
import { listed } from '../../../lib/lists.ts';
import { ActNote } from '../../../ui/ActNote.tsx';

interface OpenedSheetProps {
  /** The paragraphs that are selected in the text. */
  readonly paragraphs: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly stream: string;
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly closed: readonly string[];
  readonly onShow: (paragraph: string) => void;
  readonly onClose: () => void;
}

/** Opens the selected paragraphs to delegations, who may then edit them and not only suggest, and closes them again. */
const Opening = ({ paragraphs, labels, stream, body, state, closed, onShow, onClose }: OpenedSheetProps) => {
  const { t, i18n } = useTranslation('drafting');
  const nameOf = useNames(body);
  const act = useAct(stream);
  const { openedParagraphs } = state;
  const free = paragraphs.filter((id) => !closed.includes(id));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(free.flatMap((id) => openedParagraphs[id] ?? [])),
  );
  const [sought, setSought] = useState('');
  const order = new Intl.Collator(i18n.language);
  const members = Object.values(body.members)
    .filter(({ role }) => role === 'member')
    .map(({ id }) => ({ id, name: nameOf(id) }))
    .toSorted((a, b) => order.compare(a.name, b.name));
  const needle = sought.trim().toLocaleLowerCase(i18n.language);
  const found = members.filter(({ name }) => name.toLocaleLowerCase(i18n.language).includes(needle));
  const foundIds = found.map(({ id }) => id);
  const labelOf = (id: string): string => labels.get(id) || t('opened.unnamed');
  const open = async (): Promise<void> => {
    for (const paragraph of free)
      if (
        (await act.perform({ type: 'openParagraph', paragraph, members: [...chosen].sort() })) === undefined
      )
        return;
    onClose();
  };
  const close = async (ids: readonly string[]): Promise<boolean> => {
    for (const paragraph of ids)
      if ((await act.perform({ type: 'closeParagraph', paragraph })) === undefined) return false;
    return true;
  };
  const openHere = free.filter((id) => openedParagraphs[id] !== undefined);
  const elsewhere = Object.entries(openedParagraphs).filter(
    ([id]) => !paragraphs.includes(id) && labels.has(id) && !closed.includes(id),
  );
  return (
    <>
      <ActNote of={act} />
      {free.length === 0 ? (
        <p>{t('opened.agreed')}</p>
      ) : (
        <form
          className="opened-form"
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <p>{t('opened.lead', { labels: listed(i18n.language, free.map(labelOf)) })}</p>
          <input
            className="input"
            type="search"
            dir="auto"
            aria-label={t('opened.search')}
            placeholder={t('opened.search')}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault();
            }}
          />
          <fieldset className="opened-members">
            <legend className="visually-hidden">{t('opened.members')}</legend>
            {found.map(({ id, name }) => (
              <label key={id} className="opened-member">
                <input
                  type="checkbox"
                  checked={chosen.has(id)}
                  onChange={(event) => {
                    const next = new Set(chosen);
                    if (event.target.checked) next.add(id);
                    else next.delete(id);
                    setChosen(next);
                  }}
                />
                <bdi>{name}</bdi>
              </label>
            ))}
          </fieldset>
          <div className="row">
            <Button
              tone="quiet"
              className="button-small"
              disabled={foundIds.every((id) => chosen.has(id))}
              onClick={() => setChosen(new Set([...chosen, ...foundIds]))}
            >
              {t('opened.chooseAll', { count: found.length })}
            </Button>
            <Button
              tone="quiet"
              className="button-small"
              disabled={chosen.size === 0}
              onClick={() => setChosen(new Set())}
            >
              {t('opened.chooseNone')}
            </Button>
          </div>
          <div className="row">
            <Button type="submit" tone="primary" busy={act.pending} disabled={chosen.size === 0}>
              {t('opened.open', { count: chosen.size })}
            </Button>
            {openHere.length === 0 ? null : (
              <Button
                disabled={act.pending}
                onClick={() =>
                  void close(openHere).then((done) => {
                    if (done) onClose();
                  })
                }
              >
                {t('opened.close')}
              </Button>
            )}
          </div>
        </form>
      )}
      {elsewhere.length === 0 ? null : (
        <section className="opened-elsewhere">
          <h3>{t('opened.elsewhere')}</h3>
          <ul>
            {elsewhere.map(([id, names]) => (
              <li key={id}>
                <button type="button" className="margin-place" onClick={() => onShow(id)}>
                  <bdi>{labelOf(id)}</bdi>
                </button>
                <span>{listed(i18n.language, names.map(nameOf))}</span>
                <Button
                  tone="quiet"
                  className="button-small"
                  disabled={act.pending}
                  onClick={() => void close([id])}
                >
                  {t('opened.closeOne')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

/** The sheet in which those who conduct open paragraphs; `paragraphs` undefined: it is not shown. */
export const OpenedSheet = ({
  paragraphs,
  ...rest
}: Omit<OpenedSheetProps, 'paragraphs'> & { readonly paragraphs: readonly string[] | undefined }) => {
  const { t } = useTranslation('drafting');
  return (
    <Sheet title={t('opened.title')} isOpen={paragraphs !== undefined} onClose={rest.onClose}>
      {paragraphs === undefined ? null : <Opening paragraphs={paragraphs} {...rest} />}
    </Sheet>
  );
};

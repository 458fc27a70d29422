import type { Lapse } from '@plenary/consensus';
import type { Narrowing, PlacedAmendment } from '@plenary/tabling';
import { useTranslation } from 'react-i18next';
import { AmendmentLink, AmendmentLinks } from './AmendmentLink.tsx';

/** Why an amendment has its place, with the figures that were compared. */
export const PlaceReason = ({
  placed,
  of,
}: {
  readonly placed: PlacedAmendment;
  /** How many are decided together with it, itself among them. */
  readonly of: number;
}) => {
  const { t, i18n } = useTranslation(['amendments', 'amending']);
  const tenths = (value: number): string =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value / 10);
  // What amends it, or what it needs, is decided with it and does not stand against it.
  if (placed.why === 'alone' && of > 1) return t('amending:order.afterOthers');
  return (
    <>
      {t(`amendments:order.${placed.why}`, {
        than: `\u2068${placed.than ?? ''}\u2069`,
        distance: tenths(placed.distance),
        other: tenths(placed.otherDistance ?? 0),
      })}
    </>
  );
};

/** An amendment that is not put, with the cause and what brought it about. */
export const LapseLine = ({ lapse, bare = false }: { readonly lapse: Lapse; readonly bare?: boolean }) => {
  const { t } = useTranslation('amending');
  const { amendment, cause, because } = lapse;
  return (
    <li className="lapse">
      {bare ? null : (
        <>
          <AmendmentLink amendment={amendment} />{' '}
        </>
      )}
      {t(`cause.${cause}`)}
      {because.length === 0 ? null : (
        <>
          {' '}
          <AmendmentLinks amendments={because} />
        </>
      )}
    </li>
  );
};

/** What an adoption would do to others: which would not be put any more, and which would be put with less. */
export const Consequences = ({
  lapsed,
  narrowed,
}: {
  readonly lapsed: readonly Lapse[];
  readonly narrowed: readonly Narrowing[];
}) => {
  const { t } = useTranslation(['amending', 'amendments']);
  return (
    <>
      {lapsed.length === 0 ? <p className="soft small">{t('amending:order.nothingLapses')}</p> : null}
      {lapsed.length + narrowed.length === 0 ? null : (
        <ul>
          {lapsed.map((lapse) => (
            <LapseLine key={lapse.amendment} lapse={lapse} />
          ))}
          {narrowed.map(({ amendment }) => (
            <li key={amendment} className="lapse">
              <AmendmentLink amendment={amendment} /> {t('amendments:fate.narrowed')}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

import type { AmendmentId } from '@plenary/consensus';
import type { Clash, Collision, ParagraphTracks, Track, TrackSpan } from '@plenary/tabling';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/Tag.tsx';
import { AmendmentLink } from './AmendmentLink.tsx';
import './tracks.css';

/** Words around a stretch where two insertions meet: there is nothing to quote but their place. */
const AROUND = 24;
const CLASHES_SHOWN = 12;

const percent = (characters: number, of: number): string =>
  `${((100 * characters) / Math.max(1, of)).toFixed(2)}%`;

const kindOf = ({ from, to, added }: TrackSpan): 'added' | 'removed' | 'replaced' =>
  from === to ? 'added' : added === '' ? 'removed' : 'replaced';

const Lane = ({
  track,
  length,
  sponsor,
}: {
  readonly track: Track;
  readonly length: number;
  readonly sponsor: string;
}) => {
  const { t } = useTranslation('amending');
  return (
    <li className="track">
      <span className="track-name">
        <AmendmentLink amendment={track.amendment} /> <bdi className="soft">{sponsor}</bdi>
      </span>
      <span className="track-line">
        {track.spans.map((span) => {
          const does = t(`span.${kindOf(span)}`, { removed: span.removed.trim(), added: span.added.trim() });
          return (
            <span
              key={`${span.from}-${span.to}`}
              className={`track-span track-${kindOf(span)}`}
              style={{
                insetInlineStart: percent(span.from, length),
                inlineSize: percent(span.to - span.from, length),
              }}
              title={does}
            >
              <span className="visually-hidden">{does}</span>
            </span>
          );
        })}
      </span>
    </li>
  );
};

/** What an amendment makes of a stretch, in its own words. */
const inStretch = ({ spans }: Track, { from, to }: Clash): TrackSpan | undefined =>
  spans.find((span) => span.from <= to && span.to >= from);

const ClashWords = ({
  clash,
  tracks,
  isHard,
  lang,
}: {
  readonly clash: Clash;
  readonly tracks: ParagraphTracks;
  readonly isHard: boolean;
  readonly lang: string;
}) => {
  const { t } = useTranslation('amending');
  const { text } = tracks;
  const { from, to } = clash;
  const byId = new Map(tracks.tracks.map((track) => [track.amendment, track]));
  return (
    <li className="clash">
      <p className="clash-words" lang={lang} dir="auto">
        {from < to ? (
          <mark>{text.slice(from, to).trim()}</mark>
        ) : (
          <>
            {from > AROUND ? '…' : ''}
            {text.slice(Math.max(0, from - AROUND), from)}
            <mark aria-label={t('here')}>‸</mark>
            {text.slice(from, from + AROUND)}
            {from + AROUND < text.length ? '…' : ''}
          </>
        )}{' '}
        <Tag tone={isHard ? 'bad' : 'plain'}>{t(isHard ? 'hard' : 'soft')}</Tag>
      </p>
      <ul>
        {clash.amendments.map((amendment) => {
          const track = byId.get(amendment);
          const span = track === undefined ? undefined : inStretch(track, clash);
          return (
            <li key={amendment}>
              <AmendmentLink amendment={amendment} />{' '}
              {track?.whole === true ? (
                t('change.delete')
              ) : span === undefined || span.added.trim() === '' ? (
                t('takesAway')
              ) : (
                <ins lang={lang} dir="auto">
                  {span.added.trim()}
                </ins>
              )}
            </li>
          );
        })}
      </ul>
    </li>
  );
};

/**
 * The words of a paragraph as a line, a track for each amendment below it, and the stretches where tracks meet: first as a
 * drawing, then in words.
 */
export const CollisionTracks = ({
  tracks,
  collisions,
  sponsor,
  lang,
}: {
  readonly tracks: ParagraphTracks;
  readonly collisions: ReadonlyMap<AmendmentId, readonly Collision[]>;
  readonly sponsor: (amendment: AmendmentId) => string;
  readonly lang: string;
}) => {
  const { t } = useTranslation('amending');
  const length = tracks.text.length;
  const isHard = ({ amendments }: Clash): boolean =>
    amendments.some((one) =>
      collisions.get(one)?.some(({ other, hard }) => hard && amendments.includes(other)),
    );
  const clashes = tracks.clashes.toSorted((a, b) => Number(isHard(b)) - Number(isHard(a)) || a.from - b.from);
  return (
    <div className="tracks">
      {/* The drawing runs as the words do, whatever the direction of the page. */}
      <div
        className="tracks-drawing"
        dir={lang.startsWith('ar') ? 'rtl' : 'ltr'}
        role="group"
        aria-label={t('tracks')}
      >
        <div className="tracks-clashes" aria-hidden="true">
          <span />
          <span className="track-line">
            {tracks.clashes.map((clash) => (
              <span
                key={`${clash.from}-${clash.to}`}
                className={`track-clash${isHard(clash) ? ' track-clash-hard' : ''}`}
                style={{
                  insetInlineStart: percent(clash.from, length),
                  inlineSize: percent(clash.to - clash.from, length),
                }}
              />
            ))}
          </span>
        </div>
        <ul className="tracks-lanes">
          {tracks.tracks.map((track) => (
            <Lane key={track.amendment} track={track} length={length} sponsor={sponsor(track.amendment)} />
          ))}
        </ul>
      </div>
      <p className="tracks-legend">
        <span className="track-key track-replaced" /> {t('legend.replaced')}
        <span className="track-key track-removed" /> {t('legend.removed')}
        <span className="track-key track-added" /> {t('legend.added')}
        <span className="track-key track-clash track-clash-hard" /> {t('legend.clash')}
      </p>
      {clashes.length === 0 ? null : (
        <ul className="clashes">
          {clashes.slice(0, CLASHES_SHOWN).map((clash) => (
            <ClashWords
              key={`${clash.from}-${clash.to}`}
              clash={clash}
              tracks={tracks}
              isHard={isHard(clash)}
              lang={lang}
            />
          ))}
        </ul>
      )}
      {clashes.length > CLASHES_SHOWN ? (
        <p className="soft small">{t('andMore', { count: clashes.length - CLASHES_SHOWN })}</p>
      ) : null}
    </div>
  );
};

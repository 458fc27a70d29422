import type { ParagraphKind } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';

/** Shapes that a paragraph which comes can have. */
const SHAPES: readonly { readonly kind: ParagraphKind; readonly level: number }[] = [
  { kind: 'preambular', level: 0 },
  { kind: 'operative', level: 0 },
  { kind: 'item', level: 1 },
  { kind: 'item', level: 2 },
  { kind: 'heading', level: 0 },
  { kind: 'statement', level: 0 },
  { kind: 'annex', level: 0 },
  { kind: 'note', level: 0 },
];

/** The shape of a paragraph that is added behind another one: its own, where there can be several of that. */
export const shapeBehind = (
  row: { readonly kind: ParagraphKind; readonly level: number } | undefined,
): { readonly kind: ParagraphKind; readonly level: number } =>
  SHAPES.find(({ kind, level }) => kind === row?.kind && level === row.level) ?? {
    kind: 'operative',
    level: 0,
  };

/** Chooses what a paragraph that comes is. */
export const ShapeChoice = ({
  kind,
  level,
  onChoose,
}: {
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly onChoose: (kind: ParagraphKind, level: number) => void;
}) => {
  const { t } = useTranslation(['composer', 'vocabulary']);
  const nameOf = (shape: (typeof SHAPES)[number]): string =>
    shape.kind === 'item'
      ? t('composer:row.itemOfDegree', { degree: shape.level })
      : t(`vocabulary:kind.${shape.kind}`);
  return (
    <select
      className="input composer-shape"
      aria-label={t('composer:row.shape')}
      value={`${kind} ${level}`}
      onChange={(event) => {
        const shape = SHAPES.find((one) => `${one.kind} ${one.level}` === event.target.value);
        if (shape !== undefined) onChoose(shape.kind, shape.level);
      }}
    >
      {SHAPES.map((shape) => (
        <option key={`${shape.kind} ${shape.level}`} value={`${shape.kind} ${shape.level}`}>
          {nameOf(shape)}
        </option>
      ))}
    </select>
  );
};

import type { BodyState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { useRowWords } from './row-words.ts';

/** Formula and inputs of a figure, so that anyone can redo it by hand. */
export const Derivation = ({
  formula,
  inputs,
  body,
}: {
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number | string>>;
  readonly body: BodyState;
}) => {
  const { t } = useTranslation('board');
  const say = useRowWords(body);
  const shown = (value: number | string): string => {
    if (typeof value === 'number') return String(value);
    return body.groups[value] === undefined ? say.rule(value) : say.group(value);
  };
  return (
    <details className="board-derivation">
      <summary>{t('showFormula')}</summary>
      <code dir="ltr">{formula}</code>
      <ul>
        {Object.entries(inputs).map(([name, value]) => (
          <li key={name} dir="ltr">
            <code>{name}</code> = <bdi>{shown(value)}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
};

export { direction, LANGS, NATIVE_NAMES, type Lang } from './languages.ts';
export {
  answerPluralCase,
  PLURAL_CATEGORIES,
  pluralCategory,
  PLURALS_OF,
  type PluralCategory,
} from './plural.ts';
export { sentence, type Facts, type Messages } from './sentence.ts';

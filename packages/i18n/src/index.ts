export { answerPluralCase, runI18nCase, type CaseOutcome } from './cases.ts';
export { isolate } from './isolate.ts';
export { direction, LANGS, NATIVE_NAMES, type Lang } from './languages.ts';
export { formatList, formatListOnPage, formatRow, joinSentences } from './list.ts';
export { NAMESPACES, type Namespace } from './namespaces.ts';
export { formatNumber } from './number.ts';
export { PLURAL_CATEGORIES, pluralCategory, PLURALS_OF, type PluralCategory } from './plural.ts';
export { format, sentence, translator, type Facts, type Messages } from './sentence.ts';

import { ARABIC } from './ar.ts';
import { ENGLISH } from './en.ts';
import { SPANISH } from './es.ts';
import { FRENCH } from './fr.ts';
import { RUSSIAN } from './ru.ts';
import { CHINESE } from './zh.ts';

/** The eleven suggestions from which the product began, in their order: F1 is people first, F11 the voice of all. */
export const SUGGESTIONS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11'] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

/**
 * The text under negotiation in the exercise, in our own words, by language: the same paragraphs in the same order with
 * the same brackets. It covers the eleven suggestions; `ANSWERS` says which paragraph answers which. What stands in
 * brackets is not agreed.
 */
export const DRAFT_TEXTS = {
  ar: ARABIC,
  zh: CHINESE,
  en: ENGLISH,
  fr: FRENCH,
  ru: RUSSIAN,
  es: SPANISH,
} as const;

/** The language version that is issued. */
export const DRAFT_TEXT: string = DRAFT_TEXTS.en;

/** Which suggestions a paragraph answers, by its label. */
export const ANSWERS: Readonly<Record<string, readonly Suggestion[]>> = {
  PP1: ['F1'],
  PP2: ['F1'],
  PP3: ['F3'],
  PP4: ['F4', 'F11'],
  PP5: ['F11'],
  PP6: ['F5', 'F6', 'F7'],
  PP7: ['F5', 'F8'],
  PP8: ['F4'],
  PP9: ['F9'],
  PP10: ['F9'],
  OP1: ['F1'],
  OP2: ['F1', 'F11'],
  OP3: ['F2'],
  OP4: ['F2', 'F10'],
  OP5: ['F3'],
  OP6: ['F3'],
  OP7: ['F4'],
  OP8: ['F4'],
  OP9: ['F5'],
  OP10: ['F5'],
  OP11: ['F5'],
  OP12: ['F6'],
  OP13: ['F7'],
  OP14: ['F8'],
  OP15: ['F8'],
  OP16: ['F9'],
  OP17: ['F9'],
  OP18: ['F10'],
  OP19: ['F11'],
  OP20: ['F11'],
  OP21: ['F9', 'F11'],
  OP22: ['F9', 'F11'],
  OP23: ['F5', 'F9'],
};

const HIDDEN_SIGNS = /[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u061c\ufeff]/u;
/** HOS-70: tags (Unicode, 23.9) are drawn nowhere, and there is one for each sign of ASCII. */
const TAG = /[\u{E0000}-\u{E007F}]/u;
/** HOS-155: the flag of a region, as that of Scotland: a flag, the region in tags as ISO 3166-2 writes it, and their end (UTS 51, ED-14a). */
const FLAG_OF_REGION =
  /\u{1F3F4}[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}/gu;

/** Whether a text holds tags that are no part of a flag: whole sentences can be written with them, and nobody sees them. */
export const hasHiddenTags = (text: string): boolean =>
  TAG.test(text) && TAG.test(text.replace(FLAG_OF_REGION, ''));

/** Whether a text holds signs that show nothing, or turn the direction of what stands beside them: no statement holds them. */
export const hasHiddenSigns = (text: string): boolean => HIDDEN_SIGNS.test(text) || hasHiddenTags(text);

/** The words of a statement as they are kept in a log: composed, with single spaces. */
export const statementText = (given: string): string => given.normalize('NFC').replace(/\s+/gu, ' ').trim();

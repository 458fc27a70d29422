/** Signs that show nothing, or turn the direction of what stands beside them: no statement holds them. */
export const HIDDEN_SIGNS = /[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u061c\ufeff]/u;

/** The words of a statement as they are kept in a log: composed, with single spaces. */
export const statementText = (given: string): string => given.normalize('NFC').replace(/\s+/gu, ' ').trim();

import words from './force-words.json' with { type: 'json' };

/**
 * Words that say how strongly a text binds, by primary language tag and weight from 3 to 8: data for `removalDistance`.
 * A door of its own, for a browser loads it only where amendments are ranked.
 */
export const FORCE_WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = words;

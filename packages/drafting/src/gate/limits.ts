import { TEXT_LIMITS } from '@plenary/text';

/** What one may send at once, and how large a document can become. */
export const GATE_LIMITS = {
  /** Bytes of one update. */
  UPDATE_BYTES_MAX: 256 * 1024,
  /** Structs of one update, and elements of its list of deletions. */
  STRUCTS_MAX: 2_000,
  /**
   * The same for what the service itself writes: the words of a decision come as they were adopted, however long, and one
   * register names all paragraphs of it.
   */
  SERVICE_UPDATE_BYTES_MAX: 8 * 1024 * 1024,
  SERVICE_STRUCTS_MAX: 100_000,
  /** Updates in one batch: what was written offline comes back in several. */
  BATCH_UPDATES_MAX: 512,
  /** Bytes and structs of one batch: what takes longer to judge holds up everybody. */
  BATCH_BYTES_MAX: 1024 * 1024,
  BATCH_STRUCTS_MAX: 4_000,
  /** Elements of one text, shown or taken out. */
  TEXT_ELEMENTS_MAX: TEXT_LIMITS.PARAGRAPH_CHARACTERS_MAX * 10,
  /** Texts of a document: paragraphs and suggested words. */
  TEXTS_MAX: 20_000,
  PLACES_MAX: 40_000,
  /** Cuts, and marks, in one text. */
  TEXT_CUTS_MAX: 20_000,
  TEXT_MARKS_MAX: 2_000,
  /** Registers of a document, all roots together. */
  REGISTERS_MAX: 1_000_000,
  /** Bytes of a presence message. */
  PRESENCE_BYTES_MAX: 2_048,
  /** Characters of refused words that are given back to their author. */
  RECOVERED_CHARACTERS_MAX: 200_000,
} as const;

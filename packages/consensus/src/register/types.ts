import type {
  DocumentLanguage,
  IssuedKind,
  NumberedKind,
  RegisteredKind,
  RenditionStatus,
  SchemeSeries,
} from './vocabulary.ts';

/** How a body names its documents: `PLN/CONF.1/1/L.4` has the organ PLN, the body CONF.1, the session 1, the series L. */
export interface SymbolScheme {
  /** 1 to 8 capitals, not those of a real organ unless the body is that organ. */
  readonly organ: string;
  /** One component or several: `C.3`, `CN.4/Sub.2`. */
  readonly body?: string;
  /** Session or year. */
  readonly session?: string;
  readonly series: Readonly<Record<NumberedKind, SchemeSeries>> & {
    /** Of adopted texts; they bear the symbol of their last revision alone where it is absent. */
    readonly resolution?: SchemeSeries;
    /** Of records of meetings; summary records where it is absent. */
    readonly meetingRecord?: SchemeSeries;
  };
}

/** A document as the register names it. */
export interface NamedDocument {
  readonly kind: RegisteredKind;
  /** Empty for what belongs to the body itself: the record of a meeting, and what modifies one. */
  readonly deliberation: string;
  /** Which one it is there: `r2` is its second revision, `e5` a statement, `d1` the report of a decision. */
  readonly reference: string;
  /** BCP 47 tag of the language it was issued in. */
  readonly lang: string;
}

/** A document that may wait for its symbol. `symbol` is the one under which a text was issued. */
export interface DocumentToRegister extends NamedDocument {
  readonly symbol?: string;
}

/** A document with the symbol that it bears for good. */
export interface RegisteredDocument extends NamedDocument {
  readonly symbol: string;
}

/** REG-7: a document that the secretariat issues. */
export interface DocumentToIssue {
  readonly kind: IssuedKind;
  /** What it is about: the symbol that an addendum or a corrigendum modifies, the deliberation of a room paper, the sitting of a record. */
  readonly about: string;
  readonly lang: DocumentLanguage;
  readonly title: string;
  readonly words: string;
  /** Language versions that a corrigendum corrects; of the others none. */
  readonly corrects: readonly DocumentLanguage[];
}

/** What a register keeps of a document that was issued; its words stand in the event alone. */
export interface Issued extends Pick<DocumentToIssue, 'about' | 'title' | 'corrects'> {
  /** Version of the event in the body's stream. */
  readonly version: number;
  /** Its title and the lines of its words: a translation has as many paragraphs. */
  readonly paragraphs: number;
}

/** A paragraph of a document in one language; the label is the same in all of them, and empty where there is none. */
export interface LabelledWords {
  readonly label: string;
  readonly words: string;
}

/** REG-95: the words of a document in another language than the one it was issued in. */
export interface TranslationToFile {
  readonly symbol: string;
  readonly lang: DocumentLanguage;
  /** Whether it stands for the document in that language, or only helps to read it. */
  readonly official: boolean;
  readonly paragraphs: readonly LabelledWords[];
}

/** What a register keeps of a translation; its words stand in the event alone. */
export interface FiledTranslation {
  /** Version of the event in the body's stream. */
  readonly version: number;
  readonly at: string;
  readonly official: boolean;
}

/** An entry of the register. */
export interface RegisterEntry extends RegisteredDocument {
  /** Instant of registration. */
  readonly at: string;
  /** Of what the secretariat issued. */
  readonly issued?: Issued;
  /** Languages other than its own, where the secretariat said something of them. */
  readonly renditions: Readonly<Partial<Record<DocumentLanguage, RenditionStatus>>>;
  /** Translations that were filed, in their order: the last one of a language is in force. Absent while there are none. */
  readonly translations?: Readonly<Partial<Record<DocumentLanguage, readonly FiledTranslation[]>>>;
}

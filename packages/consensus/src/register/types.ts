import type {
  DocumentLanguage,
  NumberedKind,
  RegisteredKind,
  RenditionStatus,
  SchemeSeries,
} from './vocabulary.ts';

/** How a body names its documents: `PLN/CONF.1/1/L.4` has the organ PLN, the body CONF.1, the session 1, the series L. */
export interface SymbolScheme {
  /** 1 to 8 capitals, not those of a real organ unless the body is that organ. */
  readonly organ: string;
  readonly body?: string;
  /** Session or year. */
  readonly session?: string;
  readonly series: Readonly<Record<NumberedKind, SchemeSeries>>;
}

/** A document of a deliberation as the register names it. */
export interface NamedDocument {
  readonly kind: RegisteredKind;
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

/** An entry of the register. */
export interface RegisterEntry extends RegisteredDocument {
  /** Instant of registration. */
  readonly at: string;
  /** Languages other than its own, where the secretariat said something of them. */
  readonly renditions: Readonly<Partial<Record<DocumentLanguage, RenditionStatus>>>;
}

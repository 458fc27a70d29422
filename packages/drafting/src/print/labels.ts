import { insertLabels, labelParagraphs } from '@plenary/text';
import type { Draft } from '../model/reader.ts';

/** Labels by paragraph; empty for what has none. */
export type Labels = ReadonlyMap<string, string>;

/** Plain labels from kind, degree and order. */
export const plainLabels = ({ paragraphs }: Pick<Draft, 'paragraphs'>): Labels => {
  const labels = labelParagraphs(paragraphs);
  return new Map(paragraphs.map(({ id }, at) => [id, labels[at] ?? '']));
};

const split = (label: string): { readonly prefix: string; readonly own: string } => {
  const annex = /^A-[IVXLCDM]+ /.exec(label)?.[0] ?? '';
  return { prefix: annex, own: label.slice(annex.length) };
};

/** `OP` of `OP3 bis`, and `A-I OP` of `A-I OP3`. */
const kindOf = (label: string): string => {
  const { prefix, own } = split(label);
  return `${prefix}${/^[A-Z]*/.exec(own)?.[0] ?? ''}`;
};

/**
 * Labels between two revisions: paragraphs of the issued one keep theirs, wherever they stand now, and what is new is
 * bis, ter … of the one before it. Plain ones in a text that has nothing of an issued one, and for a kind of which nothing
 * was issued. Empty for a new paragraph in front of the first that was issued of its kind, or past decies.
 */
export const workingLabels = (draft: Pick<Draft, 'paragraphs'>, issued: Labels): Labels => {
  const plain = plainLabels(draft);
  if (!draft.paragraphs.some(({ id }) => issued.has(id))) return plain;
  const out = new Map<string, string>();
  // Labels given so far, by annex: each counts for itself.
  const given = new Map<string, string[]>();
  const give = (prefix: string, label: string): void => {
    given.set(prefix, [...(given.get(prefix) ?? []), label]);
  };
  for (const label of issued.values()) give(split(label).prefix, split(label).own);
  const issuedKinds = new Set([...issued.values()].map(kindOf));
  const before = new Map<string, { readonly label: string; readonly prefix: string }>();
  let parent = { plain: '', label: '' };
  for (const { id, kind } of draft.paragraphs) {
    const own = plain.get(id) ?? '';
    if (kind === 'item') {
      out.set(
        id,
        parent.plain !== '' && own.startsWith(parent.plain)
          ? `${parent.label}${own.slice(parent.plain.length)}`
          : own,
      );
      continue;
    }
    if (kind !== 'preambular' && kind !== 'operative' && kind !== 'statement') {
      out.set(id, own);
      if (kind === 'annex') before.clear();
      continue;
    }
    const known = issued.get(id);
    const last = before.get(kind);
    let label = known ?? (issuedKinds.has(kindOf(own)) ? '' : own);
    if (known === undefined && label === '' && last !== undefined) {
      const [next] = insertLabels(given.get(last.prefix) ?? [], last.label, 1) ?? [];
      if (next !== undefined) {
        label = `${last.prefix}${next}`;
        give(last.prefix, next);
      }
    }
    if (known !== undefined) {
      const { prefix, own: name } = split(known);
      before.set(kind, { label: name, prefix });
    }
    out.set(id, label);
    parent = { plain: own, label };
  }
  return out;
};

/** Numbers of notes in the order in which the text refers to them; notes nothing refers to come last. */
export const noteNumbers = ({ paragraphs }: Pick<Draft, 'paragraphs'>): ReadonlyMap<string, number> => {
  const notes = new Set(paragraphs.flatMap(({ id, kind }) => (kind === 'note' ? [id] : [])));
  const order = new Set<string>();
  for (const { runs } of paragraphs)
    for (const { width, embed } of runs)
      if (width > 0 && embed?.type === 'note' && notes.has(embed.id)) order.add(embed.id);
  for (const id of notes) order.add(id);
  return new Map([...order].map((id, at) => [id, at + 1]));
};

/** References to paragraphs or notes that are not there, by the paragraph that refers. */
export const danglingReferences = ({
  paragraphs,
}: Pick<Draft, 'paragraphs'>): readonly { readonly paragraph: string; readonly to: string }[] => {
  const here = new Set(paragraphs.map(({ id }) => id));
  return paragraphs.flatMap(({ id, runs }) =>
    runs.flatMap(({ width, embed }) =>
      width > 0 && (embed?.type === 'ref' || embed?.type === 'note') && !here.has(embed.id)
        ? [{ paragraph: id, to: embed.id }]
        : [],
    ),
  );
};

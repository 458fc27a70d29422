import { STAKEHOLDER_CLASSES, type BodyAct, type StakeholderClass } from '@plenary/consensus';

/** A member or observer as an act admits it. */
export type NewMember = Extract<BodyAct, { readonly type: 'admitMembers' }>['members'][number];

/** Members as they were read, or the first line that cannot be one. */
export type ReadMembers =
  | { readonly ok: true; readonly members: readonly NewMember[] }
  | { readonly ok: false; readonly line: number; readonly problem: 'form' | 'class' | 'twice' | 'header' };

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
const NAME_CHARACTERS_MAX = 500;

/** A column of a line as spreadsheets write it: quotes around it, doubled inside it. */
const unquoted = (column: string): string => {
  const trimmed = column.trim();
  return /^".*"$/s.test(trimmed) ? trimmed.slice(1, -1).replaceAll('""', '"').trim() : trimmed;
};
/**
 * Columns between semicolons, tabs or commas, whichever the line has first; not inside quotes. None where a quote is
 * not closed.
 */
export const columnsOf = (line: string): readonly string[] => {
  const separator = /[;\t,]/.exec(line.replace(/"[^"]*"/g, ''))?.[0];
  const columns: string[] = [];
  let [column, isQuoted] = ['', false];
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    if (sign === separator && !isQuoted) {
      columns.push(column);
      column = '';
    } else column += sign;
  }
  return isQuoted ? [] : [...columns, column].map(unquoted);
};

/** Names of columns beside the first two: `class`, and attributes of which rules and pages know, as `zone` or `population`. */
const ATTRIBUTE = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const ATTRIBUTES_MAX = 30;
const VALUE_CHARACTERS_MAX = 200;

/** A first line that names its columns: a code, a name, and whatever else each line says of its member. */
const headerOf = (columns: readonly string[]): readonly string[] | undefined => {
  const [id = '', name = '', ...more] = columns.map((column) => column.toLowerCase());
  return ['id', 'code', 'iso3'].includes(id) && ['name', 'en'].includes(name) && more.length > 0
    ? columns.slice(2)
    : undefined;
};

/** A whole number is one, `true` and `false` are truth, everything else is words; nothing is no attribute. */
export const valueOf = (word: string): string | number | boolean => {
  if (/^(0|-?[1-9]\d*)$/.test(word) && Number.isSafeInteger(Number(word))) return Number(word);
  return word === 'true' || word === 'false' ? word === 'true' : word;
};

const attributesOf = (header: readonly string[], values: readonly string[]): NewMember['attrs'] =>
  Object.fromEntries(
    header.flatMap((name, at) => {
      const word = values[at] ?? '';
      return name === 'class' || word === '' ? [] : [[name, valueOf(word)]];
    }),
  );

const isClass = (word: string): word is StakeholderClass =>
  STAKEHOLDER_CLASSES.some((known) => known === word);

/** Columns of a line where the first line names none: observers may say their class. */
const WITHOUT_HEADER: Readonly<Record<NewMember['role'], readonly string[]>> = {
  member: [],
  observer: ['class'],
};

const isHeader = (header: readonly string[]): boolean =>
  header.length <= ATTRIBUTES_MAX &&
  header.every((name, at) => ATTRIBUTE.test(name) && header.indexOf(name) === at);

/**
 * Reads members or observers, one a line: a code, a name and, for observers, a class where it is another than
 * `civilOrganization`. A first line `code; name; zone; population …` names further columns, each of which is an attribute
 * of the members. Empty lines count for nothing.
 */
export const readMembers = (text: string, role: NewMember['role']): ReadMembers => {
  const members: NewMember[] = [];
  let header: readonly string[] | undefined;
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    const columns = columnsOf(line);
    if (header === undefined) {
      const named = headerOf(columns);
      if (named !== undefined && !isHeader(named)) return { ok: false, line: at + 1, problem: 'header' };
      header = named ?? WITHOUT_HEADER[role];
      if (named !== undefined) continue;
    }
    const [id = '', name = '', ...values] = columns;
    const word = values[header.indexOf('class')] ?? '';
    const isForm =
      ID.test(id) &&
      name !== '' &&
      name.length <= NAME_CHARACTERS_MAX &&
      values.length <= header.length &&
      values.every((value) => value.length <= VALUE_CHARACTERS_MAX);
    if (!isForm || (role === 'member' && word !== '' && word !== 'government'))
      return { ok: false, line: at + 1, problem: 'form' };
    if (word !== '' && !isClass(word)) return { ok: false, line: at + 1, problem: 'class' };
    if (members.some((member) => member.id === id)) return { ok: false, line: at + 1, problem: 'twice' };
    const own = word === '' ? 'civilOrganization' : word;
    const attrs = attributesOf(header, values);
    members.push({
      id,
      role,
      class: role === 'member' ? 'government' : own,
      names: { en: name },
      attrs,
    });
  }
  return { ok: true, members };
};

import { STAKEHOLDER_CLASSES, type BodyAct, type StakeholderClass } from '@plenary/consensus';

/** A member or observer as an act admits it. */
export type NewMember = Extract<BodyAct, { readonly type: 'admitMembers' }>['members'][number];

/** Members as they were read, or the first line that cannot be one. */
export type ReadMembers =
  | { readonly ok: true; readonly members: readonly NewMember[] }
  | { readonly ok: false; readonly line: number; readonly problem: 'form' | 'class' | 'twice' };

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
const columnsOf = (line: string): readonly string[] => {
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

const isClass = (word: string): word is StakeholderClass =>
  STAKEHOLDER_CLASSES.some((known) => known === word);

/**
 * Reads members or observers, one a line: a code, a name and, for observers, a class where it is another than
 * `civilOrganization`. Empty lines count for nothing.
 */
export const readMembers = (text: string, role: NewMember['role']): ReadMembers => {
  const members: NewMember[] = [];
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    const [id = '', name = '', word = '', ...more] = columnsOf(line);
    const isForm = ID.test(id) && name !== '' && name.length <= NAME_CHARACTERS_MAX && more.length === 0;
    if (!isForm || (role === 'member' && word !== '')) return { ok: false, line: at + 1, problem: 'form' };
    if (word !== '' && !isClass(word)) return { ok: false, line: at + 1, problem: 'class' };
    if (members.some((member) => member.id === id)) return { ok: false, line: at + 1, problem: 'twice' };
    const own = word === '' ? 'civilOrganization' : word;
    members.push({
      id,
      role,
      class: role === 'member' ? 'government' : own,
      names: { en: name },
      attrs: {},
    });
  }
  return { ok: true, members };
};

import * as Y from 'yjs';
import {
  DRAFT_ROOTS,
  ID,
  parseKey,
  REGISTER_ROOTS,
  TEXT_ID,
  type DraftRoot,
  type RegisterRoot,
} from '../model/draft-document.ts';
import { DECISION_REGISTERS, isDecisionRegister } from '../model/decisions.ts';
import { isMoment } from '../model/restores.ts';
import { parseEmbed, type ParsedEmbed } from '../model/embeds.ts';
import {
  isBracketRegister,
  isProp,
  isSuggestionRegister,
  isTextKey,
  parseCut,
  parseMark,
} from '../model/registers.ts';
import { GATE_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';

/** One thing an update writes, once its form is known to be right. */
export type Writing =
  /** Characters of, or an embed in, the text of this id. */
  | {
      readonly type: 'elements';
      readonly text: string;
      readonly chars: string;
      readonly embed?: ParsedEmbed;
      readonly origin: Y.ID | null;
      readonly rightOrigin: Y.ID | null;
    }
  | { readonly type: 'text'; readonly id: string }
  | { readonly type: 'places'; readonly names: readonly string[] }
  | {
      readonly type: 'register';
      readonly root: RegisterRoot;
      readonly key: string;
      readonly owner: string;
      readonly name: string;
      /** What it will hold; null for none. */
      readonly value: unknown;
      /** What it held. */
      readonly before: unknown;
    };

/** What the reading of an update needs to know of the document as it is. */
export interface ReadContext {
  readonly doc: Y.Doc;
  /** The client numbers this user may write under. */
  readonly leases: ReadonlySet<number>;
  /** It is the service that writes, or it was judged already: see `GATE_LIMITS`. */
  readonly isService?: boolean;
}

type Owner = { readonly root: DraftRoot; readonly key: string | null } | { readonly text: string };

/** Finds items of the document and of the update itself by their ids. */
interface Finder {
  readonly find: (id: Y.ID) => Y.Item;
  readonly note: (item: Y.Item) => void;
  readonly owners: Map<Y.Item, Owner>;
  readonly visiting: Set<Y.Item>;
}

const finder = (doc: Y.Doc): Finder => {
  const own = new Map<number, Y.Item[]>();
  const owners = new Map<Y.Item, Owner>();
  const inUpdate = ({ client, clock }: Y.ID): Y.Item | undefined => {
    const list = own.get(client) ?? [];
    let [low, high] = [0, list.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const item = list[middle];
      if (item === undefined) return undefined;
      if (clock < item.id.clock) high = middle - 1;
      else if (clock >= item.id.clock + item.length) low = middle + 1;
      else return item;
    }
    return undefined;
  };
  return {
    find: (id) => {
      if (id.clock >= Y.getState(doc.store, id.client)) {
        return inUpdate(id) ?? refuse('gate.dangling', { client: id.client, clock: id.clock });
      }
      const item: unknown = Y.getItem(doc.store, id);
      return item instanceof Y.Item ? item : refuse('gate.dangling', { client: id.client, clock: id.clock });
    },
    note: (item) => {
      const list = own.get(item.id.client);
      if (list === undefined) own.set(item.id.client, [item]);
      else list.push(item);
    },
    owners,
    visiting: new Set(),
  };
};

const isRoot = (name: string): name is DraftRoot => DRAFT_ROOTS.some((root) => root === name);
const isRegisterRoot = (name: string): name is RegisterRoot => REGISTER_ROOTS.some((root) => root === name);

/** Where an item belongs: a root with perhaps a key, or a text. Of new items by what they say, of old ones by what is. */
const ownerOf = (item: Y.Item, found: Finder): Owner => {
  const { find, owners, visiting } = found;
  const known = owners.get(item);
  if (known !== undefined) return known;
  // Two items that each stand where the other stands lead nowhere.
  if (visiting.has(item)) return refuse('gate.dangling', { client: item.id.client, clock: item.id.clock });
  visiting.add(item);
  const owner = readOwner(item, (id) => ownerOf(find(id), found));
  owners.set(item, owner);
  return owner;
};

const rootOwner = (name: string, key: string | null): Owner =>
  isRoot(name) ? { root: name, key } : refuse('gate.root', { root: name.slice(0, 64) });

const readOwner = (item: Y.Item, ownerById: (id: Y.ID) => Owner): Owner => {
  const parent: unknown = item.parent;
  if (typeof parent === 'string') return rootOwner(parent, item.parentSub);
  if (parent instanceof Y.AbstractType) {
    if (parent._item === null) return rootOwner(Y.findRootTypeKey(parent), item.parentSub);
    return { text: parent._item.parentSub ?? '' };
  }
  if (parent instanceof Y.ID) {
    const owner = ownerById(parent);
    if (!('root' in owner) || owner.root !== 'texts' || item.parentSub !== null)
      return refuse('gate.content', { content: 'nested' });
    return { text: owner.key ?? '' };
  }
  // What says no parent stands where its neighbours stand.
  const neighbour = item.origin ?? item.rightOrigin;
  if (neighbour === null) return refuse('gate.malformed', { reason: 'parent' });
  return ownerById(neighbour);
};

const sameOwner = (a: Owner, b: Owner): boolean =>
  'text' in a ? 'text' in b && a.text === b.text : 'root' in b && a.root === b.root && a.key === b.key;

/** Characters a text never holds: control characters, halves of characters, and the sign of an unknown object. */
const UNFIT =
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFFFC]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/u;

/** Every object inside a value has only what it shows: no prototype was slipped in, and nothing nests deep. */
const isPlain = (value: unknown, depth = 0): boolean => {
  if (depth > 4) return false;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every((entry) => isPlain(entry, depth + 1));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(([key, entry]) => key !== '__proto__' && isPlain(entry, depth + 1));
};

const isRegisterValue = (root: RegisterRoot, owner: string, name: string, value: unknown): boolean => {
  switch (root) {
    case 'props':
      return isProp(name, value);
    case 'cuts':
      return parseCut(value) !== undefined;
    case 'marks':
      return parseMark(value) !== undefined;
    case 'suggestions':
      return isSuggestionRegister(name, value);
    case 'brackets':
      return isBracketRegister(name, value);
    case 'decisions':
      return isDecisionRegister(name, value);
    case 'restores':
      return isMoment(value);
  }
};

const PROP_NAMES = /^(?:state|kind|level|place|rest|cont|sug)$/;
const SUGGESTION_NAMES =
  /^(?:state|delegation|person|at|reason|(?:state|kind|level|place|cont|for):[A-Za-z0-9_-]{1,32})$/;
const BRACKET_NAMES = /^alt$/;
const DECISION_NAMES = new RegExp(`^(?:${DECISION_REGISTERS.join('|')})$`);

const ownedNames = (root: Exclude<RegisterRoot, 'cuts' | 'marks'>): RegExp => {
  switch (root) {
    case 'props':
      return PROP_NAMES;
    case 'suggestions':
      return SUGGESTION_NAMES;
    case 'brackets':
      return BRACKET_NAMES;
    case 'decisions':
      return DECISION_NAMES;
    case 'restores':
      return ID;
  }
};

/** `owner/name` of a register; refused unless both are known to this root. */
const registerKey = (root: RegisterRoot, key: string): { readonly owner: string; readonly name: string } => {
  const parsed = parseKey(key);
  const fits =
    parsed !== undefined &&
    (root === 'cuts' || root === 'marks'
      ? isTextKey(parsed.owner, parsed.name)
      : ID.test(parsed.owner) && ownedNames(root).test(parsed.name));
  return parsed !== undefined && fits ? parsed : refuse('gate.key', { root, key: key.slice(0, 80) });
};

const readRegister = (item: Y.Item, root: RegisterRoot, key: string, doc: Y.Doc): Writing => {
  const { owner, name } = registerKey(root, key);
  const { content, rightOrigin } = item;
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return refuse('gate.content', { root });
  if (rightOrigin !== null) return refuse('gate.malformed', { reason: 'order' });
  const value: unknown = content.arr[0];
  if (value !== null && (!isPlain(value) || !isRegisterValue(root, owner, name, value)))
    return refuse('gate.value', { root, key });
  return { type: 'register', root, key, owner, name, value, before: doc.getMap(root).get(key) ?? null };
};

const readText = (item: Y.Item, key: string | null, doc: Y.Doc): Writing => {
  const { content, origin, rightOrigin } = item;
  if (key === null || !TEXT_ID.test(key))
    return refuse('gate.key', { root: 'texts', key: String(key).slice(0, 80) });
  if (!(content instanceof Y.ContentType) || content.type.constructor !== Y.Text)
    return refuse('gate.content', { root: 'texts' });
  // A text is made once: to put another in its place would take away the words of everybody.
  if (doc.getMap('texts').has(key) || origin !== null || rightOrigin !== null)
    return refuse('gate.value', { root: 'texts', key });
  return { type: 'text', id: key };
};

const readPlaces = ({ content }: Y.Item, key: string | null): Writing => {
  if (key !== null || !(content instanceof Y.ContentAny)) return refuse('gate.content', { root: 'places' });
  const names = content.arr.filter((name): name is string => typeof name === 'string' && ID.test(name));
  return names.length === content.arr.length
    ? { type: 'places', names }
    : refuse('gate.value', { root: 'places' });
};

const readElements = (item: Y.Item, text: string): Writing => {
  const { content, parentSub, origin, rightOrigin } = item;
  if (parentSub !== null) return refuse('gate.key', { root: 'texts', key: String(parentSub).slice(0, 80) });
  if (content instanceof Y.ContentString) {
    if (UNFIT.test(content.str)) return refuse('gate.value', { root: 'texts', text });
    return { type: 'elements', text, chars: content.str, origin, rightOrigin };
  }
  if (!(content instanceof Y.ContentEmbed) || !isPlain(content.embed))
    return refuse('gate.content', { text });
  const embed = parseEmbed(content.embed);
  const fits = embed !== undefined && (embed.type === 's' ? TEXT_ID : ID).test(embed.id);
  return fits
    ? { type: 'elements', text, chars: '', embed, origin, rightOrigin }
    : refuse('gate.value', { text });
};

const readItem = (item: Y.Item, found: Finder, doc: Y.Doc): Writing => {
  for (const id of [item.origin, item.rightOrigin]) if (id !== null) found.find(id);
  const owner = ownerOf(item, found);
  for (const id of [item.origin, item.rightOrigin])
    if (id !== null && !sameOwner(owner, ownerOf(found.find(id), found)))
      return refuse('gate.malformed', { reason: 'neighbours' });
  if ('text' in owner) return readElements(item, owner.text);
  switch (owner.root) {
    case 'texts':
      return readText(item, owner.key, doc);
    case 'places':
      return readPlaces(item, owner.key);
    default:
      return readRegister(item, owner.root, owner.key ?? '', doc);
  }
};

interface Decoded {
  readonly structs: readonly unknown[];
  readonly ds: {
    readonly clients: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;
  };
}

/** GATE-2: an update is decoded before anything of it is applied; what cannot be decoded is refused. */
export const decode = (update: Uint8Array, isService = false): Decoded => {
  const bytesMax = isService ? GATE_LIMITS.SERVICE_UPDATE_BYTES_MAX : GATE_LIMITS.UPDATE_BYTES_MAX;
  if (update.byteLength > bytesMax) return refuse('gate.size', { bytes: update.byteLength, bytesMax });
  try {
    return Y.decodeUpdate(update);
  } catch (error) {
    // Whatever the decoder throws at bytes it cannot read, the answer is the same.
    return refuse('gate.malformed', { reason: error instanceof RangeError ? 'range' : 'bytes' });
  }
};

const structsMaxOf = (isService: boolean | undefined): number =>
  isService === true ? GATE_LIMITS.SERVICE_STRUCTS_MAX : GATE_LIMITS.STRUCTS_MAX;

/** Structs are plain items under one's own numbers that go on exactly where the document knows them to end. */
const readStructs = ({ structs }: Decoded, { doc, leases, isService }: ReadContext): readonly Y.Item[] => {
  const structsMax = structsMaxOf(isService);
  if (structs.length > structsMax) return refuse('gate.size', { structs: structs.length, structsMax });
  const next = new Map<number, number>();
  return structs.map((struct) => {
    if (!(struct instanceof Y.Item)) return refuse('gate.struct');
    const { client, clock } = struct.id;
    if (!leases.has(client)) return refuse('gate.lease', { client });
    const expected = next.get(client) ?? Y.getState(doc.store, client);
    if (clock !== expected) return refuse('gate.clock', { client, clock, expected });
    if (!Number.isSafeInteger(struct.length) || struct.length < 1) return refuse('gate.struct');
    next.set(client, clock + struct.length);
    return struct;
  });
};

/** GATE-6: the only thing an update deletes is the value of a register that it writes anew. */
const checkDeletions = (
  decoded: Decoded,
  found: Finder,
  written: ReadonlySet<string>,
  deletionsMax: number,
): void => {
  let count = 0;
  for (const [client, ranges] of decoded.ds.clients)
    for (const { clock, len } of ranges) {
      let at = clock;
      while (at < clock + len) {
        count += 1;
        if (count > deletionsMax) refuse('gate.size', { deletions: count, deletionsMax });
        const item = found.find(Y.createID(client, at));
        const owner = ownerOf(item, found);
        const isRegister = 'root' in owner && isRegisterRoot(owner.root) && owner.key !== null;
        if (!isRegister || (!item.deleted && !written.has(`${owner.root} ${owner.key}`)))
          refuse('gate.deletion', { client, clock: at });
        at = item.id.clock + item.length;
      }
    }
};

/** Reads an update against a document without touching it: what it writes, in order, or a refusal thrown. */
export const readUpdate = (update: Uint8Array, context: ReadContext): readonly Writing[] => {
  const { doc, isService } = context;
  const decoded = decode(update, isService);
  const items = readStructs(decoded, context);
  const found = finder(doc);
  const made = new Set<string>();
  for (const item of items) found.note(item);
  const writings = items.map((item) => {
    const writing = readItem(item, found, doc);
    if (writing.type === 'text') {
      if (made.has(writing.id)) refuse('gate.value', { root: 'texts', key: writing.id });
      made.add(writing.id);
    }
    return writing;
  });
  const written = new Set(
    writings.flatMap((writing) => (writing.type === 'register' ? [`${writing.root} ${writing.key}`] : [])),
  );
  checkDeletions(decoded, found, written, structsMaxOf(isService));
  return writings;
};

/** The words of an update, as far as they can be read, for the author of a refused one. */
export const wordsOf = (update: Uint8Array): string => {
  if (update.byteLength > GATE_LIMITS.UPDATE_BYTES_MAX) return '';
  try {
    const words = Y.decodeUpdate(update)
      .structs.map((struct) =>
        struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '',
      )
      .join('');
    return words.slice(0, GATE_LIMITS.RECOVERED_CHARACTERS_MAX);
  } catch {
    // Bytes that cannot be decoded hold no words to give back.
    return '';
  }
};

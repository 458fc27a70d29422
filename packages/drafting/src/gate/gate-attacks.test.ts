import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readDraft } from '../model/reader.ts';
import { BASE_VIEW } from '../model/views.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { act, find } from '../people.fixture.ts';
import { drawClientNumber } from './lease.ts';
import { GATE_LIMITS } from './limits.ts';
import { admitPresence } from './presence.ts';
import {
  EDIT,
  SUGGEST,
  SUGGESTING,
  service,
  batchOf,
  send,
  bytes,
  expectRefused,
  refusalOf,
  crafted,
  textOf,
  applied,
} from './gate.fixture.ts';

/** The words of the texts that are not of client number 7. */
const theirs = (doc: Y.Doc): readonly string[] =>
  ['p1', 'p2'].map((id) => {
    let words = '';
    for (let item = textOf(doc, id)._start; item !== null; item = item.right)
      if (!item.deleted && item.id.client !== 7 && item.content instanceof Y.ContentString)
        words += item.content.str;
    return words;
  });

describe('attacks', () => {
  test('[GATE-3] writing under the client number of another', () => {
    const { live, gate } = service('one');
    const update = crafted(live, 99, (doc) => textOf(doc, 'p1').insert(0, 'forged'));
    expect(textOf(applied(live, update), 'p1').toJSON()).toBe('forgedone');
    expectRefused(gate, live, batchOf([update], EDIT), 'gate.lease');
  });

  test('[GATE-3] two contents under one number and clock', () => {
    const { live, gate } = service('one');
    const [first, second] = ['x', 'y'].map((sign) =>
      crafted(live, 7, (doc) => textOf(doc, 'p1').insert(0, sign)),
    );
    if (first === undefined || second === undefined) throw new Error('two updates');
    // Without the gate two replicas keep different words for ever.
    const [a, b] = [applied(applied(live, first), second), applied(applied(live, second), first)];
    expect(textOf(a, 'p1').toJSON()).not.toBe(textOf(b, 'p1').toJSON());
    expect(gate.admit(batchOf([first], EDIT)).admitted).toBe(true);
    gate.commit(1);
    expectRefused(gate, live, batchOf([second], EDIT), 'gate.clock');
  });

  test('[GATE-4] a filler that claims 2^52 units, skips, and gaps in the clock', () => {
    const { live, gate } = service('one');
    const raw = (info: number, clock: number, length: number): Uint8Array => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, 7);
      encoding.writeVarUint(encoder, clock);
      encoding.writeUint8(encoder, info);
      encoding.writeVarUint(encoder, length);
      encoding.writeVarUint(encoder, 0);
      return encoding.toUint8Array(encoder);
    };
    const filler = raw(0, 0, 2 ** 52);
    expect(Y.getState(applied(live, filler).store, 7)).toBe(2 ** 52);
    expectRefused(gate, live, batchOf([filler], EDIT), 'gate.struct');
    expectRefused(gate, live, batchOf([raw(10, 0, 5)], EDIT), 'gate.struct');
    const later = crafted(live, 7, (doc) => textOf(doc, 'p1').insert(0, 'ab'));
    const gap = Y.diffUpdate(later, Y.encodeStateVector(new Map([[7, 1]])));
    expect(applied(live, gap).store.pendingStructs).not.toBeNull();
    expectRefused(gate, live, batchOf([gap], EDIT), 'gate.clock');
    const other = crafted(
      applied(
        live,
        crafted(live, 8, (doc) => textOf(doc, 'p1').insert(0, 'z')),
      ),
      7,
      (doc) => textOf(doc, 'p1').insert(1, 'q'),
    );
    expectRefused(gate, live, batchOf([other], EDIT), 'gate.dangling');
  });

  test('[GATE-6] a list of deletions that names the words of everybody', () => {
    const { live, gate } = service('one', 'two');
    const update = crafted(live, 7, (doc) => textOf(doc, 'p1').delete(0, 3));
    expect(textOf(applied(live, update), 'p1').toJSON()).toBe('');
    expectRefused(gate, live, batchOf([update], EDIT), 'gate.deletion');
    expectRefused(
      gate,
      live,
      batchOf([crafted(live, 7, (doc) => doc.getMap('texts').delete('p1'))], EDIT),
      'gate.deletion',
    );
    expectRefused(
      gate,
      live,
      batchOf([crafted(live, 7, (doc) => doc.getMap('texts').set('p1', new Y.Text('mine')))], EDIT),
      'gate.value',
    );
    expectRefused(
      gate,
      live,
      batchOf([crafted(live, 7, (doc) => doc.getMap('props').delete('p1/state'))], EDIT),
      'gate.deletion',
    );
    expectRefused(
      gate,
      live,
      batchOf([crafted(live, 7, (doc) => doc.getArray('places').delete(0))], EDIT),
      'gate.deletion',
    );
  });

  test('[GATE-5] nested types, however deep', () => {
    const { live, gate } = service('one');
    const update = crafted(live, 7, (doc) => {
      let at = doc.getMap('props');
      for (let depth = 0; depth < 1_500; depth += 1) {
        const next = new Y.Map<unknown>();
        at.set('k', next);
        at = next;
      }
    });
    expectRefused(gate, live, batchOf([update], EDIT), 'gate.key');
    const inText = crafted(live, 7, (doc) => textOf(doc, 'p1').insertEmbed(0, new Y.Map()));
    expectRefused(gate, live, batchOf([inText], EDIT), 'gate.content');
    const inKey = crafted(live, 7, (doc) => doc.getMap('props').set('p1/kind', new Y.Map()));
    expectRefused(gate, live, batchOf([inKey], EDIT), 'gate.content');
  });

  test('[GATE-5] unknown root names, ten thousand of them', () => {
    const { live, gate } = service('one');
    const one = crafted(live, 7, (doc) => doc.getMap('other').set('a', 1));
    expect(applied(live, one).share.has('other')).toBe(true);
    expectRefused(gate, live, batchOf([one], EDIT), 'gate.root');
    const many = crafted(live, 7, (doc) => {
      for (let n = 0; n < 10_000; n += 1) doc.getMap(`r${n}`).set('a', 1);
    });
    expectRefused(gate, live, batchOf([many], EDIT), 'gate.size');
    expect([...live.share.keys()].every((name) => !/^r\d/.test(name))).toBe(true);
  });

  test('[GATE-5] keys and values that slip in a prototype', () => {
    const { live, gate } = service('one');
    for (const write of [
      (doc: Y.Doc) => doc.getMap('props').set('__proto__', { polluted: true }),
      (doc: Y.Doc) => doc.getMap('props').set('p1/__proto__', 'here'),
      (doc: Y.Doc) => doc.getMap('__proto__').set('p1/kind', 'note'),
    ])
      expect(refusalOf(gate.admit(batchOf([crafted(live, 7, write)], EDIT)))).toMatch(/^gate\.(key|root)$/);
    const value: unknown = JSON.parse('{"r":[1,0,1],"__proto__":{"polluted":true}}');
    const slipped = crafted(live, 7, (doc) => doc.getMap('cuts').set('p1/x', value));
    expectRefused(gate, live, batchOf([slipped], EDIT), 'gate.value');
    const embed = crafted(live, 7, (doc) =>
      textOf(doc, 'p1').insertEmbed(0, JSON.parse('{"__proto__":{"p":"q"}}')),
    );
    expectRefused(gate, live, batchOf([embed], EDIT), 'gate.content');
  });

  test('[GATE-3] inserts at one position from thousands of client numbers', () => {
    const { live, gate } = service('one');
    const updates = Array.from({ length: 200 }, (_, n) =>
      crafted(live, 1_000 + n, (doc) => textOf(doc, 'p1').insert(0, 'x')),
    );
    expectRefused(gate, live, batchOf([Y.mergeUpdates(updates)], EDIT), 'gate.lease');
  });

  test('[GATE-2] bytes that cannot be read, too many, and structs without end', () => {
    const { live, gate } = service('one');
    const valid = crafted(live, 7, (doc) => textOf(doc, 'p1').insert(0, 'hello'));
    for (let cut = 0; cut < valid.length; cut += 1)
      expect(gate.admit(batchOf([valid.slice(0, cut)], EDIT)).admitted).toBe(false);
    expectRefused(gate, live, batchOf([new Uint8Array(GATE_LIMITS.UPDATE_BYTES_MAX + 1)], EDIT), 'gate.size');
    const many = crafted(live, 7, (doc) => {
      for (let n = 0; n < 2_100; n += 1) textOf(doc, 'p1').insertEmbed(0, { ref: 'p1' });
    });
    expectRefused(gate, live, batchOf([many], EDIT), 'gate.size');
    const deep = crafted(live, 7, (doc) => {
      let value: unknown = 1;
      for (let n = 0; n < 2_000; n += 1) value = [value];
      doc.getMap('cuts').set('p1/x', value);
    });
    expectRefused(gate, live, batchOf([deep], EDIT), 'gate.value');
    expectRefused(
      gate,
      live,
      batchOf(
        Array.from({ length: 600 }, () => valid),
        EDIT,
      ),
      'gate.size',
    );
  });

  test('[GATE-2] what trails behind an update is not stored', () => {
    const { live, gate } = service('one');
    const valid = crafted(live, 7, (doc) => textOf(doc, 'p1').insert(0, 'hello'));
    const answer = gate.admit(batchOf([Uint8Array.from([...valid, 1, 2, 3])], EDIT));
    expect(answer).toMatchObject({ admitted: true, updates: [valid] });
  });

  test('[GATE-2] one flipped byte: refused without a trace, or an edit of this person alone', () => {
    const { live, gate } = service('Hello World', 'Two');
    const valid = crafted(live, 7, (doc) => {
      textOf(doc, 'p1').insert(5, ' brave');
      doc.getMap('props').set('p2/kind', 'note');
    });
    for (let at = 0; at < valid.length; at += 1)
      for (const flip of [1, 4, 64, 128]) {
        const mutated = Uint8Array.from(valid, (byte, place) => (place === at ? byte ^ flip : byte));
        const before = bytes(live);
        const answer = gate.admit(batchOf([mutated], EDIT));
        expect(bytes(live)).toBe(before);
        if (!answer.admitted) continue;
        const [update = new Uint8Array()] = answer.updates;
        gate.abandon();
        const edited = applied(live, update);
        expect(edited.store.pendingStructs).toBeNull();
        expect(edited.store.pendingDs).toBeNull();
        // Nobody else has written, and none of their words is gone.
        const written = [...edited.store.clients.keys()].filter(
          (client) => Y.getState(edited.store, client) !== Y.getState(live.store, client),
        );
        expect(written.filter((client) => client !== 7)).toEqual([]);
        expect(theirs(edited)).toEqual(theirs(live));
      }
    expect(gate.admit(batchOf([valid], EDIT)).admitted).toBe(true);
  });

  test('[GATE-5] formatting, binary, subdocuments and attributes of texts', () => {
    const { live, gate } = service('one');
    for (const write of [
      (doc: Y.Doc) => textOf(doc, 'p1').format(0, 2, { bold: true }),
      (doc: Y.Doc) => textOf(doc, 'p1').insert(0, 'x', { any: 1 }),
      (doc: Y.Doc) => doc.getMap('props').set('p1/kind', new Uint8Array([1])),
      (doc: Y.Doc) => doc.getMap('texts').set('q', new Y.Doc()),
      (doc: Y.Doc) => doc.getMap('texts').set('q', 'words'),
      (doc: Y.Doc) => doc.getMap('texts').set('q', new Y.XmlText()),
      (doc: Y.Doc) => doc.getArray('places').insert(0, [{}]),
    ])
      expect(refusalOf(gate.admit(batchOf([crafted(live, 7, write)], EDIT)))).toMatch(
        /^gate\.(content|value)$/,
      );
    const attribute = crafted(live, 7, (doc) => textOf(doc, 'p1').setAttribute('any', 1));
    expectRefused(gate, live, batchOf([attribute], EDIT), 'gate.content');
    for (const chars of ['\u0000', '\uFFFC', '\u2028', '\n'])
      expectRefused(
        gate,
        live,
        batchOf([crafted(live, 7, (doc) => textOf(doc, 'p1').insert(0, chars))], EDIT),
        'gate.value',
      );
  });

  test('[GATE-5] a marker or suggested words that stand in the text already', () => {
    const { live, gate, person } = service('one two', 'three');
    person.binding.setMode(SUGGESTING);
    act(person, (tr) => tr.insertText('new ', find(person, 'two')));
    act(person, (tr) => tr.split(find(person, 'three') + 2));
    expect(refusalOf(send(gate, person, SUGGEST))).toBe('admitted');
    const embeds = textOf(live, 'p1')
      .toDelta()
      .concat(textOf(live, 'p2').toDelta())
      .flatMap(({ insert }: { insert: unknown }) => (typeof insert === 'object' ? [insert] : []));
    expect(embeds).toHaveLength(2);
    for (const embed of [...embeds, { p: 'p1' }, { p: 'p2' }])
      expectRefused(
        gate,
        live,
        batchOf([crafted(live, 8, (doc) => textOf(doc, 'p2').insertEmbed(0, embed))], EDIT, [8]),
        'gate.value',
      );
  });

  test('[GATE-5] places that are there already, which would turn the order of the text around', () => {
    const { live, gate } = service('one', 'two');
    const names = live.getArray<string>('places').toArray();
    const update = crafted(live, 7, (doc) => doc.getArray('places').insert(0, names.toReversed()));
    expect(readDraft(applied(live, update), BASE_VIEW).paragraphs.map(paragraphText)).toEqual(['two', 'one']);
    expectRefused(gate, live, batchOf([update], SUGGEST), 'gate.value');
    expectRefused(gate, live, batchOf([update], EDIT), 'gate.value');
    const twice = crafted(live, 7, (doc) => doc.getArray('places').insert(0, ['new', 'new']));
    expectRefused(gate, live, batchOf([twice], EDIT), 'gate.value');
  });

  test('[GATE-8] a cut laid on what another person is going to write', () => {
    const { live, gate } = service('one');
    const update = crafted(live, 7, (doc) => doc.getMap('cuts').set('p1/x', { r: [99, 0, 1_000] }));
    const later = crafted(live, 99, (doc) => textOf(doc, 'p1').insert(0, 'words'));
    expect(readDraft(applied(applied(live, update), later), BASE_VIEW).paragraphs.map(paragraphText)).toEqual(
      ['one'],
    );
    expectRefused(gate, live, batchOf([update], EDIT), 'gate.value');
    const elsewhere = crafted(live, 7, (doc) => doc.getMap('cuts').set('p1/x', { r: [1, 0, 1] }));
    expectRefused(gate, live, batchOf([elsewhere], EDIT), 'gate.value');
  });

  test('[GATE-10] a text takes so many marks, a batch so many bytes and parts', () => {
    const { live, gate } = service('one');
    const marks = (from: number, count: number): Uint8Array =>
      crafted(live, 7, (doc) => {
        for (let n = from; n < from + count; n += 1)
          doc.getMap('marks').set(`p1/m${n}`, { k: 'bold', on: true, a: [1, 1, 0], z: 'end', n });
      });
    expect(refusalOf(gate.admit(batchOf([marks(0, 1_900)], EDIT)))).toBe('admitted');
    gate.commit(1);
    expectRefused(gate, live, batchOf([marks(1_900, 200)], EDIT), 'gate.full');
    const big = Array.from({ length: 5 }, () => new Uint8Array(GATE_LIMITS.UPDATE_BYTES_MAX));
    expectRefused(gate, live, batchOf(big, EDIT), 'gate.size');
  });

  test('[GATE-10] a text that is full takes no more', () => {
    const { live, gate } = service('one');
    const chunk = 'x'.repeat(60_000);
    let refusal = '';
    for (let n = 0; n < 5 && refusal === ''; n += 1) {
      const answer = gate.admit(
        batchOf([crafted(live, 7, (doc) => textOf(doc, 'p1').insert(0, chunk))], EDIT),
      );
      gate.commit(gate.waiting());
      if (!answer.admitted) refusal = answer.refusal.code;
    }
    expect(refusal).toBe('gate.full');
  });

  test('[GATE-11] a presence message for another number, too long, or with more than carets', () => {
    const user = { name: 'A 1', delegation: 'A', colour: '#123456' };
    const caret = { client: 7, clock: 3, side: 'after' };
    expect(
      admitPresence(JSON.stringify({ client: 7, anchor: caret, head: { paragraph: 'p1' } }), 7, user),
    ).toEqual({
      admitted: true,
      presence: { client: 7, ...user, anchor: caret, head: { paragraph: 'p1' } },
    });
    for (const message of [
      JSON.stringify({ client: 8, anchor: caret }),
      JSON.stringify({ client: 7, name: 'Chair' }),
      JSON.stringify({ client: 7, anchor: { ...caret, name: 'x' } }),
      JSON.stringify({ client: 7, anchor: { paragraph: '<b>' } }),
      `{"client":7,"head":${' '.repeat(3_000)}{"paragraph":"p1"}}`,
      'not JSON',
      '[]',
    ])
      expect(admitPresence(message, 7, user)).toMatchObject({
        admitted: false,
        refusal: { code: 'gate.presence' },
      });
  });

  test('[GATE-3] a client number is drawn again while it is taken, and not for ever', () => {
    const draws = [5, 5, 0, 2 ** 33, 6];
    expect(
      drawClientNumber(
        (client) => client === 5,
        () => draws.shift() ?? 5,
      ),
    ).toBe(6);
    expect(
      drawClientNumber(
        () => true,
        () => 5,
      ),
    ).toBeUndefined();
  });
});

/** The peer of `editor-latency.ts`, in a page of its own: a plain ProseMirror document, nothing drawn on it, nobody told. */
import { Schema } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'text*', toDOM: () => ['p', { 'data-paragraph': '' }, 0] },
    text: {},
  },
});

Object.assign(globalThis, {
  openPlain: (paragraphs: readonly string[]): void => {
    const doc = schema.node(
      'doc',
      null,
      paragraphs.map((words) => schema.node('paragraph', null, words === '' ? [] : [schema.text(words)])),
    );
    document.body.replaceChildren();
    // Held by the page for as long as it is there.
    Object.assign(globalThis, {
      view: new EditorView(document.body, { state: EditorState.create({ doc }) }),
    });
  },
});

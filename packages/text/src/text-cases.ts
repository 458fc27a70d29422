import { bracketAttribution, bracketStats } from './brackets.ts';
import { alternativeLabels, insertLabels, renumber } from './labels.ts';
import { parseSymbol } from './symbols.ts';

type Json = Readonly<Record<string, unknown>>;
const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const numbering = (rule: string, inputs: Json): Json | undefined => {
  const count = Number(inputs['count'] ?? 0);
  switch (rule) {
    case 'insertLabels': {
      const labels = insertLabels(strings(inputs['existing']), String(inputs['after']), count);
      return labels === undefined ? { error: 'label.noOrdinal' } : { labels };
    }
    case 'alternativeLabels':
      return { labels: alternativeLabels(String(inputs['paragraph']), count) };
    case 'renumber': {
      const labels = strings(inputs['labels'] ?? inputs['existing']);
      const map = renumber(labels);
      return { map, labels: labels.map((label) => map[label]) };
    }
    default:
      return undefined;
  }
};

/** The text package's answer to a worked case of its kinds; undefined when the kind belongs elsewhere. */
export const answerTextCase = (test: {
  readonly kind: string;
  readonly rule: unknown;
  readonly inputs: Json;
}): { readonly answer: Json } | { readonly problem: string } | undefined => {
  const rule = String(test.rule);
  const unknown = { problem: `unknown rule ${rule}` };
  switch (test.kind) {
    case 'symbol': {
      const symbol = parseSymbol(String(test.inputs['symbol']));
      return { answer: symbol === undefined ? { error: 'symbol.malformed', valid: false } : { ...symbol } };
    }
    case 'brackets': {
      const text = String(test.inputs['text']);
      if (rule === 'bracketStats') return { answer: { ...bracketStats(text) } };
      if (rule === 'bracketAttribution') return { answer: { ...bracketAttribution(text) } };
      return unknown;
    }
    case 'numbering': {
      const answer = numbering(rule, test.inputs);
      return answer === undefined ? unknown : { answer };
    }
    default:
      return undefined;
  }
};

import { HELD_DATA, type HeldData } from '@plenary/protocol';
import { html } from './html.ts';
import { sayIn, type PlainMessages } from './plain-messages.ts';
import { frame, type ReaderContext, type ReaderPage } from './reader-page.ts';

const ALL: readonly HeldData[] = HELD_DATA;

/** IDN-135: what is held about whom, why, for how long, and how it is erased, for readers without script. */
export const privacyPage = (context: ReaderContext, messages: PlainMessages): ReaderPage => {
  const say = sayIn(context, messages);
  const title = say('title');
  return {
    title: `${title} · Plenary`,
    content: frame(
      context,
      html`<h1>${title}</h1>
        <p>${say('lead')}</p>
        <table>
          <thead>
            <tr>
              ${['what', 'whose', 'until', 'erasing'].map((column) => html`<th scope="col">${say(`column.${column}`)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${ALL.map(
              ({ kind, subject, term, days = 0, erasure }) =>
                html`<tr>
                  <th scope="row">${say(`kind.${kind}`)}</th>
                  <td>${say(`subject.${subject}`)}</td>
                  <td>${say(`term.${term}`, { days })}</td>
                  <td>${say(`erasure.${erasure}`)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        ${['never', 'record', 'operator'].map((part) => html`<p>${say(`note.${part}`)}</p>`)}`,
    ),
  };
};

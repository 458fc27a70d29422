import { orderOfVoting, type OrderedAmendment, type RankedAmendment } from '@plenary/consensus';
import { sentence, type Messages } from '@plenary/i18n';
import messages from '@plenary/i18n/messages/en/amendments.json' with { type: 'json' };
import {
  adoptAmendments,
  amendmentComponents,
  combinedAlternatives,
  compileText,
  CONFLICTS_MAX,
  conflictsBetween,
  consequencesOfAdoption,
  fileAmendments,
  frameOf,
  issuedParagraphs,
  labelParagraphs,
  parseAmendmentsFile,
  parseTextFile,
  namesOf,
  printCompiled,
  removalDistance,
  TEXT_START,
  TooManyConflicts,
  workingLabels,
  type Amendment,
  type Conflict,
  type FiledAmendments,
  type ReadFile,
  type RemovalDistance,
  type TextFile,
} from '@plenary/text';
import { FORCE_WORDS } from '@plenary/text/force-words';
import { optionAt, subjectAt, type Call } from '../call.ts';
import { InputError, readJson } from '../input.ts';

const used = <T>(path: string, read: ReadFile<T>): T => {
  if (read.ok) return read.value;
  const { path: place, expected } = read.problem;
  throw new InputError(`${path}: $${place === '' ? '' : `.${place}`}: expected ${expected}`);
};

/** Everything that both answers of the call are made of. */
interface Floor extends FiledAmendments {
  readonly textFile: TextFile;
  readonly conflicts: readonly Conflict[];
  readonly name: (number: number) => string;
}

const conflictsOf = (path: string, { text, amendments }: FiledAmendments): readonly Conflict[] => {
  try {
    return conflictsBetween(text, amendments);
  } catch (error) {
    if (!(error instanceof TooManyConflicts)) throw error;
    throw new InputError(
      `${path}: $.amendments: expected amendments of which at most ${CONFLICTS_MAX} pairs meet`,
    );
  }
};

const floorOf = (textPath: string, amendmentsPath: string): Floor => {
  const textFile = used(textPath, parseTextFile(readJson(textPath)));
  const filed = used(amendmentsPath, parseAmendmentsFile(readJson(amendmentsPath)));
  const floor = used(amendmentsPath, fileAmendments(textFile, filed));
  return {
    ...floor,
    textFile,
    conflicts: conflictsOf(amendmentsPath, floor),
    name: (number) => floor.idOf.get(number) ?? String(number),
  };
};

/**
 * Place of an amendment in the text: that of the first paragraph it touches. A paragraph that it does not find there comes with what
 * it amends, which is decided together with it and has a place.
 */
const placesIn = ({ text }: Floor): ((amendment: Amendment) => number) => {
  const places = new Map(text.places.map(({ id }, at) => [id, at]));
  places.set(TEXT_START, -1);
  return ({ operations }) =>
    Math.min(
      ...operations.flatMap((operation) => {
        const isNew = operation.type === 'insertParagraph';
        const at = places.get(isNew ? operation.after : operation.paragraph);
        // What comes behind a paragraph stands after what changes it.
        return at === undefined ? [] : [at + (isNew ? 0.5 : 0)];
      }),
    );
};

const decimal = (tenths: number): number => tenths / 10;

const ordered = (floor: Floor) => {
  const { text, amendments, conflicts, name } = floor;
  const distance = removalDistance(text, FORCE_WORDS, frameOf(text, amendments));
  const distances = new Map<number, RemovalDistance>(amendments.map((one) => [one.number, distance(one)]));
  const place = placesIn(floor);
  const byNumber = new Map(amendments.map((one) => [one.number, one]));
  const components = amendmentComponents(amendments, conflicts)
    .map((numbers) => ({
      numbers,
      place: Math.min(...numbers.flatMap((number) => byNumber.get(number) ?? []).map(place)),
    }))
    .sort((a, b) => a.place - b.place || (a.numbers[0] ?? 0) - (b.numbers[0] ?? 0));
  const componentOf = new Map(
    components.flatMap(({ numbers }, at) => numbers.map((number): [number, number] => [number, at + 1])),
  );
  const opposed = new Map<number, string[]>(amendments.map(({ number }) => [number, []]));
  for (const { a, b, hard } of conflicts)
    if (hard) {
      opposed.get(a)?.push(name(b));
      opposed.get(b)?.push(name(a));
    }
  const entries = amendments.map(({ number, parent, needs = [] }): OrderedAmendment => {
    const far = distances.get(number);
    return {
      id: name(number),
      distance: far?.tenths ?? 0,
      numberShift: far?.numberShift ?? 0n,
      wordsRemoved: far?.wordsRemoved ?? 0,
      submitted: number,
      component: componentOf.get(number) ?? 0,
      excludesIfAdopted: opposed.get(number) ?? [],
      needs: needs.map(name),
      ...(parent === undefined ? {} : { amends: name(parent) }),
    };
  });
  const distanceOf = (id: string): number => decimal(distances.get(floor.numberOf.get(id) ?? 0)?.tenths ?? 0);
  const why = ({ id, why: reason, than = '' }: RankedAmendment): string =>
    sentence(
      messages as Messages,
      `order.${reason}`,
      { amendment: id, than, distance: distanceOf(id), other: distanceOf(than) },
      'en',
    ) ?? reason;
  return orderOfVoting(entries).map((ranked) => ({
    amendment: ranked.id,
    distance: distanceOf(ranked.id),
    component: componentOf.get(floor.numberOf.get(ranked.id) ?? 0) ?? 0,
    reason: ranked.why,
    ...(ranked.than === undefined ? {} : { than: ranked.than }),
    why: why(ranked),
  }));
};

const compiled = (floor: Floor) => {
  const { text, amendments, conflicts, name, textFile } = floor;
  const labels = new Map(textFile.paragraphs.map(({ id, label }) => [id, label === '' ? id : label]));
  const given = new Map(textFile.paragraphs.map(({ id, label }) => [id, label]));
  const names = {
    ...namesOf(amendments),
    place: (place: string): string => (place === '' ? 'the start' : (labels.get(place) ?? place)),
  };
  const paragraphs = compileText(text, amendments);
  const working = workingLabels(
    paragraphs.map(({ id, kind, insertedBy }) => ({
      kind,
      label: insertedBy === undefined ? (given.get(id) ?? '') : undefined,
    })),
  );
  return paragraphs.map((paragraph, at) => ({
    paragraph: paragraph.id,
    kind: paragraph.kind,
    level: paragraph.level,
    label: working[at] ?? '',
    ...(paragraph.insertedBy === undefined ? {} : { insertedBy: name(paragraph.insertedBy) }),
    ...(paragraph.deletedBy.length === 0 ? {} : { deletedBy: paragraph.deletedBy.map(name) }),
    ...(paragraph.movedBy.length === 0
      ? {}
      : {
          movedBy: paragraph.movedBy.map(({ amendment, after }) => ({
            amendment: name(amendment),
            after: after === '' ? null : after,
          })),
        }),
    text: printCompiled(paragraph, names),
    segments: paragraph.segments.map((segment) =>
      segment.type === 'fixed'
        ? segment
        : {
            type: segment.type,
            id: segment.id,
            alternatives: [
              ...segment.alternatives,
              ...combinedAlternatives(segment, amendments, conflicts),
            ].map((alternative) => ({
              ...alternative,
              of: alternative.of.map(name),
              amendments: alternative.amendments.map((set) => set.map(name)),
            })),
            amendments: segment.amendments.map(name),
          },
    ),
  }));
};

const twinsOf = ({ idOf, numberOf, name }: Floor) =>
  [...idOf].flatMap(([number, id]) => {
    const into = numberOf.get(id);
    return into === undefined || into === number ? [] : [{ amendment: id, mergedInto: name(into) }];
  });

const proposed = (floor: Floor) => ({
  conflicts: floor.conflicts.map(({ a, b, kind, hard }) => ({
    a: floor.name(a),
    b: floor.name(b),
    kind,
    hard,
  })),
  order: ordered(floor),
  compiled: compiled(floor),
  twins: twinsOf(floor),
});

const adopted = (floor: Floor, list: string, path: string) => {
  const { text, amendments, conflicts, numberOf, idOf, name } = floor;
  const ids = list.split(',').map((id) => id.trim());
  const chosen = new Set(
    ids.map((id) => {
      const number = numberOf.get(id);
      if (number === undefined)
        throw new InputError(`--adopt ${list}: expected amendments of ${path}, not "${id}"`);
      return number;
    }),
  );
  const taken = amendments.filter(({ number }) => chosen.has(number));
  const result = adoptAmendments(text, taken);
  if (!result.ok) {
    const facts = Object.entries(result.refusal.facts).map(
      ([fact, value]) => `${fact} ${typeof value === 'number' ? name(value) : String(value)}`,
    );
    throw new InputError(
      `--adopt ${list}: expected amendments that can be adopted together (${result.refusal.code}: ${facts.join(', ')})`,
    );
  }
  const issued = issuedParagraphs(result.value);
  const labels = labelParagraphs(issued);
  const fates = new Map(
    consequencesOfAdoption(
      text,
      taken,
      amendments.filter(({ number }) => !chosen.has(number)),
      conflicts,
    ).map((consequence) => [consequence.amendment, consequence]),
  );
  return {
    paragraphs: issued.map((paragraph, at) => ({
      id: paragraph.id,
      kind: paragraph.kind,
      level: paragraph.level,
      label: labels[at] ?? '',
      text: paragraph.text,
    })),
    // Twins share the fate of the one that stands for them.
    fates: [...idOf].map(([, id]) => {
      const number = numberOf.get(id) ?? 0;
      const fate = fates.get(number);
      return {
        amendment: id,
        fate: chosen.has(number) ? 'adopted' : (fate?.fate ?? 'open'),
        because: (fate?.because ?? []).map(name),
      };
    }),
  };
};

export const amend: Call = {
  takes: 'TEXT.json AMENDMENTS.json [--adopt ID,…]',
  subjects: 2,
  help: `A text (plenary-text/1) and amendments to it (plenary-amendments/1) → conflicts, order of voting with the distance
and the reason of each place, and the compiled text with attributed brackets. With --adopt: the text that results, and
what becomes of every amendment. Amendments that conflict cannot be adopted together. Formats: docs/formats.md; schemas:
docs/schemas/text.schema.json, docs/schemas/amendments.schema.json.`,
  options: { adopt: { type: 'string' } },
  run: (given, print) => {
    const [textPath, amendmentsPath] = [subjectAt(given, 0), subjectAt(given, 1)];
    const floor = floorOf(textPath, amendmentsPath);
    const list = optionAt(given, 'adopt');
    print(
      JSON.stringify(list === undefined ? proposed(floor) : adopted(floor, list, amendmentsPath), null, 2),
    );
    return 0;
  },
};

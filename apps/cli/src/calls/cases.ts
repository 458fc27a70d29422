import { firstDifference, runCase, type CaseFile, type WorkedCase } from '@plenary/consensus';
import { answerPluralCase } from '@plenary/i18n';
import { answerTextCase } from '@plenary/text';
import { subjectAt, type Call, type Print } from '../call.ts';
import { listAt, objectAt, readJson } from '../input.ts';

interface Line {
  readonly id: string;
  /** Undefined when the case passed. */
  readonly problem?: string;
}

/** Each package answers the kinds that are its own; the engine's answer is compared with what is expected. */
const judge = (test: WorkedCase, file: CaseFile): Line => {
  const ours = runCase(test, file);
  if (ours.status === 'passed') return { id: test.id };
  if (ours.status === 'failed') return { id: test.id, problem: ours.message ?? 'failed' };
  const answered = answerTextCase(test) ?? answerPluralCase(test);
  if (answered === undefined)
    return { id: test.id, problem: `no part of the engine knows the kind ${test.kind}` };
  if ('problem' in answered) return { id: test.id, problem: answered.problem };
  const difference = firstDifference(test.expected, answered.answer, test.tolerance ?? 0);
  return difference === undefined ? { id: test.id } : { id: test.id, problem: difference };
};

/** Prints each failure and a last line; 0 when all passed. */
const run = (path: string, print: Print): number => {
  const json = objectAt(path, '$', readJson(path));
  const tests = listAt(path, '$.tests', json['tests']).map((test, index) => {
    const entry = objectAt(path, `$.tests[${index}]`, test);
    for (const field of ['id', 'kind'])
      if (typeof entry[field] !== 'string') objectAt(path, `$.tests[${index}].${field} (text)`, undefined);
    objectAt(path, `$.tests[${index}].inputs`, entry['inputs']);
    objectAt(path, `$.tests[${index}].expected`, entry['expected']);
    return entry as unknown as WorkedCase; // the fields every case needs were just checked
  });
  const file: CaseFile = {
    rules: objectAt(path, '$.rules', json['rules'] ?? {}),
    fixtures: objectAt(path, '$.fixtures', json['fixtures'] ?? {}),
  };
  let passed = 0;
  for (const test of tests) {
    const { id, problem } = judge(test, file);
    if (problem === undefined) passed += 1;
    else print(`${id} ${test.name ?? ''}: ${problem}`);
  }
  print(`${passed} passed, ${tests.length - passed} failed`);
  return passed === tests.length ? 0 : 1;
};

export const cases: Call = {
  takes: 'FILE.json',
  subjects: 1,
  help: `Runs worked cases (format plenary-cases/1) through the engine and prints each failure with what differed.
The last line is "N passed, N failed"; exit 1 when one failed.`,
  run: (given, print) => run(subjectAt(given, 0), print),
};

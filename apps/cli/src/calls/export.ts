import { InputError } from '../input.ts';

/** `plenary export ID`: a deliberation with its record from a running service, as one JSON document. */
export const exportDeliberation = async (
  id: string,
  server: string,
  print: (line: string) => void,
): Promise<number> => {
  let answer: Response;
  try {
    answer = await fetch(new URL(`/api/deliberations/${encodeURIComponent(id)}/export`, server));
  } catch (error) {
    throw new InputError(
      `${server}: no service answers there (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const body = await answer.text();
  if (!answer.ok) throw new InputError(`${server}: ${id}: ${body}`);
  print(body);
  return 0;
};

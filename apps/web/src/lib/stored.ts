/** What a browser keeps between pages; where it may keep nothing, it lasts as long as this page is loaded. */
type Area = 'localStorage' | 'sessionStorage';

const here = new Map<string, string>();
const nameIn = (area: Area, name: string): string => `${area} ${name}`;

/** What is kept under a name, or null. */
export const stored = (area: Area, name: string): string | null => {
  try {
    return globalThis[area].getItem(name) ?? here.get(nameIn(area, name)) ?? null;
  } catch (error) {
    // Where storage is forbidden, even naming it is.
    if (error instanceof DOMException) return here.get(nameIn(area, name)) ?? null;
    throw error;
  }
};

/** Keeps words under a name; null forgets them. */
export const store = (area: Area, name: string, words: string | null): void => {
  here.delete(nameIn(area, name));
  try {
    if (words === null) globalThis[area].removeItem(name);
    else globalThis[area].setItem(name, words);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (words !== null) here.set(nameIn(area, name), words);
  }
};

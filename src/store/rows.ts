/** JSON in rows, checked when it is read: a row that does not fit is a bug and says which column. */
import { z } from 'zod';

const strings = z.array(z.string());
const pieces = z.array(z.object({ text: z.string(), quoted: z.boolean() }));
const print = z.object({ sketch: z.array(z.number()), terms: strings });

/** What a post or reply was composed from. `voices`: the statements whose speakers its headline names as new. */
const told = z.object({
  statements: strings,
  voices: strings,
  article: z.string().nullable(),
  version: z.boolean(),
  /** Further articles that were rolled into one reply. */
  more: strings.default([]),
});
export type Told = z.input<typeof told>;
export type ToldRead = z.output<typeof told>;

function reader<T>(column: string, schema: z.ZodType<T>): (text: string) => T {
  return (text) => {
    const parsed = schema.safeParse(JSON.parse(text));
    if (!parsed.success)
      throw new Error(`[store] column ${column} holds something unexpected: ${parsed.error.message}`);
    return parsed.data;
  };
}

const aliases = z.record(z.string(), strings);

export const readAliases = reader('aliases', aliases);
export const readStrings = reader('strings', strings);
export const readPieces = reader('pieces', pieces);
export const readPrint = reader('print', print);
export const readTold = reader('told', told);

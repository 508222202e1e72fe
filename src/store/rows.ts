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
});
export type Told = z.output<typeof told>;

/** How a delivery is sent: Manner of chat.ts. */
const manner = z.object({
  mention: z.string().optional(),
  silent: z.boolean().optional(),
  crosspost: z.boolean().optional(),
  labels: strings.optional(),
  subject: z.string().optional(),
  broadcast: z.boolean().optional(),
});

const spans = z.array(z.object({ start: z.number(), end: z.number() }));

function reader<T>(column: string, schema: z.ZodType<T>): (text: string) => T {
  return (text) => {
    const parsed = schema.safeParse(JSON.parse(text));
    if (!parsed.success)
      throw new Error(`[store] column ${column} holds something unexpected: ${parsed.error.message}`);
    return parsed.data;
  };
}

export const readStrings = reader('strings', strings);
export const readPieces = reader('pieces', pieces);
export const readPrint = reader('print', print);
export const readTold = reader('told', told);
export const readManner = reader('manner', manner);
export const readSpans = reader('spans', spans);

/** JSON in rows, checked when it is read: a row that does not fit is a bug and says which column. */
import { z } from 'zod';
import type { Change } from '../stories/changes.ts';
import type { Reason } from '../stories/reason.ts';

const strings = z.array(z.string());
const pieces = z.array(z.object({ text: z.string(), quoted: z.boolean() }));
const print = z.object({ sketch: z.array(z.number()), terms: strings });

/** What a post or reply was composed from. `voices`: the statements whose speakers its headline names as new. */
/** What an article tells of the event itself that its story did not have (stories/changes.ts). */
const change = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('number'),
    thing: z.string(),
    now: z.string(),
    before: z.string(),
    sentence: z.string(),
  }),
  z.object({
    is: z.literal('place'),
    thing: z.string(),
    now: z.string(),
    before: z.string(),
    sentence: z.string(),
  }),
  z.object({ is: z.literal('act'), act: z.string(), sentence: z.string() }),
]) satisfies z.ZodType<Change>;

const told = z.object({
  statements: strings,
  voices: strings,
  article: z.string().nullable(),
  version: z.boolean(),
  /** Further articles that were rolled into one reply. */
  more: strings.default([]),
  /** Changed numbers and official acts, each with the id of the article that tells it. */
  changes: z.array(z.object({ article: z.string(), change })).default([]),
});

export type { Change };
export type Told = z.input<typeof told>;
export type ToldRead = z.output<typeof told>;

const ref = z.object({ id: z.string(), title: z.string(), outlet: z.string() });
const reason = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('text'),
    as: z.enum(['original', 'copy', 'version']),
    of: ref,
    by: z.enum(['words', 'address', 'link']),
    share: z.number().nullable(),
    credit: z.string().nullable(),
    because: z.string().nullable(),
  }),
  z.object({
    is: z.literal('event'),
    of: ref,
    shared: z.object({ names: strings, numbers: strings, words: strings, quotations: z.number() }),
  }),
  z.object({ is: z.literal('answer'), of: ref }),
  z.object({ is: z.literal('new'), credit: z.string().nullable(), follows: ref.nullable() }),
]) satisfies z.ZodType<Reason>;

/**
 * What is kept with an article's version. `placed` (of the first version) in the story `story`; `news`: statements that the
 * story did not have, those it had, speakers first heard, changed numbers and official acts; `held`: kept quiet as a feed's backlog or as too old.
 */
const kept = z.object({
  placed: reason.nullable(),
  story: z.string(),
  news: z.object({
    statements: z.number(),
    known: z.number(),
    speakers: strings,
    material: z.boolean(),
    changes: z.array(change).default([]),
  }),
  held: z.enum(['backlog', 'old']).nullable(),
});
export type Kept = z.output<typeof kept>;
/** How a delivery is sent: Manner of chat.ts. */
const manner = z.object({
  mention: z.string().optional(),
  silent: z.boolean().optional(),
  crosspost: z.boolean().optional(),
  labels: strings.optional(),
  subject: z.string().optional(),
  broadcast: z.boolean().optional(),
});

const message = z.object({ plain: z.string() });

const spans = z.array(z.object({ start: z.number(), end: z.number() }));

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
export const readKept = reader('reason', kept);
export const readTold = reader('told', told);
export const readManner = reader('manner', manner);
const readMessage = reader('message', message);
/** What a delivery says first: what it is called where its story's title is not at hand, as a list of stories has none. */
export const readHeadline = (text: string): string => readMessage(text).plain.split('\n', 1)[0] ?? '';
export const readSpans = reader('spans', spans);

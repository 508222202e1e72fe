/** Stories as people name them: by id, by an article's address, by words of a title or of what was said. */
import type { Kysely } from 'kysely';
import { hasWords, soughtWords } from './dialect.ts';
import type { Tables } from './schema.ts';
import { searchWords, tellingWords } from './search.ts';
import { storyNow } from './storydecisions.ts';

/**
 * `called`: by id, address or title; `heard`: others in which one statement has all the words. Ids, newest first. `vague`: all words
 * typed are such as stand everywhere.
 */
export type NamedStories = { called: string[]; heard: string[]; vague: boolean };

const MOST_WORDS = 8;
/** So many stories are offered to choose from. */
const OFFERED = 10;
/** Titles and statements looked at, the newest first: a story has many versions and statements. */
const LOOKED = 500;

const NOTHING = { heard: [], vague: false };

export function storySearchStore(db: Kysely<Tables>) {
  return {
    /** `urlKey`: of what was typed, when it is an address. */
    async named(typed: string, urlKey: string | null): Promise<NamedStories> {
      const byId = await storyNow(db, typed);
      if (byId !== null) return { called: [byId.id], ...NOTHING };
      if (urlKey !== null) {
        const article = await db
          .selectFrom('articles')
          .select('story_id')
          .where('url_key', '=', urlKey)
          .executeTakeFirst();
        return { called: article === undefined ? [] : [article.story_id], ...NOTHING };
      }
      const wanted = tellingWords(typed).slice(0, MOST_WORDS);
      if (wanted.length === 0) return { called: [], heard: [], vague: true };
      const called = await titled(db, wanted);
      const heard = (await saying(db, wanted)).filter((id) => !called.includes(id));
      return { called: called.slice(0, OFFERED), heard: heard.slice(0, OFFERED), vague: false };
    },
  };
}

/** Stories of which one article, in any of its versions, has all the words in its title, each as a word's beginning. */
async function titled(db: Kysely<Tables>, wanted: string[]): Promise<string[]> {
  let query = db
    .selectFrom('versions')
    .innerJoin('articles', 'articles.id', 'versions.article_id')
    .select(['articles.story_id', 'versions.title'])
    .orderBy('articles.at', 'desc')
    .orderBy('articles.id')
    .limit(LOOKED);
  for (const word of wanted)
    query = query.where((e) => e(e.fn<string>('lower', ['versions.title']), 'like', `%${word}%`));
  const rows = await query.execute();
  const fits = (title: string) => {
    const words = searchWords(title);
    return wanted.every((w) => words.some((word) => word.startsWith(w)));
  };
  return [...new Set(rows.filter((row) => fits(row.title)).map((row) => row.story_id))];
}

/** Stories with a statement in which all the words were said. */
async function saying(db: Kysely<Tables>, wanted: string[]): Promise<string[]> {
  const sought = soughtWords(db, wanted.join(' '));
  if (sought === null) return [];
  const rows = await db
    .selectFrom('statements')
    .select('story_id')
    .where('withdrawn', '=', 0)
    .where(hasWords(db, sought))
    .orderBy('words_id', 'desc')
    .limit(LOOKED)
    .execute();
  return [...new Set(rows.map((row) => row.story_id))];
}

/**
 * The speaker directory: mentions over articles become people and organisations. Full names merge by their folded key and
 * nothing else does. A shared surname is never a shared person: a bare surname, or a body that is called only "the
 * committee", belongs to its story alone, and an unnamed source to its article alone.
 */
import type { Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import type { Speaker } from '../news.ts';
import { nameKey, surname } from '../statements/names.ts';
import type { Tables } from './schema.ts';

export type Heard = { articleId: string; storyId: string; saidOn: string | null; now: number };

/** True where the name alone does not tell who it is: "Campbell", "the committee". */
function isPartial(speaker: Pick<Speaker, 'name' | 'kind'>): boolean {
  if (speaker.kind === 'unnamed') return true;
  return !nameKey(speaker.name).includes(' ') || !/\p{Lu}/u.test(speaker.name);
}

/** The speaker's id in the directory, made when it is not there yet. */
export async function enrol(
  tx: Transaction<Tables>,
  ids: Ids,
  speaker: Speaker,
  heard: Heard,
): Promise<string> {
  const known = await find(tx, speaker, heard);
  const id = known ?? ids.next();
  if (known === null) {
    await tx
      .insertInto('speakers')
      .values({
        id,
        name: speaker.name,
        kind: speaker.kind,
        role: speaker.role,
        merged_into: null,
        created_at: heard.now,
      })
      .execute();
  }
  // A bare surname that was understood is no alias: in the next story it may be somebody else's.
  if (known === null || !isPartial(speaker)) await learnName(tx, id, speaker);
  if (speaker.kind === 'person' && !isPartial(speaker)) await adopt(tx, id, speaker, heard);
  if (speaker.role !== null) await noteRole(tx, id, speaker.role, heard);
  return id;
}

async function learnName(tx: Transaction<Tables>, id: string, speaker: Speaker): Promise<void> {
  const person = speaker.kind === 'person';
  const names = [
    { name: speaker.name, surname: person ? nameKey(surname(speaker.name)) : '' },
    // How a name in another script falls into surname and given name is not ours to guess.
    ...(speaker.aliases ?? []).map((name) => ({ name, surname: '' })),
  ];
  await tx
    .insertInto('speaker_names')
    .values(names.map((n) => ({ speaker_id: id, ...n, key: nameKey(n.name) })))
    .onConflict((c) => c.columns(['speaker_id', 'key']).doNothing())
    .execute();
}

async function find(tx: Transaction<Tables>, speaker: Speaker, heard: Heard): Promise<string | null> {
  const key = nameKey(speaker.name);
  if (speaker.kind === 'unnamed') return inArticle(tx, key, heard.articleId);
  if (isPartial(speaker)) {
    // "Campbell" without a given name anywhere in the article: the one Campbell of the story. Two of them: neither.
    const full = await ofSurname(tx, key, heard.storyId);
    if (full.length === 1) return full[0] ?? null;
    return full.length > 1 ? null : inStory(tx, key, heard.storyId);
  }
  const row = await tx
    .selectFrom('speaker_names')
    .innerJoin('speakers', 'speakers.id', 'speaker_names.speaker_id')
    .select('speakers.id')
    .where('speaker_names.key', '=', key)
    .where('speakers.kind', '=', speaker.kind)
    .orderBy('speakers.created_at')
    .orderBy('speakers.id')
    .executeTakeFirst();
  return row === undefined ? null : mergedInto(tx, row.id);
}

/** Who this speaker is after all that people merged; a chain of merges is followed, a circle cannot be made. */
export async function mergedInto(tx: Transaction<Tables>, id: string): Promise<string> {
  for (let at = id; ; ) {
    const row = await tx.selectFrom('speakers').select('merged_into').where('id', '=', at).executeTakeFirst();
    if (row?.merged_into == null) return at;
    at = row.merged_into;
  }
}

const spoken = (tx: Transaction<Tables>) =>
  tx
    .selectFrom('statements')
    .innerJoin('speaker_names', 'speaker_names.speaker_id', 'statements.speaker_id')
    .innerJoin('speakers', 'speakers.id', 'statements.speaker_id')
    .select(['speakers.id', 'speaker_names.key']);

/** The people of this surname, known by a fuller name, who have spoken in the story. */
async function ofSurname(tx: Transaction<Tables>, key: string, storyId: string): Promise<string[]> {
  const rows = await spoken(tx)
    .where('statements.story_id', '=', storyId)
    .where('speaker_names.surname', '=', key)
    .where('speaker_names.key', '!=', key)
    .execute();
  return [...new Set(rows.map((r) => r.id))];
}

/** Whoever of this very name has spoken in the story. */
async function inStory(tx: Transaction<Tables>, key: string, storyId: string): Promise<string | null> {
  const row = await spoken(tx)
    .where('statements.story_id', '=', storyId)
    .where('speaker_names.key', '=', key)
    .where('speakers.kind', '!=', 'unnamed')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The unnamed source that an earlier version of the same article described in the same words. */
async function inArticle(tx: Transaction<Tables>, key: string, articleId: string): Promise<string | null> {
  const row = await spoken(tx)
    .innerJoin('sightings', 'sightings.statement_id', 'statements.id')
    .where('sightings.article_id', '=', articleId)
    .where('speakers.kind', '=', 'unnamed')
    .where('speaker_names.key', '=', key)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** A full name takes over what the story so far knew only by its surname, if nobody else there has that surname. */
async function adopt(tx: Transaction<Tables>, id: string, speaker: Speaker, heard: Heard): Promise<void> {
  const key = nameKey(surname(speaker.name));
  const bare = await inStory(tx, key, heard.storyId);
  if (bare === null || bare === id) return;
  const others = (await ofSurname(tx, key, heard.storyId)).filter((other) => other !== id);
  if (others.length > 0) return;
  await tx
    .updateTable('statements')
    .set({ speaker_id: id })
    .where('speaker_id', '=', bare)
    .where('decided', '=', 0)
    .where('story_id', '=', heard.storyId)
    .execute();
}

async function noteRole(tx: Transaction<Tables>, id: string, role: string, heard: Heard): Promise<void> {
  await tx
    .insertInto('speaker_roles')
    .values({ speaker_id: id, role, said_on: heard.saidOn, article_id: heard.articleId })
    .onConflict((c) => c.columns(['speaker_id', 'role', 'article_id']).doNothing())
    .execute();
  const row = await tx.selectFrom('speakers').select('role').where('id', '=', id).executeTakeFirst();
  // The fuller form of one role ("US Deputy Secretary of State" over "deputy secretary") is what people are shown.
  const fuller =
    row?.role == null ||
    (role.length > row.role.length && role.toLowerCase().includes(row.role.toLowerCase()));
  if (fuller) await tx.updateTable('speakers').set({ role }).where('id', '=', id).execute();
}

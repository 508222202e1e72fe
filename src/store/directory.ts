/**
 * The speaker directory: mentions over articles become people and organisations. Full names merge by their folded key
 * and nothing else does: a shared surname is never a shared person, and an unnamed source belongs to its article alone.
 */
import type { Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import type { Speaker } from '../news.ts';
import { nameKey, surname } from '../statements/names.ts';
import type { Tables } from './schema.ts';

export type Heard = { articleId: string; storyId: string; saidOn: string | null; now: number };

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
      .values({ id, name: speaker.name, kind: speaker.kind, role: speaker.role, created_at: heard.now })
      .execute();
  }
  await tx
    .insertInto('speaker_names')
    .values({
      speaker_id: id,
      name: speaker.name,
      key: nameKey(speaker.name),
      surname: speaker.kind === 'person' ? nameKey(surname(speaker.name)) : '',
    })
    .onConflict((c) => c.columns(['speaker_id', 'key']).doNothing())
    .execute();
  if (speaker.role !== null) await noteRole(tx, id, speaker.role, heard);
  return id;
}

async function find(tx: Transaction<Tables>, speaker: Speaker, heard: Heard): Promise<string | null> {
  const key = nameKey(speaker.name);
  if (speaker.kind === 'unnamed') {
    const row = await tx
      .selectFrom('sightings')
      .innerJoin('statements', 'statements.id', 'sightings.statement_id')
      .innerJoin('speaker_names', 'speaker_names.speaker_id', 'statements.speaker_id')
      .innerJoin('speakers', 'speakers.id', 'statements.speaker_id')
      .select('speakers.id')
      .where('sightings.article_id', '=', heard.articleId)
      .where('speakers.kind', '=', 'unnamed')
      .where('speaker_names.key', '=', key)
      .executeTakeFirst();
    return row?.id ?? null;
  }
  const bare = speaker.kind === 'person' && !key.includes(' ');
  if (bare) {
    // "Campbell" without a given name anywhere in the article: the one Campbell of the story, else a Campbell of its own.
    const inStory = await tx
      .selectFrom('statements')
      .innerJoin('speaker_names', 'speaker_names.speaker_id', 'statements.speaker_id')
      .select('statements.speaker_id as id')
      .distinct()
      .where('statements.story_id', '=', heard.storyId)
      .where('speaker_names.surname', '=', key)
      .execute();
    const only = inStory.length === 1 ? inStory[0]?.id : undefined;
    if (only !== undefined && only !== null) return only;
  }
  const rows = await tx
    .selectFrom('speaker_names')
    .innerJoin('speakers', 'speakers.id', 'speaker_names.speaker_id')
    .select(['speakers.id', 'speakers.created_at'])
    .where('speaker_names.key', '=', key)
    .where('speakers.kind', '=', speaker.kind)
    .orderBy('speakers.created_at')
    .orderBy('speakers.id')
    .execute();
  return rows[0]?.id ?? null;
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

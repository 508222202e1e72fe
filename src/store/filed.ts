/** What is filed in commit 2, and what became of it: the plain types between the story step and the store. */
import type { Speaker, Stance, StatementKind } from '../news.ts';
import type { Fingerprint } from '../stories/fingerprint.ts';
import type { Neighbour, Placement } from '../stories/placing.ts';
import type { Kept } from './rows.ts';
import type { ArticleRow, ItemRow } from './schema.ts';

export type LookAround = { counter: number; existing: ArticleRow | null; neighbours: Neighbour[] };

/** A statement ready to be filed: the sighting's columns, its speaker, and the known statement that it is another sighting of. */
export type Sighted = {
  known: string | null;
  /** The index of an earlier statement of the same article with the same words, or null. */
  sameAs: number | null;
  /** Its speaker has not been heard in the story before. */
  isVoice: boolean;
  speaker: Speaker | null;
  kind: StatementKind;
  stance: Stance;
  cue: string | null;
  source: string | null;
  saidOn: string | null;
  venue: string | null;
  via: string | null;
  pieces: { text: string; quoted: boolean }[];
  paragraph: string;
  spans: { start: number; end: number }[];
};

export type Filing = {
  /** `digest`: what the feed said of it when it was claimed; when it says something else by now, it stays pending. */
  item: { id: string; why: string; digest: string; as: ItemRow['read_as'] };
  counter: number;
  /** Everything of the article but what this commit decides. */
  article: Omit<
    ArticleRow,
    'id' | 'story_id' | 'role' | 'copy_of' | 'why' | 'version' | 'extractor' | 'seen_at'
  >;
  existing: ArticleRow | null;
  placement: Placement;
  /** What was new in it and whether it is told: kept with the placement's reason. */
  news: Kept['news'];
  held: Kept['held'];
  print: Fingerprint;
  extractor: string;
  statements: Sighted[];
  summary: string[];
};

/** What was filed, for the planning of deliveries in the same transaction. */
export type Filed = {
  articleId: string;
  storyId: string;
  newStory: boolean;
  version: number;
  /** Statement ids in order of the article, which of them the story did not have, and whose speakers it had not heard. */
  statements: { id: string; isNew: boolean; isVoice: boolean; speakerId: string | null }[];
};

/** The seam between commands and the bot: what a command is, and the desk it asks. */
import type { z } from 'zod';
import type {
  ArticleHit,
  Decision,
  Explanation,
  FeedDesk,
  FeedHealth,
  Found,
  HeldCard,
  ModelUse,
  Question,
  Section,
  ShownContext,
  SpeakerHit,
  StoryCard,
  StoryFile,
  SubscriptionCard,
  SubscriptionSettings,
  Target,
  TenantSettings,
  Timeline,
  TimelineQuestion,
  TopicCard,
  TopicChange,
  TopicChanged,
  Trial,
  Wish,
} from './cards.ts';
import type { Caller, Choice, Form, Place, Reply } from './chat.ts';
import type { Result } from './news.ts';

/** What a command may ask and change. It knows the store; commands know only this. */
export type Desk = {
  now(): number;
  feeds: FeedDesk;
  commands(): Command[];
  /** Whom a typed name can mean, the most heard first. */
  speakersNamed(typed: string): Promise<SpeakerHit[]>;
  /**
   * Those whom articles gave a role with all these words ("the deputy secretary"), the most heard first. `thorough`: also where it
   * is no role by which somebody is shown, which takes longer.
   */
  speakersInRole(typed: string, thorough: boolean): Promise<SpeakerHit[]>;
  speaker(id: string): Promise<SpeakerHit | null>;
  /** Those whose names are nearest to what was typed, for misspellings and completion. */
  speakersLike(typed: string, most: number): Promise<SpeakerHit[]>;
  /** The same from memory, for completion while somebody types: some seconds old, and there in milliseconds. */
  speakersKnown(typed: string, most: number): Promise<SpeakerHit[]>;
  statements(question: Question): Promise<Found>;
  latest(topic: string | null, most: number): Promise<StoryCard[]>;
  /**
   * Stories by id, link or words of a title (`called`), and others in which the words were said (`heard`); newest first. `vague`:
   * only words were typed that stand everywhere.
   */
  storiesNamed(typed: string): Promise<{ called: StoryCard[]; heard: StoryCard[]; vague: boolean }>;
  /** This desk as the tenant of this place has it: its own topics among the shipped ones, as they are by now. */
  at(place: Place): Promise<Desk>;
  /** The same from memory, for completion: what another process changed is there a moment later. */
  typing(place: Place): Desk;
  /** Reads what completion offers, so that the first who types need not wait for it. */
  warm(): Promise<void>;
  /** Null when no language model is configured, nor was lately. */
  modelUse(): Promise<ModelUse | null>;
  /** Null when there is no such story. */
  storyFile(id: string): Promise<StoryFile | null>;
  timeline(question: TimelineQuestion): Promise<Timeline>;
  /** Why an article was or was not told, for somebody at this place; null when `typed` is no link. */
  explain(typed: string, caller: Caller): Promise<Explanation | null>;
  /** What runs, what it watches, what it has and what waits; of the deliveries only those the caller may see. */
  about(caller: Caller): Promise<Section[]>;
  topics(): TopicCard[];
  changeTopic(place: Place, change: TopicChange, by: string): Promise<Result<TopicChanged>>;
  /** Which stories of the last days a query would match; nothing is saved. */
  tryTopic(query: string, days: number): Promise<Result<Trial>>;
  storiesPerTopic(): Promise<Map<string, number>>;
  /** Null when the query can be read, else why not. */
  queryProblem(query: string): string | null;
  /** A channel's; with channel '' the whole tenant's. */
  subscriptions(place: Place): Promise<SubscriptionCard[]>;
  /** The same from memory, for completion. */
  subscriptionsKnown(place: Place): Promise<SubscriptionCard[]>;
  /** Why nothing can be posted there at present, with what to do; null when it can. */
  closed(place: Place): Promise<string | null>;
  /** The channel that is meant (null: where the caller is), if the bot may post there and the caller may say so; else why not. */
  target(channel: string | null, caller: Caller, wished?: SubscriptionSettings): Promise<Result<Target>>;
  /** Settings that are given replace those of a subscription that is there already. */
  subscribe(
    place: Place,
    wish: Wish,
    settings: SubscriptionSettings,
    by: string,
  ): Promise<'added' | 'changed' | 'already'>;
  /** No more updates of a story in this channel until then (null: ever); what waits to be sent is dropped. */
  mute(place: Place, storyId: string, until: number | null, by: string): Promise<void>;
  /** What is muted in this channel now. */
  muted(place: Place): Promise<{ id: string; title: string; until: number | null }[]>;
  /** False when it was not muted. */
  unmute(place: Place, storyId: string): Promise<boolean>;
  /** The paragraphs that a story's statements, or one statement, stand in, in order of the articles. */
  contexts(
    of: { storyId: string } | { statementId: string },
    page: number,
    size: number,
  ): Promise<{ total: number; contexts: ShownContext[] }>;
  unsubscribe(place: Place, id: string): Promise<boolean>;
  /** Settings that are given replace those that were; false when there is no such subscription. */
  change(place: Place, id: string, settings: SubscriptionSettings & { paused?: boolean }): Promise<boolean>;
  settings(place: Place): Promise<TenantSettings>;
  set(place: Place, settings: Partial<TenantSettings>): Promise<void>;
  /** The tenant's, oldest first. */
  held(place: Place): Promise<HeldCard[]>;
  /** Posted again, or taken for posted and dropped; false when it is not held any more. */
  release(place: Place, id: string, what: 'post' | 'drop'): Promise<boolean>;
  health(): Promise<FeedHealth>;
  /** The article at this address, or null when none was read. */
  articleAt(link: string): Promise<ArticleHit | null>;
  /** Done for the past and the future, with what was posted edited: how many statements or articles it touched, or why not. */
  decide(decision: Decision, by: string): Promise<Result<number>>;
};

/** A command is one file: from it come the options of every platform, completion, help and the README's table. */
export type Command = {
  name: string;
  /** At most 100 characters (Discord's limit). */
  summary: string;
  /**
   * Every field takes a string as typed and carries a description; the first one may be typed bare. `.meta({ is })` says
   * what a field names where a platform knows such things: see `options.ts`.
   */
  options: z.ZodObject;
  /** Two or three lines a person could type. */
  examples: string[];
  who: 'anyone' | 'manager' | 'operator';
  may(input: Record<string, unknown>, caller: Caller): true | string;
  /** The form that asks for what is missing, where a platform has forms; null when nothing is. Platforms ask before they answer. */
  form?(input: Record<string, string>): Form | null;
  /** Whether the answer is for the whole channel; platforms must know before they answer. Without it: for the asker alone. */
  open?(input: Record<string, string>): boolean;
  complete?(field: string, typed: string, desk: Desk, caller: Caller): Promise<Choice[]>;
  run(input: Record<string, unknown>, caller: Caller, desk: Desk): Promise<Reply>;
};

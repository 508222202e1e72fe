/**
 * The seam between the bot and its platforms: plain types, no platform in them. Adapters translate these and decide
 * nothing; commands speak only these.
 */
import type { z } from 'zod';
import type { Result, SpeakerKind, Stance, StatementKind } from './news.ts';

export type Platform = 'discord' | 'slack' | 'console';

/** Where something is said. `tenant` is a Slack workspace, a Discord guild, or the terminal. */
export type Place = { platform: Platform; tenant: string; channel: string };

/** Who asks. `zone` is an IANA time zone; `direct` is true in a private conversation with the bot. */
export type Caller = {
  id: string;
  place: Place;
  manager: boolean;
  operator: boolean;
  locale: string;
  zone?: string;
  direct: boolean;
  /** Whether they may know what is set up in another channel of the tenant; without it only in their own. */
  sees?(channel: string): Promise<boolean>;
};

/** What a button does: a command with its input. */
export type Action = { command: string; input: Record<string, string> };

/** One run of text. Adapters escape every `text`; only `strong`, `quoted`, `link`, `time` and `mention` may add marks. */
export type Run =
  | { kind: 'plain'; text: string }
  | { kind: 'quoted'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'link'; text: string; url: string }
  | { kind: 'time'; at: number; text: string }
  | { kind: 'mention'; place: Place; text: string };
export type Rich = Run[];

/** One piece of a statement: `quoted` pieces are verbatim words in quotation marks, the others verbatim paraphrase. */
export type ShownPiece = { text: string; quoted: boolean };

/** What became of an article since: corrected, withdrawn, or `changed`: its present version no longer says this. */
export type Mark = 'corrected' | 'withdrawn' | 'changed';

/** Where a statement was seen. */
export type ShownSighting = {
  outlet: string;
  url: string | null;
  publishedAt: string | null;
  stateMedia: boolean;
  mark: Mark | null;
};

/** A statement as people see it; a paraphrase is never shown without its cue. */
export type ShownStatement = {
  id: string;
  speaker: { id: string; name: string; role: string | null; kind: SpeakerKind } | null;
  /** The verb as printed ("said", "has denied", "according to"), or null. */
  cue: string | null;
  kind: StatementKind;
  stance: Stance;
  pieces: ShownPiece[];
  saidOn: string | null;
  /** Where it was said, as printed ("at the Stimson Center", "reporters in Seoul"), or null. */
  venue: string | null;
  via: string | null;
  story: { id: string; title: string };
  sightings: ShownSighting[];
  mark: Mark | null;
};

export type Button = { label: string; action: Action; style?: 'plain' | 'primary' | 'danger' };

/** Eight kinds, no more. */
export type Node =
  | { kind: 'heading'; text: string; link?: string }
  | { kind: 'text'; text: Rich }
  /** `bare` leaves the speaker out where the heading names them; `sources` adds the line of outlets; `number` counts it in an answer, `id` shows the id that corrections take. */
  | {
      kind: 'quote';
      statement: ShownStatement;
      bare?: boolean;
      sources?: boolean;
      number?: number;
      id?: boolean;
    }
  | { kind: 'list'; items: Rich[] }
  | { kind: 'note'; text: Rich }
  | { kind: 'image'; png: Uint8Array; alt: string }
  | { kind: 'file'; name: string; type: string; data: Uint8Array }
  | { kind: 'buttons'; buttons: Button[] };

/**
 * How a channel wants its posts, beside what they say: a role that is pinged (its id), no notification, published to the
 * followers of an announcement channel, the topics' ids and names, from which a forum takes its tags, and for what comes
 * under a story the story's headline, by which its thread is called, and whether it is shown in the channel too.
 */
export type Manner = {
  mention?: string;
  silent?: boolean;
  crosspost?: boolean;
  labels?: string[];
  subject?: string;
  broadcast?: boolean;
};

/** `plain` is the whole message in words, for screen readers and old clients. */
export type Message = { nodes: Node[]; plain: string } & Manner;

/** A form asks for the missing options instead of answering with an error. */
export type Form = { command: string; title: string; fields: string[]; input: Record<string, string> };

export type Reply = Message & { visibility: 'private' | 'public'; form?: Form };
export type Ask = { command: string; input: Record<string, string>; caller: Caller };

/** One completion: what is shown, what is sent. */
export type Choice = { label: string; value: string };

/** A speaker as the directory knows them. */
export type SpeakerHit = { id: string; name: string; role: string | null; statements: number };

/** Which statements are asked for; every given field narrows. `page` counts from 1, `since` is milliseconds UTC. */
export type Question = {
  speakerId?: string;
  about?: string;
  topic?: string;
  storyId?: string;
  since?: number;
  onlyQuotes?: boolean;
  page: number;
  size: number;
};
export type Found = { total: number; stories: number; outlets: number; statements: ShownStatement[] };

/** An article as corrections name it. */
export type ArticleHit = { id: string; title: string; outlet: string; story: { id: string; title: string } };

/** A story in a list: its title, its outlets line, what it holds. */
export type StoryCard = {
  id: string;
  title: string;
  url: string | null;
  outlets: Rich;
  summary: string[];
  statements: number;
  latestAt: number;
};

/** `id` names it to the desk; `short` is what people type. `own`: the tenant's, or its change of a shipped one. */
export type TopicCard = {
  id: string;
  short: string;
  name: string;
  description: string;
  query: string;
  own: boolean;
  /** The other spellings that its words stand for. */
  aliases: Record<string, string[]>;
};
/** `topic` is a card's id. `add` without a query brings a shipped topic back that was removed. */
export type TopicChange =
  | { do: 'add'; name: string; query: string | null; description: string | null }
  | { do: 'edit'; topic: string; name: string | null; query: string | null; description: string | null }
  | { do: 'remove'; topic: string };
/** `stories`: how many of the past are on it now; `ended`: how many subscriptions ended with it. */
export type TopicChanged = { topic: TopicCard | null; stories: number; ended: number };
/** What a query would match: the newest stories with the words that matched, of how many looked at. */
export type Trial = {
  looked: number;
  matched: number;
  stories: { id: string; title: string; url: string | null; why: string[] }[];
};
/** What a subscription asks of the posts it brings. `ping` is a role's id as the platform knows it. */
export type SubscriptionSettings = {
  silent?: boolean;
  ping?: string | null;
  crosspost?: boolean;
} & Partial<DeliveryWish>;
/**
 * When a subscription's stories are told. `at`: "07:30", for a daily, weekdays' or weekly (Monday's) list; `zone`: an IANA time
 * zone, null for UTC; `quiet`: "22:00-07:00", in which nothing is told.
 */
export type DeliveryWish = {
  delivery: Rhythm;
  at: string | null;
  zone: string | null;
  quiet: string | null;
};
/** Whether this names a time zone. */
export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
export const RHYTHMS = ['now', 'hourly', 'daily', 'weekdays', 'weekly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];
export type SubscriptionCard = {
  id: string;
  kind: 'topic' | 'speaker' | 'query';
  value: string;
  label: string;
  channel: string;
  silent: boolean;
  ping: string | null;
  crosspost: boolean;
  /** Kept, but nothing new is told of it. */
  paused: boolean;
} & DeliveryWish;
/** What a tenant decides for all its channels. `managers`: beside its admins, everyone or people by id. `broadcast`: which updates of a story are shown in the channel too, beside its thread. */
export type TenantSettings = {
  managers: 'admins' | 'everyone' | string[];
  broadcast: 'no' | 'voices' | 'all';
};
/** A post of which nobody can tell whether it arrived: a manager decides. */
export type HeldCard = {
  id: string;
  kind: 'post' | 'edit' | 'reply' | 'list';
  channel: string;
  title: string;
  at: number;
  why: string;
};
/** How the feeds are, for whoever reads what they bring. */
export type FeedHealth = { listed: number; failing: { name: string; why: string }[] };
export type Wish = { kind: 'topic' | 'speaker' | 'query'; value: string; label: string };

/** A story with all that is known of it. `articles` in order of publication, `statements` in order of the articles. */
export type StoryFile = StoryCard & {
  follows: { id: string; title: string } | null;
  followers: { id: string; title: string }[];
  articles: StoryArticle[];
  told: ShownStatement[];
};

/** `of`: whose text a copy or version has ("Reuters"), or null. `versions`: when each later text of it was read, milliseconds UTC. */
export type StoryArticle = {
  title: string;
  outlet: string;
  stateMedia: boolean;
  url: string | null;
  /** As printed, else the day it was first seen ("2024-06-14"). */
  publishedAt: string;
  role: 'original' | 'copy' | 'version' | 'independent';
  of: string | null;
  versions: number[];
  notice: { kind: 'corrected' | 'withdrawn'; text: string | null } | null;
};

/** Statements by day: of a topic, of a speaker, or of both. `name` heads the chart; `page` counts from 1. */
export type TimelineQuestion = {
  topic?: string;
  speakerId?: string;
  since?: number;
  name: string;
  oldestFirst: boolean;
  page: number;
  size: number;
};

/** `date`: EDTF, when it was said where the article tells, else the day of publication; `articles`: published on that day. */
export type TimelineDay = { date: string; articles: number; statements: ShownStatement[] };

/** One speaker denied and said the same on two days; `first` is which came first. No verdict. */
export type Opposed = {
  denied: { statement: ShownStatement; date: string };
  said: { statement: ShownStatement; date: string };
  first: 'denied' | 'said';
};

/** `picture` and `opposed` belong to the first page. A picture without `png` could not be drawn; its words stand all the same. */
export type Timeline = {
  total: number;
  days: TimelineDay[];
  opposed: Opposed[];
  picture: { png: Uint8Array | null; alt: string } | null;
};

/** Something told under a heading, line by line. */
export type Section = { heading: string; lines: Rich[] };

/** What became of a link. `story`: where its article is filed; `known` false: no feed has listed it. */
export type Explanation = {
  known: boolean;
  title: string;
  link: string | null;
  sections: Section[];
  story: { id: string; title: string } | null;
};
/** A paragraph of an article with the statements in it: `marked` parts are the statements' own words. */
export type ShownContext = {
  statements: ShownStatement[];
  parts: { text: string; marked: boolean }[];
  outlet: string;
  url: string | null;
};

/** A channel as somebody named it: where it is, and how people call it ("#news"), and what works less well there. */
export type Target = { place: Place; name: string; note?: string };

/** A person's correction. `split` and `reassign-new` make a new speaker of the given name. */
export type Decision =
  | { kind: 'merge'; speaker: string; into: string }
  | { kind: 'rename'; speaker: string; name: string }
  | { kind: 'split'; speaker: string; statements: string[]; name: string }
  | { kind: 'reassign'; statement: string; speaker: string }
  | { kind: 'reassign-new'; statement: string; name: string }
  | { kind: 'withdraw'; statement: string }
  | { kind: 'restore'; statement: string }
  | StoryDecision;
/** Two stories become one; articles (with the copies of their text) become a story of their own. All by id. */
export type StoryDecision =
  | { kind: 'merge-stories'; story: string; into: string }
  | { kind: 'split-story'; articles: string[] };

/**
 * What the language model for summaries was used for in the last `days` days. `refused`: its words were not the article's;
 * `failed`: it did not answer, or not in time. `model` null: it is switched off by now.
 */
export type ModelUse = {
  model: string | null;
  days: number;
  calls: number;
  accepted: number;
  refused: number;
  failed: number;
  inputTokens: number;
  outputTokens: number;
};

/** What became of the items that a feed listed in some span of time; reasons with how many share them, the commonest first. */
export type FeedLedger = {
  seen: number;
  /** On a topic and nobody's copy. */
  fresh: number;
  copies: number;
  offTopic: number;
  /** Listed before, by this feed or another, and unchanged. */
  again: number;
  waiting: number;
  failed: { why: string; count: number }[];
  /** Not read on: in another language. */
  passed: { why: string; count: number }[];
};

/** A feed as `/feeds` shows it. Instants are milliseconds UTC; `why` is set while it fails. */
export type FeedCard = {
  id: string;
  name: string;
  /** The address without what may be secret in it; `url` in full. */
  shown: string;
  url: string;
  state: 'works' | 'new' | 'failing' | 'gone' | 'silent' | 'paused';
  lastOkAt: number | null;
  lastNewAt: number | null;
  brokenSince: number | null;
  why: string | null;
  trouble: string | null;
  /** Of the last seven days. */
  ledger: FeedLedger;
};

/** What an address holds: one feed, a list of feeds (OPML), or a page that links feeds. */
export type Probed =
  | {
      is: 'feed';
      url: string;
      title: string | null;
      items: number;
      newest: { title: string; at: string | null }[];
    }
  | { is: 'list' | 'page'; feeds: { url: string; title: string | null }[] };

export type FeedChange =
  | { kind: 'add'; url: string; title: string | null }
  | { kind: 'remove' | 'pause' | 'resume'; feed: string }
  | { kind: 'move'; feed: string; url: string };

/** The feeds, which all tenants share. */
export type FeedDesk = {
  list(): Promise<FeedCard[]>;
  /** Where a feed has lived, oldest first; empty when it was never moved. `by`: 'file', 'redirect', or who moved it. */
  addresses(id: string): Promise<{ url: string; at: number; by: string }[]>;
  /** Reads an address as a feed would be read; nothing is kept. */
  probe(url: string): Promise<Result<Probed>>;
  /** It holds from the next poll on and wins over the feeds file; the name of the feed, or why nothing was done. */
  change(change: FeedChange, by: string): Promise<Result<{ id: string; name: string }>>;
  /** Adds each: how many were, how many were watched already, how many could not be taken. */
  addAll(
    feeds: { url: string; title: string | null }[],
    by: string,
  ): Promise<[added: number, had: number, left: number]>;
  /** All feeds as an OPML document. */
  opml(): Promise<string>;
};

/** What a command may ask and change. It knows the store; commands know only this. */
export type Desk = {
  now(): number;
  feeds: FeedDesk;
  commands(): Command[];
  /** Whom a typed name can mean, the most heard first. */
  speakersNamed(typed: string): Promise<SpeakerHit[]>;
  speaker(id: string): Promise<SpeakerHit | null>;
  /** Those whose names are nearest to what was typed, for misspellings and completion. */
  speakersLike(typed: string, most: number): Promise<SpeakerHit[]>;
  /** The same from memory, for completion while somebody types: some seconds old, and there in milliseconds. */
  speakersKnown(typed: string, most: number): Promise<SpeakerHit[]>;
  statements(question: Question): Promise<Found>;
  latest(topic: string | null, most: number): Promise<StoryCard[]>;
  /** Stories by id, link or words of the title, newest first. */
  storiesNamed(typed: string): Promise<StoryCard[]>;
  /** This desk as the tenant of this place has it: its own topics among the shipped ones, as they are by now. */
  at(place: Place): Promise<Desk>;
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
  target(channel: string | null, caller: Caller): Promise<Result<Target>>;
  /** Settings that are given replace those of a subscription that is there already. */
  subscribe(
    place: Place,
    wish: Wish,
    settings: SubscriptionSettings,
    by: string,
  ): Promise<'added' | 'changed' | 'already'>;
  /** No more updates of a story in this channel until then (null: ever); what waits to be sent is dropped. */
  mute(place: Place, storyId: string, until: number | null, by: string): Promise<void>;
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

/** The delivery's id: idempotency key, nonce, metadata, custom id. At most 25 characters of [a-z0-9]. */
export type Key = string;

/**
 * What became of one attempt to deliver. A scope says what is held: the message alone, its channel, or everything that the
 * same sign-in serves (`Sender.signIn`). What is held waits in the outbox; nothing else does.
 */
export type Outcome =
  | { is: 'sent'; ref: string }
  | { is: 'later'; at: number; scope: 'channel' | 'installation'; why: string }
  /** May or may not have landed: find(), then decide. */
  | { is: 'ambiguous'; why: string }
  /** `message`: this one ends. `story`: its post is gone or its thread locked, and with it end its edits and replies there.
   * `channel`: closed until mended. `installation`: signed out until mended. */
  | { is: 'refused'; scope: 'message' | 'story' | 'channel' | 'installation'; why: string; remedy: string };

export type Post = { kind: 'post'; to: Place; message: Message };
/** `ref` is what the post's outcome returned. */
export type Edit = { kind: 'edit'; to: Place; ref: string; message: Message };
export type ThreadReply = { kind: 'reply'; to: Place; parent: string; message: Message };
export type Letter = Post | Edit | ThreadReply;

/** What a platform lets one sign-in send: requests a second, and milliseconds between two messages to one channel. */
export type Pace = { perSecond: number; perChannel: number };
type Landed = string | 'absent' | 'unknowable' | 'away';
export type LookLater = { later: number; why: string };

/** A sender opens no gateway: deliverers and listeners can be separate processes. */
export type Sender = {
  /** Kept by all deliverers together; null: as fast as it goes. */
  pace: Pace | null;
  /** What one sign-in serves: all tenants (Discord's one token) or one (a Slack workspace's). */
  signIn: 'platform' | 'tenant';
  deliver(what: Letter, key: Key): Promise<Outcome>;
  /**
   * Whether a delivery landed that was first tried after `since` (milliseconds UTC): its reference, or that it is not there, that
   * nobody can tell, or that the platform cannot be asked now (`away`) or before some time. An edit is never looked for: doing it
   * again does no harm, so it is `absent`.
   */
  find(what: Letter, key: Key, since: number): Promise<Landed | LookLater>;
  /** Tells the managers of a closed channel, where they can see it; `people` made its subscriptions. False: nobody could be told. */
  tell(about: Place, people: string[], message: Message): Promise<boolean>;
};

export type Adapter = {
  name: Platform;
  /** Resolves when it listens or goes on trying to; a platform that is away is no error. */
  listen(on: (ask: Ask) => Promise<Reply>): Promise<void>;
  sender(): Sender;
  /** The channel of this name or id (null: the caller's own), if the bot may post there and the caller may manage it. */
  reach(channel: string | null, caller: Caller): Promise<Result<Target>>;
  stop(): Promise<void>;
};

/** What the bot gives to a platform's adapter. */
export type Surroundings = {
  commands: Command[];
  /** The ids, as this platform has them, of those whom the environment names as operators. */
  operators: string[];
  complete(command: string, field: string, typed: string, caller: Caller): Promise<Choice[]>;
  /** Actions that are too long for a button, kept under an id that `actionId` makes of them. */
  actions: { keep(actions: Action[]): Promise<void>; recall(id: string): Promise<Action | null> };
  /** What the platform keeps for itself, by name: texts that a restart must not lose. Secrets are sealed by who keeps them. */
  kept: Kept;
  /** Whether a tenant's own setting lets somebody manage it, who is not its admin. */
  manages(tenant: string, person: string): Promise<boolean>;
  /** It may work again: what was held there is tried at once. Null: every channel of the tenant; both null: the platform. */
  opened(tenant: string | null, channel: string | null): Promise<void>;
  /** The bot was removed from a tenant: its deliveries wait and its configuration is kept. */
  removed(tenant: string, why: string, remedy: string): Promise<void>;
  log: Log;
  now(): number;
  random(): number;
};

export type Kept = {
  get(name: string): Promise<string | null>;
  /** All whose names begin so. */
  all(prefix: string): Promise<{ name: string; value: string }[]>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<boolean>;
};

/** The part of the log that adapters write. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (about: object, text: string) => void>;

/** One thing that `check` looked at. */
export type Finding = { ok: boolean; text: string };

/** A platform in the list of adapters: one line each. */
export type PlatformKind = {
  name: Platform;
  /** Its variables; `settings` below is what this makes of the environment. */
  environment: z.ZodObject;
  /** Whether enough is set to connect it. */
  wanted(settings: Record<string, unknown>): boolean;
  /** Its library is loaded here and in `check`, and nowhere else. */
  connect(settings: Record<string, unknown>, around: Surroundings): Adapter | Promise<Adapter>;
  /** What works and what to fix; `places`: what is subscribed there; `kept`: what the platform keeps, null where there is no store yet. */
  check(
    settings: Record<string, unknown>,
    commands: Command[],
    places: Place[],
    kept: Kept | null,
  ): Promise<Finding[]>;
};

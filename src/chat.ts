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

/** `plain` is the whole message in words, for screen readers and old clients. */
export type Message = { nodes: Node[]; plain: string; mention?: string; silent?: boolean };

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

export type TopicCard = { id: string; name: string; description: string; query: string };
export type SubscriptionCard = {
  id: string;
  kind: 'topic' | 'speaker' | 'query';
  value: string;
  label: string;
  channel: string;
};
export type Wish = { kind: 'topic' | 'speaker' | 'query'; value: string; label: string };

/** A person's correction. `split` and `reassign-new` make a new speaker of the given name. */
export type Decision =
  | { kind: 'merge'; speaker: string; into: string }
  | { kind: 'rename'; speaker: string; name: string }
  | { kind: 'split'; speaker: string; statements: string[]; name: string }
  | { kind: 'reassign'; statement: string; speaker: string }
  | { kind: 'reassign-new'; statement: string; name: string }
  | { kind: 'withdraw'; statement: string }
  | { kind: 'restore'; statement: string };

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
  statements(question: Question): Promise<Found>;
  latest(topic: string | null, most: number): Promise<StoryCard[]>;
  /** Stories by id, link or words of the title, newest first. */
  storiesNamed(typed: string): Promise<StoryCard[]>;
  topics(): TopicCard[];
  storiesPerTopic(): Promise<Map<string, number>>;
  /** Null when the query can be read, else why not. */
  queryProblem(query: string): string | null;
  subscriptions(place: Place): Promise<SubscriptionCard[]>;
  /** False when the channel has it already. */
  subscribe(place: Place, wish: Wish, by: string): Promise<boolean>;
  unsubscribe(place: Place, id: string): Promise<boolean>;
  /** Done for the past and the future, with what was posted edited: how many statements it touched, or why not. */
  decide(decision: Decision, by: string): Promise<Result<number>>;
};

/** A command is one file: from it come the options of every platform, completion, help and the README's table. */
export type Command = {
  name: string;
  /** At most 100 characters (Discord's limit). */
  summary: string;
  /** Every field takes a string as typed and carries a description; the first one may be typed bare. */
  options: z.ZodObject;
  /** Two or three lines a person could type. */
  examples: string[];
  who: 'anyone' | 'manager' | 'operator';
  may(input: Record<string, unknown>, caller: Caller): true | string;
  complete?(field: string, typed: string, desk: Desk, caller: Caller): Promise<Choice[]>;
  run(input: Record<string, unknown>, caller: Caller, desk: Desk): Promise<Reply>;
};

/** The delivery's id: idempotency key, nonce, metadata, custom id. At most 25 characters of [a-z0-9]. */
export type Key = string;

/** What became of one attempt to deliver. */
export type Outcome =
  | { is: 'sent'; ref: string }
  | { is: 'later'; at: number; scope: 'channel' | 'installation'; why: string }
  /** May or may not have landed: find(), then decide. */
  | { is: 'ambiguous'; why: string }
  | { is: 'refused'; scope: 'message' | 'channel' | 'installation'; why: string; remedy: string };

export type Post = { kind: 'post'; to: Place; message: Message };
/** `ref` is what the post's outcome returned. */
export type Edit = { kind: 'edit'; to: Place; ref: string; message: Message };
export type ThreadReply = { kind: 'reply'; to: Place; parent: string; message: Message };

/** A sender opens no gateway: deliverers and listeners can be separate processes. */
export type Sender = {
  deliver(what: Post | Edit | ThreadReply, key: Key): Promise<Outcome>;
  find(to: Place, key: Key): Promise<string | 'absent' | 'unknowable'>;
};

export type Adapter = {
  name: Platform;
  listen(on: (ask: Ask) => Promise<Reply>): Promise<void>;
  sender(): Sender;
  stop(): Promise<void>;
};

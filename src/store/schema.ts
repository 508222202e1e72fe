/**
 * What is kept, table by table. Only types that SQLite and PostgreSQL share: text, bigint, integer, real; instants are
 * milliseconds UTC, booleans 0 or 1, JSON is text that `rows.ts` checks with zod when it is read.
 */

export type FeedRow = {
  id: string;
  /** Where it is polled: as configured, or where a permanent redirect has led since. */
  url: string;
  configured_url: string;
  kind: 'web' | 'folder';
  title: string | null;
  outlet_id: string | null;
  /** 1: polled. What chat said wins over the file; a feed that was taken out keeps its items. */
  listed: number;
  /** 1: in the present feeds file. */
  in_file: number;
  /** What was said in chat of its being watched at all; 'removed' is a tombstone that the file cannot lift. */
  chat: 'added' | 'removed' | null;
  /** The address that was given in chat; it wins over the file's. */
  chat_url: string | null;
  /** 1: kept and not polled until it is resumed. */
  paused: number;
  /** 1: what its first poll finds is kept but not alerted, as it was added to a bot already at work. */
  keep_backlog: number;
  polled: number;
  etag: string | null;
  last_modified: string | null;
  next_poll_at: number;
  lease_until: number;
  failures: number;
  /** 1 once its failing has been told; then its coming back is told too. */
  complained: number;
  last_error: string | null;
  last_ok_at: number | null;
  /** The first failure since it last worked. */
  broken_since: number | null;
  /** What kind of failure it is now; 'gone' is the site's word that it will not come back (HTTP 410). */
  trouble: 'gone' | 'missing' | 'refused' | 'passing' | 'unreadable' | null;
  /** When a poll last brought an item that was not there before; null until then. */
  last_new_at: number | null;
  /** What people were told last and have not been told to be over, and when. */
  told: 'broken' | 'silent' | null;
  told_at: number | null;
  added_at: number;
};

/** Where a feed has lived, oldest first. `by`: 'file', 'redirect', or who moved it. */
export type FeedAddressRow = { feed_id: string; at: number; url: string; by: string };

/** Something that the people who can mend it are to be told once. */
export type NoticeRow = {
  id: string;
  at: number;
  feed_id: string;
  kind: 'broken' | 'gone' | 'silent' | 'back';
  text: string;
  told_at: number | null;
};

export type ItemRow = {
  id: string;
  feed_id: string;
  guid: string;
  url: string | null;
  title: string | null;
  published: string | null;
  published_at: number | null;
  /** The rest of what the feed or folder said, as JSON. */
  entry: string;
  /** Changes when the feed's own words about the item change; then the article is read again. */
  digest: string;
  state: 'pending' | 'done' | 'failed';
  backlog: number;
  attempts: number;
  next_at: number;
  lease_until: number;
  why: string | null;
  article_id: string | null;
  seen_at: number;
  /** When it is read again although its feed says nothing new: a live page. */
  again_at: number | null;
  /** The key of its link, as `articles.url_key`; null for a file and for items older than this column. */
  url_key: string | null;
  /** When it was last read or tried, and what was read: its page, the feed's own full text, or a file. */
  read_at: number | null;
  read_as: 'page' | 'feed' | 'file' | null;
};

export type ArticleRow = {
  id: string;
  /** The address under which it is one article: no scheme, tracking or mobile host; a file's path for a folder. */
  url_key: string;
  url: string | null;
  outlet_id: string | null;
  outlet: string;
  owner: string | null;
  country: string | null;
  state_media: number;
  title: string;
  byline: string;
  wire: string | null;
  published: string | null;
  published_at: number | null;
  /** Publication, else first sight: what windows go by. */
  at: number;
  language: string | null;
  version: number;
  digest: string;
  text: string;
  boilerplate: string;
  /** Which extractor its present statements are by. */
  extractor: string;
  story_id: string;
  role: 'original' | 'copy' | 'version' | 'independent';
  copy_of: string | null;
  /** Plain sentences: why it was put where it is. */
  why: string;
  topics: string;
  notice: 'corrected' | 'withdrawn' | null;
  notice_text: string | null;
  print: string;
  backlog: number;
  /** 1: only an excerpt could be read, the feed's own words or what stands before a paywall. */
  excerpt: number;
  seen_at: number;
};

export type VersionRow = {
  article_id: string;
  version: number;
  title: string;
  text: string;
  digest: string;
  extractor: string;
  seen_at: number;
  /** JSON, see `rows.ts`: why it was placed where it is, what was new in it, whether it was kept quiet. */
  reason: string | null;
};

export type GramRow = { hash: number; article_id: string; at: number };
export type TermRow = { term: string; article_id: string; at: number };

export type StoryRow = {
  id: string;
  title: string;
  /** The article the alert is made from. */
  head_id: string;
  wire: string | null;
  topics: string;
  follows: string | null;
  summary: string;
  started_at: number;
  latest_at: number;
  /** Into which an operator put it; it has no articles any more, and its id leads there. */
  merged_into: string | null;
  /** The language model whose words the summary is in; null: the article's own sentences. */
  rephrased_by: string | null;
};

/** Which stories are on a topic, newest last. */
export type StoryTopicRow = { topic: string; story_id: string; at: number };

export type SpeakerRow = {
  id: string;
  name: string;
  kind: 'person' | 'organisation' | 'unnamed';
  role: string | null;
  /** Whom a person merged it into; every later mention is theirs. */
  merged_into: string | null;
  created_at: number;
};
export type SpeakerNameRow = { speaker_id: string; name: string; key: string; surname: string };
export type SpeakerRoleRow = { speaker_id: string; role: string; said_on: string | null; article_id: string };

export type StatementRow = {
  id: string;
  story_id: string;
  speaker_id: string | null;
  /** The sighting that is shown: the fullest quotation. */
  shown_id: string;
  /** The article that brought it first. */
  first_id: string;
  at: number;
  /** Its place in time (newest.ts), by which lists are ordered, and its row in the full-text index. */
  words_id: number;
  /** 1: a person decided whose it is; no extraction changes that. */
  decided: number;
  /** 1: a person withdrew it; it is kept and nowhere shown. */
  withdrawn: number;
};

/** How many statements a speaker has, and how many of them were withdrawn. The engine itself keeps count. */
export type HeardRow = { speaker_id: string; statements: number; withdrawn: number };

export type SightingRow = {
  id: string;
  statement_id: string;
  article_id: string;
  version: number;
  extractor: string;
  /** Its place in the article. */
  ordinal: number;
  kind: 'direct' | 'mixed' | 'indirect';
  stance: 'said' | 'denied' | 'declined' | 'asked';
  cue: string | null;
  source: string | null;
  speaker_name: string | null;
  speaker_role: string | null;
  said_on: string | null;
  /** Where it was said, as printed. */
  venue: string | null;
  via: string | null;
  /** [{ text, quoted }] as shown. */
  pieces: string;
  /** The paragraph it stands in, kept when the article's text is pruned, with the spans in it: [{ start, end }]. */
  paragraph: string;
  spans: string;
};

export type SubscriptionRow = {
  id: string;
  platform: 'discord' | 'slack' | 'console';
  tenant: string;
  channel: string;
  kind: 'topic' | 'speaker' | 'query';
  value: string;
  /** What people see of it: the topic's name, the speaker's name, the query. */
  label: string;
  /** 1: without a notification. */
  silent: number;
  /** The role that is pinged, as the platform knows it. */
  ping: string | null;
  /** 1: published to the followers of an announcement channel. */
  crosspost: number;
  /** How many independent outlets must report a story before the channel is told of it; 1: no matter how many. */
  outlets: number;
  /** When its stories are told: DeliveryWish of rhythms.ts. */
  delivery: 'now' | 'hourly' | 'daily' | 'weekdays' | 'weekly';
  at: string | null;
  zone: string | null;
  quiet: string | null;
  /** 1: kept, but nothing new is told of it. */
  paused: number;
  created_by: string;
  created_at: number;
};

/** A story whose updates a channel does not want, until then or (null) ever. */
export type MuteRow = {
  platform: 'discord' | 'slack' | 'console';
  tenant: string;
  channel: string;
  story_id: string;
  until: number | null;
  created_by: string;
  created_at: number;
};

/**
 * Why nothing is sent somewhere: a channel; a tenant (channel ''); a platform (tenant '' too). `wait`: the platform said
 * until when. `closed`, `removed`, `signed-out`: tried again at `until`, later each time.
 */
export type HoldRow = {
  platform: 'discord' | 'slack' | 'console';
  tenant: string;
  channel: string;
  kind: 'wait' | 'closed' | 'removed' | 'signed-out';
  until: number;
  tries: number;
  why: string;
  remedy: string;
  /** 1 once a manager or the operator has been told. */
  told: number;
  since: number;
};

/** What a tenant decides for all its channels, by name (TenantSettings of cards.ts). */
export type SettingRow = {
  platform: 'discord' | 'slack' | 'console';
  tenant: string;
  name: string;
  value: string;
};

/** What a platform keeps for itself: installations, sealed by it. */
export type KeptRow = { platform: 'discord' | 'slack' | 'console'; name: string; value: string; at: number };

/** What a button does that has no room for it. */
export type ActionRow = { id: string; action: string; at: number };

export type DeliveryRow = {
  id: string;
  platform: 'discord' | 'slack' | 'console';
  tenant: string;
  channel: string;
  story_id: string;
  /** `list`: several stories in one message; it belongs to none of them. `publish`: a post is passed on to the channel's followers. */
  kind: 'post' | 'edit' | 'reply' | 'list' | 'publish';
  /** The post that an edit, a reply or its publishing belongs to. */
  parent_id: string | null;
  /** The list in which a post was told, instead of by itself. */
  rollup_id: string | null;
  message: string;
  /** What it was composed from, so that an edit shows the same: see `rows.ts`. */
  told: string;
  /** How the channel wants it (Manner of chat.ts), beside what it says. */
  manner: string;
  /** `waiting`: until `next_at`, by wish; `rolled`: told in a list; `held`: nobody can tell whether it arrived, see `questions.ts`. */
  state: 'planned' | 'waiting' | 'sending' | 'sent' | 'rolled' | 'held' | 'refused' | 'dropped';
  /** 1 once an attempt may have landed: look before sending again. */
  doubtful: number;
  attempts: number;
  next_at: number;
  lease_until: number;
  ref: string | null;
  why: string | null;
  created_at: number;
  settled_at: number | null;
};

/** A person's correction. Append only; what it changed stands in the rows, this says who decided what and when. */
export type DecisionRow = { id: string; at: number; by: string; kind: string; payload: string };

/** What one sign-in may send: `at` is when its next request may leave, microseconds UTC. */
export type AllowanceRow = { name: string; at: number };
/**
 * What can be subscribed to. Shipped topics (of the file) belong to nobody: platform and tenant are empty. A tenant's own have a
 * key of their own; one with a shipped topic's id stands in its place there, and `removed` is the tombstone of such a one.
 */
export type TopicRow = {
  platform: string;
  tenant: string;
  id: string;
  /** What subscriptions and stories name it by. */
  key: string;
  name: string;
  description: string;
  query: string;
  aliases: string;
  state: 'shipped' | 'own' | 'removed';
  changed_by: string;
  changed_at: number;
};

/** What a language model was used for, a row a day. */
export type ModelUseRow = {
  day: string;
  model: string;
  calls: number;
  accepted: number;
  refused: number;
  failed: number;
  input_tokens: number;
  output_tokens: number;
};

export type MetaRow = { name: string; value: string };

export type Tables = {
  feeds: FeedRow;
  feed_addresses: FeedAddressRow;
  notices: NoticeRow;
  items: ItemRow;
  articles: ArticleRow;
  versions: VersionRow;
  grams: GramRow;
  terms: TermRow;
  stories: StoryRow;
  story_topics: StoryTopicRow;
  speakers: SpeakerRow;
  speaker_names: SpeakerNameRow;
  speaker_roles: SpeakerRoleRow;
  statements: StatementRow;
  heard: HeardRow;
  sightings: SightingRow;
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  mutes: MuteRow;
  holds: HoldRow;
  actions: ActionRow;
  allowances: AllowanceRow;
  settings: SettingRow;
  kept: KeptRow;
  decisions: DecisionRow;
  topics: TopicRow;
  model_use: ModelUseRow;
  meta: MetaRow;
};

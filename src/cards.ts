/** What the desk gives and takes, beside messages: speakers, stories, topics, subscriptions, feeds, and what a person decides of them. */
import type { Place, Rich, ShownStatement } from './chat.ts';
import type { Result } from './news.ts';
import type { DeliveryWish } from './rhythms.ts';

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

/**
 * A page of an answer. `total` counts the whole answer; where `more`, there are more than that. `stories` and `outlets` are null where the
 * answer is too large to count them.
 */
export type Found = {
  total: number;
  more: boolean;
  stories: number | null;
  outlets: number | null;
  statements: ShownStatement[];
};

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
  /** At least so many independent outlets report a story before the channel is told of it. */
  outlets?: number;
} & Partial<DeliveryWish>;

export type SubscriptionCard = {
  id: string;
  kind: 'topic' | 'speaker' | 'query';
  value: string;
  label: string;
  channel: string;
  silent: boolean;
  ping: string | null;
  crosspost: boolean;
  outlets: number;
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
  kind: 'post' | 'edit' | 'reply' | 'list' | 'publish';
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

/**
 * A channel as somebody named it: where it is, and how people call it ("#news"), what works less well there, and what of the
 * settings asked for will not happen there, a sentence each.
 */
export type Target = { place: Place; name: string; note?: string; cannot?: string[] };

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
  /** Of those that were read: how many only in the feed's own words, or as far as a paywall lets. */
  excerpts: number;
  /** Tried, could not be read, and tried again by and by. */
  trying: { why: string; count: number }[];
  /** Given up. */
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
  /** `unread`: it answers, but nothing that it listed in the last seven days could be read. */
  state: 'works' | 'new' | 'failing' | 'gone' | 'silent' | 'unread' | 'paused';
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
  /** All feeds as an OPML document; `open`: with what their addresses ask for, which may hold keys. */
  opml(open: boolean): Promise<string>;
};

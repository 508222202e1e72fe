/**
 * What is said between the bot and its platforms: plain types, no platform in them. Adapters translate these and decide
 * nothing; commands speak only these.
 */
import type { SpeakerKind, Stance, StatementKind } from './news.ts';

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
  /** The conversation is a tenant of its own (Discord's direct messages): what is changed for its tenant concerns nobody else. */
  alone?: boolean;
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

/** What people type: read without what cannot be seen, and said back no longer than needed. Pure. */
import { harmless } from './shown.ts';

const INVISIBLE = /[\u00AD\u180E\u200B\u2060-\u2064\uFEFF]/g;
/** Joiners where they join nothing. Between letters of scripts that they shape, and in an emoji made of several, they do work. */
const IDLE_JOINER =
  /(?<![\p{Script=Arabic}\p{M}\p{Lo}\p{Emoji_Modifier}\p{Extended_Pictographic}])[\u200C\u200D]|[\u200C\u200D](?![\p{Script=Arabic}\p{Lo}\p{Extended_Pictographic}])/gu;

/** What somebody typed or pasted, without the characters that nobody sees: a name copied from a page must find whom it names. */
export const visible = (text: string): string =>
  harmless(text).replace(INVISIBLE, '').replace(IDLE_JOINER, '');

/** What somebody typed, as it is said back to them: enough to know it again. */
export const clipped = (typed: string, most = 80): string =>
  typed.length > most ? `${typed.slice(0, most - 1).trimEnd()}…` : typed;

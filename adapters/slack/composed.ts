/** What was written into a composer, where Slack offers the workspace's user groups as somebody types "@", with mentions as ids. Pure. */
import { z } from 'zod';

const piece = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  usergroup_id: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  range: z.string().optional(),
  elements: z.array(z.unknown()).optional(),
});
/** A list holds sections, which hold words and mentions. */
const BETWEEN: Record<string, string> = { rich_text: ' ', rich_text_list: ' ' };

function said(value: unknown): string {
  const found = piece.safeParse(value);
  if (!found.success) return '';
  const { type, text, usergroup_id, user_id, channel_id, range, elements } = found.data;
  if (elements !== undefined) return elements.map(said).join(BETWEEN[type] ?? '');
  return usergroup_id ?? user_id ?? channel_id ?? (range === undefined ? (text ?? '') : `@${range}`);
}

/** One line of words; undefined for what is none of Slack's rich text. A mention of everybody stays one: "@here". */
export function composed(value: unknown): string | undefined {
  const read = piece.safeParse(value);
  return read.data?.elements === undefined ? undefined : said(value).replace(/\s+/g, ' ');
}

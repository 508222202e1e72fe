/** What was written into a composer, where Slack offers the workspace's user groups as somebody types "@", with mentions as ids. Pure. */
import { z } from 'zod';

const piece = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  usergroup_id: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  range: z.string().optional(),
});
const shape = z.looseObject({
  elements: z.array(z.looseObject({ elements: z.array(z.unknown()).optional() })),
});

/** One line of words; undefined for what is none of Slack's rich text. A mention of everybody stays one: "@here". */
export function composed(value: unknown): string | undefined {
  const read = shape.safeParse(value);
  if (!read.success) return undefined;
  return read.data.elements
    .map((section) =>
      (section.elements ?? [])
        .map((e) => {
          const found = piece.safeParse(e);
          if (!found.success) return '';
          const { text, usergroup_id, user_id, channel_id, range } = found.data;
          return usergroup_id ?? user_id ?? channel_id ?? (range === undefined ? (text ?? '') : `@${range}`);
        })
        .join(''),
    )
    .join(' ')
    .replace(/\s+/g, ' ');
}

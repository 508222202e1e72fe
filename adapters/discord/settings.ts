/** The variables of Discord. */
import { z } from 'zod';

/** Which shards this process runs, of how many. */
export type Shards = 'auto' | { ids: number[]; of: number };

const shards = z.string().transform((text, context): Shards => {
  if (text === 'auto') return 'auto';
  const parts = /^(\d{1,4})(?:-(\d{1,4}))?\/(\d{1,4})$/.exec(text);
  const [first, last, of] = [Number(parts?.[1]), Number(parts?.[2] ?? parts?.[1]), Number(parts?.[3])];
  if (parts === null || first > last || last >= of) {
    context.addIssue(
      'takes auto, or this process’s shards and their number, such as 0-3/8 for the first four of eight',
    );
    return z.NEVER;
  }
  return { ids: Array.from({ length: last - first + 1 }, (_, i) => first + i), of };
});

/** What is taken for the token by mistake: the word before it, quotation marks, the application's id or public key, Slack's. */
const OTHER = /^(?:bot|bearer)$|["']|^\d{15,22}$|^[\da-f]{64}$|^(?:xox|xapp-)/i;

export const environment = z.object({
  DISCORD_TOKEN: z
    .string()
    .transform((token) => token.trim().replace(/^(Bot|Bearer)\s+/i, ''))
    .refine(
      (token) => /^[\x21-\x7e]+$/.test(token) && !OTHER.test(token),
      'is not a bot’s token: copy it from the Bot page of your Discord application, without quotation marks or spaces',
    )
    .optional()
    .describe('the bot’s token; with it the bot runs on Discord'),
  DISCORD_API_BASE: z
    .url('must be an address such as https://discord.com/api')
    .transform((address) => address.replace(/\/v\d+\/?$|\/+$/g, ''))
    .default('https://discord.com/api')
    .describe('where Discord’s API is, for tests'),
  DISCORD_SHARDS: shards
    .default('auto')
    .describe('which shards this process runs: auto, or a range and their number such as 0-3/8'),
});
export type Settings = z.output<typeof environment>;

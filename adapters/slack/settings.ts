/** The variables of Slack. Either one workspace's token or an app that many install; either Socket Mode or HTTP. */
import { z } from 'zod';

const text = (right: RegExp, why: string) =>
  z
    .string()
    .transform((given) => given.trim())
    .refine((given) => right.test(given), why)
    .optional();

const list = z.string().transform((given) => given.split(/[\s,]+/).filter((part) => part !== ''));

export const environment = z
  .object({
    SLACK_BOT_TOKEN: text(
      /^(?:xoxe\.)?xoxb-[^\s"']+$/,
      'is not the bot’s token: copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app',
    ).describe('the bot’s token (xoxb-…) of one workspace; with it the bot runs on Slack'),
    SLACK_APP_TOKEN: text(
      /^xapp-[^\s"']+$/,
      'is not an app-level token: make one (xapp-…) with connections:write under Basic Information of your app',
    ).describe('app-level token (xapp-…) for Socket Mode, which needs no address of your own'),
    SLACK_SIGNING_SECRET: z
      .string()
      .optional()
      .describe('instead of Socket Mode: the secret with which Slack signs its requests to PORT'),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'takes a port number such as 3000')
      .transform(Number)
      .default(3000)
      .describe('where Slack’s requests and the pages of /slack/install are taken'),
    SLACK_CLIENT_ID: z
      .string()
      .optional()
      .describe('with the next two: many workspaces install the app at /slack/install'),
    SLACK_CLIENT_SECRET: z.string().optional().describe('the app’s client secret'),
    SLACK_STATE_SECRET: z
      .string()
      .optional()
      .describe('any long text of your own; it secures the installing'),
    SLACK_API_URL: z
      .url('must be an address such as https://slack.com/api/')
      .transform((address) => address.replace(/\/*$/, '/'))
      .default('https://slack.com/api/')
      .describe('where Slack’s API is, for tests'),
    SLACK_COMMAND_PREFIX: z
      .string()
      .regex(/^[a-z0-9_-]{0,20}$/, 'takes up to 20 small letters, digits, - and _')
      .default('')
      .describe('put before /whosaid, /subscribe and /news where another app has these names'),
    WHOSAID_SECRET: z
      .string()
      .optional()
      .describe('any long text of your own: encrypts the tokens of workspaces that installed the app'),
    WHOSAID_OLD_SECRETS: list
      .default([])
      .describe('former WHOSAID_SECRETs, separated by commas, so that what they encrypted can still be read'),
  })
  .superRefine((given, context) => {
    const add = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    const many = given.SLACK_CLIENT_ID !== undefined;
    const any =
      many ||
      given.SLACK_BOT_TOKEN !== undefined ||
      given.SLACK_APP_TOKEN !== undefined ||
      given.SLACK_SIGNING_SECRET !== undefined;
    if (!any) return;
    if (!many && given.SLACK_BOT_TOKEN === undefined)
      add(
        'SLACK_BOT_TOKEN',
        'is missing: copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app',
      );
    if (given.SLACK_APP_TOKEN === undefined && given.SLACK_SIGNING_SECRET === undefined)
      add(
        'SLACK_APP_TOKEN',
        'is missing: make an app-level token (xapp-…) with connections:write, or set SLACK_SIGNING_SECRET and PORT for HTTP',
      );
    if (!many) return;
    if (given.SLACK_CLIENT_SECRET === undefined)
      add('SLACK_CLIENT_SECRET', 'is missing: it stands beside the client id under Basic Information');
    if (given.WHOSAID_SECRET === undefined)
      add(
        'WHOSAID_SECRET',
        'is missing: the workspaces’ tokens are kept encrypted with it; set any long text',
      );
  });
export type Settings = z.output<typeof environment>;

export const isWanted = (settings: Settings): boolean =>
  settings.SLACK_BOT_TOKEN !== undefined || settings.SLACK_CLIENT_ID !== undefined;

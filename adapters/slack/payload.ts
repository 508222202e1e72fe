/** What Slack sends, as far as we read it. Every part may be missing: an organisation's payloads have no workspace, a view no channel. */
import { z } from 'zod';

const flag = z.union([z.boolean(), z.string().transform((s) => s === 'true')]).optional();
const thing = z.looseObject({ id: z.string() });
const maybe = thing.nullish();

const view = z.looseObject({
  id: z.string(),
  type: z.string().optional(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  app_installed_team_id: z.string().nullish(),
  state: z
    .looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() }))) })
    .optional(),
});

const shape = z.looseObject({
  type: z.string().optional(),
  team_id: z.string().nullish(),
  team: maybe,
  enterprise_id: z.string().nullish(),
  enterprise: maybe,
  is_enterprise_install: flag,
  user_id: z.string().optional(),
  user_name: z.string().optional(),
  user: z
    .looseObject({ id: z.string(), name: z.string().optional(), team_id: z.string().optional() })
    .optional(),
  channel_id: z.string().optional(),
  channel: maybe,
  command: z.string().optional(),
  text: z.string().optional(),
  callback_id: z.string().optional(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  container: z
    .looseObject({ type: z.string().optional(), is_ephemeral: flag, thread_ts: z.string().optional() })
    .optional(),
  message: z
    .looseObject({
      text: z.string().optional(),
      ts: z.string().optional(),
      thread_ts: z.string().optional(),
      blocks: z.array(z.looseObject({ type: z.string() })).optional(),
    })
    .optional(),
  actions: z
    .array(
      z.looseObject({ action_id: z.string(), type: z.string().optional(), value: z.string().optional() }),
    )
    .optional(),
  view: view.optional(),
  action_id: z.string().optional(),
  block_id: z.string().optional(),
  value: z.string().nullish(),
});
export type Payload = z.output<typeof shape>;
export type View = z.output<typeof view>;

/** Null for what is none of Slack's payloads. */
export function readPayload(body: unknown): Payload | null {
  const parsed = shape.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** From where somebody acts. `channel` is '' in the Home tab and in windows that were opened from nowhere. */
export type From = {
  tenant: string;
  enterprise: string | null;
  user: string;
  userName: string;
  channel: string;
  /** Where an answer goes that only they see. */
  responseUrl: string | null;
  /** With it a window can be opened, for three seconds. */
  trigger: string | null;
  /** The thread that the message stands in from which they act. */
  thread: string | null;
  /** How the Home tab is from which they act. */
  home?: Home;
};

/** `direct`: the channel of their direct messages with the bot, '' where it is not known; `page`: of the subscriptions. */
export type Home = { direct: string; page: string };

export function fromOf(p: Payload): From {
  const thread = p.message?.thread_ts ?? p.container?.thread_ts ?? null;
  // Where a view belongs, whatever workspace the person who uses it is of.
  const installed = p.view?.app_installed_team_id;
  const ofView = installed?.startsWith('T') === true ? installed : null;
  return {
    tenant: ofView ?? p.team_id ?? p.team?.id ?? p.user?.team_id ?? p.enterprise_id ?? p.enterprise?.id ?? '',
    enterprise: p.enterprise_id ?? p.enterprise?.id ?? null,
    user: p.user_id ?? p.user?.id ?? '',
    userName: p.user_name ?? p.user?.name ?? '',
    channel: p.channel_id ?? p.channel?.id ?? '',
    responseUrl: p.response_url ?? null,
    trigger: p.trigger_id ?? null,
    thread,
  };
}

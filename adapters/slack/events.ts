/** What happens in a workspace: the Home tab opened, the bot invited, a channel unarchived, the app removed. */
import type { App } from '@slack/bolt';
import type { InstallationQuery } from '@slack/oauth';
import { z } from 'zod';
import type { Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Clients } from './clients.ts';
import { failureOf } from './errors.ts';
import type { Many } from './many.ts';
import type { Sight } from './sight.ts';
import type { Talk } from './talk.ts';

const shape = z.looseObject({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event_id: z.string().optional(),
  event_time: z.number().optional(),
  is_enterprise_install: z.boolean().nullish(),
  authorizations: z
    .array(z.looseObject({ user_id: z.string().optional(), is_enterprise_install: z.boolean().optional() }))
    .nullish(),
  event: z.looseObject({
    type: z.string(),
    user: z.string().optional(),
    channel: z.string().optional(),
    tab: z.string().optional(),
    tokens: z.looseObject({ bot: z.array(z.string()).nullish() }).optional(),
  }),
});
type Happened = z.output<typeof shape>;

const REMEMBERED = 2_000; // Slack delivers an event up to four times within an hour

export function addEvents(parts: {
  app: App;
  talk: Talk;
  around: Pick<Surroundings, 'opened' | 'removed' | 'log'>;
  many: Many | null;
  clients: Clients;
  sight: Sight;
  /** Looks whether the one token works again. */
  again(): void;
}): void {
  const { app, talk, around, many } = parts;
  const seen = new Set<string>();

  /** Each event once, though Slack may deliver it again. */
  const on = (type: string, does: (what: Happened, tenant: string) => Promise<void>) =>
    app.event(type, async ({ body }) => {
      const parsed = shape.safeParse(body);
      if (!parsed.success) return;
      const { event_id: id } = parsed.data;
      if (id !== undefined) {
        if (seen.has(id)) return;
        seen.add(id);
        for (const old of seen) {
          if (seen.size <= REMEMBERED) break;
          seen.delete(old);
        }
      }
      const { team_id, enterprise_id, is_enterprise_install, authorizations } = parsed.data;
      // Opening the Home tab may be the first that is heard of a workspace of an organisation.
      const wide = is_enterprise_install === true || authorizations?.[0]?.is_enterprise_install === true;
      if (many !== null && wide && team_id && enterprise_id)
        await many.installations.note(team_id, enterprise_id);
      await does(parsed.data, team_id ?? enterprise_id ?? '');
    });

  on('app_home_opened', async ({ event, enterprise_id }, tenant) => {
    if (event.tab !== undefined && event.tab !== 'home') return;
    const from = {
      tenant,
      enterprise: enterprise_id ?? null,
      user: event.user ?? '',
      userName: '',
      channel: '',
      responseUrl: null,
      trigger: null,
      thread: null,
      home: { direct: event.channel?.startsWith('D') === true ? event.channel : '', page: '' },
    };
    await talk.publishHome(from, null);
  });

  on('member_joined_channel', async ({ event, authorizations }, tenant) => {
    const self = authorizations?.[0]?.user_id;
    if (event.channel === undefined || (self !== undefined && self !== event.user)) return;
    parts.sight.forget(tenant, event.channel);
    await around.opened(tenant, event.channel);
  });
  for (const type of ['channel_unarchive', 'group_unarchive'])
    on(type, async ({ event }, tenant) => {
      if (event.channel === undefined) return;
      parts.sight.forget(tenant, event.channel);
      await around.opened(tenant, event.channel);
    });

  /** Both come when the app is removed, in either order, and perhaps after it was installed again. */
  async function gone(what: Happened, tenant: string): Promise<void> {
    if (many === null) {
      await around.removed(tenant, words.slack.uninstalled, words.slack.reinstall);
      return parts.again();
    }
    const wide =
      what.is_enterprise_install === true || what.authorizations?.[0]?.is_enterprise_install === true;
    const query = {
      teamId: what.team_id ?? undefined,
      enterpriseId: what.enterprise_id ?? undefined,
      isEnterpriseInstall: wide || what.team_id == null,
    } as InstallationQuery<boolean>;
    const stored = await many.installations.stored(query);
    const whose = (query.isEnterpriseInstall ? query.enterpriseId : query.teamId) ?? tenant;
    if (stored !== null && (await outlived(what, stored, whose))) return;
    const teams = await many.installations.serves(query);
    // Also what none of our secrets opens.
    await many.installations.deleteInstallation?.(query);
    for (const team of teams) await around.removed(team, words.slack.uninstalled, words.slack.reinstall);
  }

  /** An event that may be from before the app was installed again, whose token works. Slack names the second. */
  async function outlived(
    what: Happened,
    stored: { at: number; rotates: boolean },
    tenant: string,
  ): Promise<boolean> {
    if (what.event_time === undefined) return false;
    if (!stored.rotates && what.event_time > Math.floor(stored.at / 1_000)) return false;
    try {
      await (await parts.clients.of(tenant)).auth.test({});
      return true;
    } catch (error) {
      return failureOf(error, 0).is !== 'refused';
    }
  }

  on('app_uninstalled', gone);
  on('tokens_revoked', async (what, tenant) => {
    // People's own tokens are none of ours.
    if ((what.event.tokens?.bot ?? []).length > 0) await gone(what, tenant);
  });
}

/** What of Discord works, and what to fix: the token, the invitation, each subscribed channel. */
import { DiscordAPIError, Routes } from 'discord.js';
import type { Place } from '../../src/chat.ts';
import type { Finding } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Channel } from './channels.ts';
import { failureOf } from './errors.ts';
import { INVITED, inviteLink, kindOf, missing, SCOPES } from './permissions.ts';
import { powersOf } from './reach.ts';
import { createRest, type Rest } from './rest.ts';
import type { Settings } from './settings.ts';

const PATIENCE = 10_000;
const PAGE = 200; // servers in one answer

type Me = { id: string; username: string };

export async function checkDiscord(settings: Settings, places: Place[]): Promise<Finding[]> {
  const { DISCORD_TOKEN: token = '', DISCORD_API_BASE: api } = settings;
  const subscribed = places.filter((p) => /^\d+$/.test(p.tenant));
  const rest = createRest({ token, api, timeout: PATIENCE, now: () => Date.now() });
  try {
    const me = await rest.ask<Me>('GET', Routes.user('@me'));
    const guilds = await guildsOf(rest);
    const application = await rest
      .ask<{ id: string }>('GET', Routes.currentApplication())
      .catch(() => ({ id: me.id }));
    const link = inviteLink(application.id);
    return [
      { ok: true, text: words.discord.check.token(me.username, guilds.size) },
      { ok: true, text: words.discord.check.invite(link, SCOPES, INVITED) },
      ...removed(subscribed, guilds, link),
      ...(await Promise.all(
        subscribed.filter((p) => guilds.has(p.tenant)).map((p) => checkPlace(rest, p, me.id)),
      )),
    ];
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401)
      return [{ ok: false, text: words.discord.check.badToken }];
    return [{ ok: false, text: words.discord.check.away(failureOf(error, 0).why) }];
  } finally {
    rest.close();
  }
}

/** The servers that the bot is in, by id. */
async function guildsOf(rest: Rest): Promise<Set<string>> {
  const all = new Set<string>();
  for (let after = '0'; ; ) {
    const query = { limit: String(PAGE), after };
    const page = await rest.ask<{ id: string }[]>('GET', Routes.userGuilds(), { query });
    for (const { id } of page) all.add(id);
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) return all;
  }
}

/** Of the servers that removed the bot one finding each: none of their channels can be looked at. */
const removed = (places: Place[], guilds: Set<string>, link: string): Finding[] =>
  [...Map.groupBy(places, (p) => p.tenant)]
    .filter(([guild]) => !guilds.has(guild))
    .map(([guild, here]) => ({ ok: false, text: words.discord.check.removed(guild, here.length, link) }));

async function checkPlace(rest: Rest, place: Place, self: string): Promise<Finding> {
  let name = `<#${place.channel}>`;
  try {
    const channel = await rest.ask<Channel>('GET', Routes.channel(place.channel));
    name = `#${channel.name ?? place.channel}`;
    const lacking = missing(
      kindOf(channel.type) ?? 'text',
      await powersOf(rest, channel, place.tenant, self),
    );
    return lacking.length === 0
      ? { ok: true, text: words.discord.check.place(name) }
      : { ok: false, text: `Discord: ${words.discord.missing(name, lacking)}` };
  } catch (error) {
    const failure = failureOf(error, 0);
    const remedy = failure.is === 'refused' ? ` ${failure.remedy}` : '';
    return { ok: false, text: `Discord, ${name}: ${failure.why}${remedy}` };
  }
}

/** `check` for Slack: the tokens, the permissions, and every subscribed channel. */
import { webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import type { Place } from '../../src/chat.ts';
import type { Command } from '../../src/command.ts';
import type { Finding, Kept, Log } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Channel } from './channels.ts';
import { type Clients, clientOptions, installedClients, type SingleClient, singleClient } from './clients.ts';
import { codeOf, failureOf, Sealed, whyOf } from './errors.ts';
import { createInstallations } from './installations.ts';
import { hints } from './lines.ts';
import { SCOPES } from './manifest.ts';
import { createSeal } from './sealed.ts';
import type { Settings } from './settings.ts';

const TIMEOUT = 10_000;
const said = words.slack.check;
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const good = (text: string): Finding => ({ ok: true, text });
const bad = (text: string): Finding => ({ ok: false, text });

export async function checkSlack(
  settings: Settings,
  commands: Command[],
  places: Place[],
  kept: Kept | null,
): Promise<Finding[]> {
  const typedHere = hints(settings.SLACK_COMMAND_PREFIX, commands);
  return (await look(settings, places, kept)).map((f) => ({ ...f, text: typedHere(f.text) }));
}

async function look(settings: Settings, places: Place[], kept: Kept | null): Promise<Finding[]> {
  const found: Finding[] = [await listening(settings)];
  const api = settings.SLACK_API_URL;
  let clients: Clients | null = null;
  if (settings.SLACK_BOT_TOKEN !== undefined) {
    const single = singleClient(settings.SLACK_BOT_TOKEN, api, TIMEOUT, silent);
    clients = single;
    const signedIn = await token(single);
    found.push(...signedIn.found);
    if (!signedIn.works) return found;
  }
  if (settings.SLACK_CLIENT_ID !== undefined) {
    const installed = await workspaces(settings, kept, clients);
    found.push(...installed.found);
    clients = installed.clients ?? clients;
  }
  for (const place of places) if (clients !== null) found.push(await channel(clients, place));
  return found;
}

async function listening(settings: Settings): Promise<Finding> {
  if (settings.SLACK_APP_TOKEN === undefined) return good(said.http(settings.PORT));
  const options = clientOptions(settings.SLACK_API_URL, TIMEOUT, silent);
  const client = new webApi.WebClient(settings.SLACK_APP_TOKEN, options);
  try {
    await client.apps.connections.open({});
    return good(said.appToken);
  } catch (error) {
    if (failureOf(error, 0).is === 'refused') return bad(words.slack.badAppToken(codeOf(error) ?? ''));
    return bad(said.away(whyOf(error)));
  }
}

async function token(clients: SingleClient): Promise<{ found: Finding[]; works: boolean }> {
  try {
    const who = await (await clients.of('')).auth.test({});
    const wide = who.is_enterprise_install === true;
    if (wide) clients.widen();
    const name = (wide ? said.tokenWide : said.token)(who.user ?? '', who.team ?? '');
    return { found: [good(name), ...permissions(who.response_metadata?.scopes)], works: true };
  } catch (error) {
    const refused = failureOf(error, 0).is === 'refused';
    const why = refused ? words.slack.badToken(codeOf(error) ?? '') : said.away(whyOf(error));
    return { found: [bad(why)], works: false };
  }
}

/** What is weaker without each permission that the token lacks. Slack names them with every answer. */
function permissions(scopes: string[] | undefined): Finding[] {
  if (scopes === undefined || scopes.length === 0) return [];
  const missing = SCOPES.filter((s) => !scopes.includes(s));
  if (missing.length === 0) return [good(said.scopes)];
  return missing.map((s) => bad(said.scope(s, said.weaker[s] ?? '')));
}

async function workspaces(
  settings: Settings,
  kept: Kept | null,
  fallback: Clients | null,
): Promise<{ found: Finding[]; clients: Clients | null }> {
  if (kept === null) return { found: [good(said.workspaces([]))], clients: null };
  const seal = createSeal(settings.WHOSAID_SECRET ?? '', settings.WHOSAID_OLD_SECRETS);
  const installations = createInstallations({ kept, seal, now: () => Date.now() });
  const options = () => clientOptions(settings.SLACK_API_URL, TIMEOUT, silent);
  const provider = new InstallProvider({
    clientId: settings.SLACK_CLIENT_ID ?? '',
    clientSecret: settings.SLACK_CLIENT_SECRET ?? '',
    stateSecret: settings.SLACK_STATE_SECRET ?? 'state',
    installationStore: installations,
    clientOptions: options(),
  });
  const api = settings.SLACK_API_URL;
  const clients = installedClients({ installations, provider, fallback, api, timeout: TIMEOUT, log: silent });
  try {
    const all = await installations.all();
    const name = ({ id, installation: i }: (typeof all)[number]) =>
      i?.team?.name ?? i?.enterprise?.name ?? id;
    const found: Finding[] = [good(said.workspaces(all.map(name)))];
    for (const one of all) {
      try {
        if (one.installation === null) throw new Sealed();
        const client = new webApi.WebClient(one.installation.bot?.token, options());
        const who = await client.auth.test({});
        found.push(...permissions(who.response_metadata?.scopes).filter((f) => !f.ok));
      } catch (error) {
        found.push(bad(said.workspace(name(one), whyOf(error))));
      }
    }
    return { found, clients };
  } catch (error) {
    return { found: [bad(error instanceof Error ? error.message : String(error))], clients: null };
  }
}

async function channel(clients: Clients, place: Place): Promise<Finding> {
  const closed = (code: 'is_archived' | 'not_in_channel'): Finding => {
    const [why, remedy] = words.slack.closed[code] as [string, string];
    return bad(said.noPlace(place.channel, why, remedy));
  };
  try {
    const client = await clients.of(place.tenant);
    const { channel: c } = (await client.conversations.info({ channel: place.channel })) as {
      channel?: Channel;
    };
    if (c?.is_archived === true) return closed('is_archived');
    if (c?.is_im !== true && c?.is_member === false) return closed('not_in_channel');
    return good(said.place(c?.name === undefined ? place.channel : `#${c.name}`));
  } catch (error) {
    return bad(said.noPlace(place.channel, whyOf(error), ''));
  }
}

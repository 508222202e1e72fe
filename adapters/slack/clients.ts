/**
 * A Web API client for each workspace: of the one token, or of the workspace's installation, rotated before it expires. Its
 * retries are off: a post that is repeated may post twice. What is to be repeated is our decision.
 */
import { webApi } from '@slack/bolt';
import type { InstallProvider } from '@slack/oauth';
import type { Log } from '../../src/platform.ts';
import { NotInstalled } from './errors.ts';
import type { Installations } from './installations.ts';
import { quiet } from './quiet.ts';

export type Client = webApi.WebClient;
export type Clients = {
  /** Throws NotInstalled, or what kept a token from being rotated. */
  of(tenant: string): Promise<Client>;
};

/** What every client of ours is made with. Made anew each time: the libraries write into it (they add a retryConfig of their own). */
export const clientOptions = (api: string, timeout: number, log: Log): webApi.WebClientOptions => ({
  slackApiUrl: api,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  logger: quiet(log),
});

/** `widen`: the token turned out to be an organisation's, which must be told for which workspace each request is. */
export type SingleClient = Clients & { widen(): void };

export function singleClient(token: string, api: string, timeout: number, log: Log): SingleClient {
  const options = () => clientOptions(api, timeout, log);
  const client = new webApi.WebClient(token, options());
  const ofWorkspace = new Map<string, Client>();
  let wide = false;
  return {
    async of(tenant) {
      // The organisation itself (E…) is no workspace.
      if (!wide || !tenant.startsWith('T')) return client;
      const known = ofWorkspace.get(tenant) ?? new webApi.WebClient(token, { ...options(), teamId: tenant });
      ofWorkspace.set(tenant, known);
      return known;
    },
    widen() {
      wide = true;
    },
  };
}

export function installedClients(parts: {
  installations: Installations;
  provider: Pick<InstallProvider, 'authorize'>;
  /** For workspaces that have no installation of their own. */
  fallback: Clients | null;
  api: string;
  timeout: number;
  log: Log;
}): Clients {
  const clients = new Map<string, Client>();
  const asking = new Map<string, Promise<string>>();

  /** One at a time for an installation: a refresh token works once. */
  function token(query: NonNullable<Awaited<ReturnType<Installations['servedBy']>>>): Promise<string> {
    const key = query.isEnterpriseInstall ? `E${query.enterpriseId}` : `T${query.teamId}`;
    const under = asking.get(key);
    if (under !== undefined) return under;
    const now = parts.provider
      .authorize(query)
      .then((found) => {
        if (found.botToken === undefined) throw new NotInstalled(query.teamId ?? '');
        return found.botToken;
      })
      .finally(() => asking.delete(key));
    asking.set(key, now);
    return now;
  }

  return {
    async of(tenant) {
      const query = await parts.installations.servedBy(tenant);
      if (query === null) {
        if (parts.fallback !== null) return parts.fallback.of(tenant);
        throw new NotInstalled(tenant);
      }
      const bot = await token(query);
      const key = `${tenant} ${bot}`;
      const known = clients.get(key);
      if (known !== undefined) return known;
      // A rotated token leaves its client behind: the workspace has one.
      for (const old of clients.keys()) if (old.startsWith(`${tenant} `)) clients.delete(old);
      const client = new webApi.WebClient(bot, {
        ...clientOptions(parts.api, parts.timeout, parts.log),
        ...(query.isEnterpriseInstall && query.teamId !== undefined ? { teamId: tenant } : {}),
      });
      clients.set(key, client);
      return client;
    },
  };
}

/**
 * The workspaces that installed the app, kept sealed: what Slack's InstallProvider calls an InstallationStore. An organisation's
 * install serves all its workspaces; which workspace belongs to which organisation is noted as its people write.
 */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { z } from 'zod';
import type { Kept } from '../../src/platform.ts';
import { Sealed } from './errors.ts';
import type { Seal } from './sealed.ts';

type Any = Installation<'v1' | 'v2', boolean>;
type Query = InstallationQuery<boolean>;

/** What is kept around an installation; the installation itself is the library's own shape. */
const shape = z.object({ at: z.number(), installation: z.looseObject({}) });

export type Installations = InstallationStore & {
  fetchInstallation(query: Query): Promise<Any>;
  /** Whose installation serves a workspace, or an organisation itself; null where there is none. */
  servedBy(tenant: string): Promise<Query | null>;
  /** The workspace belongs to the organisation. */
  note(team: string, enterprise: string): Promise<void>;
  /** The workspaces that an installation serves, as far as they are known. */
  serves(query: Query): Promise<string[]>;
  /**
   * When it was stored, milliseconds UTC, and whether its token is rotated: one that was installed again looks like one that was
   * rotated, so it may be newer. Null where there is none, or none of our secrets opens it.
   */
  stored(query: Query): Promise<{ at: number; rotates: boolean } | null>;
  /** By the workspace's or organisation's id; `installation` is null where none of our secrets opens it. */
  all(): Promise<{ id: string; installation: Any | null }[]>;
};

const ofTeam = (team: string) => `install:T:${team}`;
const ofOrganisation = (enterprise: string) => `install:E:${enterprise}`;
const nameOf = (query: Pick<Query, 'teamId' | 'enterpriseId' | 'isEnterpriseInstall'>): string =>
  query.isEnterpriseInstall ? ofOrganisation(query.enterpriseId ?? '') : ofTeam(query.teamId ?? '');

export function createInstallations(parts: {
  kept: Kept;
  seal: Seal;
  now(): number;
  /** Called when one was stored anew, with the workspaces it serves. */
  stored?(teams: string[]): Promise<void>;
}): Installations {
  const { kept, seal, now } = parts;
  const noted = new Map<string, string>();

  async function read(name: string): Promise<{ at: number; installation: Any } | null> {
    const sealed = await kept.get(name);
    return sealed === null ? null : opened(sealed);
  }
  function opened(sealed: string): { at: number; installation: Any } {
    const text = seal.open(sealed);
    if (text === null) throw new Sealed();
    const { at, installation } = shape.parse(JSON.parse(text));
    return { at, installation: installation as unknown as Any };
  }
  function readable(sealed: string): Any | null {
    try {
      return opened(sealed).installation;
    } catch (error) {
      if (error instanceof Sealed) return null;
      throw error;
    }
  }
  async function organisationOf(team: string): Promise<string | null> {
    return noted.get(team) ?? (await kept.get(`team:${team}`));
  }
  async function serves(query: Query): Promise<string[]> {
    if (!query.isEnterpriseInstall) return query.teamId === undefined ? [] : [query.teamId];
    const teams = await kept.all('team:');
    return teams.filter((t) => t.value === query.enterpriseId).map((t) => t.name.slice('team:'.length));
  }

  const store: Installations = {
    async storeInstallation(installation) {
      const query = {
        isEnterpriseInstall: installation.isEnterpriseInstall === true,
        enterpriseId: installation.enterprise?.id,
        teamId: installation.team?.id,
      } as Query;
      const before = await read(nameOf(query)).catch(() => null);
      // A token that was rotated is the same installation; only a new one counts as installed now.
      const rotated =
        before?.installation.bot?.refreshToken !== undefined &&
        before.installation.bot.refreshToken !== installation.bot?.refreshToken &&
        before.installation.bot.id === installation.bot?.id;
      const at = rotated && before !== null ? before.at : now();
      await kept.set(nameOf(query), seal.close(JSON.stringify({ at, installation })));
      await parts.stored?.(await serves(query));
    },
    async fetchInstallation(query) {
      const own = await read(nameOf(query));
      if (own !== null) return own.installation;
      const enterprise = query.enterpriseId ?? (await organisationOf(query.teamId ?? ''));
      const wide = enterprise == null ? null : await read(ofOrganisation(enterprise));
      if (wide === null) throw new Error(`[slack] no installation for ${query.teamId ?? query.enterpriseId}`);
      return wide.installation;
    },
    async deleteInstallation(query) {
      await kept.remove(nameOf(query));
    },
    async servedBy(team) {
      if (team.startsWith('E'))
        return (await kept.get(ofOrganisation(team))) === null
          ? null
          : { teamId: undefined, enterpriseId: team, isEnterpriseInstall: true };
      if ((await kept.get(ofTeam(team))) !== null)
        return { teamId: team, enterpriseId: undefined, isEnterpriseInstall: false };
      const enterpriseId = await organisationOf(team);
      if (enterpriseId === null || (await kept.get(ofOrganisation(enterpriseId))) === null) return null;
      return { teamId: team, enterpriseId, isEnterpriseInstall: true };
    },
    async note(team, enterprise) {
      if (noted.get(team) === enterprise) return;
      if ((await kept.get(`team:${team}`)) !== enterprise) await kept.set(`team:${team}`, enterprise);
      noted.set(team, enterprise);
    },
    serves,
    async stored(query) {
      const found = await read(nameOf(query)).catch(() => null);
      return found === null
        ? null
        : { at: found.at, rotates: found.installation.bot?.refreshToken !== undefined };
    },
    async all() {
      return (await kept.all('install:')).map(({ name, value }) => ({
        id: name.slice(ofTeam('').length),
        installation: readable(value),
      }));
    },
  };
  return store;
}

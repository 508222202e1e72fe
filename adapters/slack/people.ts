/** Who asks: admin or not, their time zone and language, asked of Slack once in some minutes. */
import type { Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Clients } from './clients.ts';
import { codeOf, failureOf, whyOf } from './errors.ts';

/** `guest`: of some channels only, or of another organisation. `unsure`: why it is not known, so that somebody may be an admin all the same, in a sentence that says what to do. */
export type Person = { admin: boolean; guest?: boolean; zone?: string; locale: string; unsure?: string };
export type People = { of(tenant: string, id: string): Promise<Person> };

const FRESH = 300_000; // who was just made an admin waits five minutes at most
const MOST = 5_000;
const PATIENCE = 1_500; // a window must be opened within three seconds of the command
const NOBODY: Person = { admin: false, locale: 'en' };
const UNSURE: Person = { ...NOBODY, unsure: words.slack.unsure };

type User = {
  is_admin?: boolean;
  is_owner?: boolean;
  is_primary_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  tz?: string;
  locale?: string;
  enterprise_user?: { is_admin?: boolean; is_owner?: boolean };
};

const zoneOf = (user: User | undefined) => (user?.tz === undefined ? {} : { zone: user.tz });

export function createPeople(clients: Clients, around: Pick<Surroundings, 'now' | 'log'>): People {
  const known = new Map<string, { person: Person; until: number }>();

  async function ask(tenant: string, id: string): Promise<Person> {
    const client = await clients.of(tenant);
    const { user } = (await client.users.info({ user: id, include_locale: true })) as { user?: User };
    const wide = user?.enterprise_user;
    const guest = [user?.is_restricted, user?.is_ultra_restricted, user?.is_stranger].includes(true);
    if (guest) return { ...NOBODY, guest, locale: user?.locale ?? 'en', ...zoneOf(user) };
    return {
      admin: [
        user?.is_admin,
        user?.is_owner,
        user?.is_primary_owner,
        wide?.is_admin,
        wide?.is_owner,
      ].includes(true),
      locale: user?.locale ?? 'en',
      ...zoneOf(user),
    };
  }

  return {
    async of(tenant, id) {
      const key = `${tenant}/${id}`;
      const have = known.get(key);
      if (have !== undefined && have.until > around.now()) return have.person;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<null>((done) => {
        timer = setTimeout(done, PATIENCE, null);
      });
      try {
        const person = await Promise.race([ask(tenant, id), late]);
        if (person === null) return have?.person ?? UNSURE;
        if (known.size >= MOST) known.clear();
        known.set(key, { person, until: around.now() + FRESH });
        return person;
      } catch (error) {
        around.log.debug({ err: error }, 'Slack did not say who somebody is.');
        // Only a declined permission is an answer; anything else may be over in a moment.
        if (have !== undefined) return have.person;
        // No token to ask with: what was kept of the installation is gone or cannot be read.
        if (codeOf(error) === null && failureOf(error, 0).is === 'refused')
          return { ...NOBODY, unsure: whyOf(error) };
        return codeOf(error) === null || codeOf(error) === 'ratelimited' ? UNSURE : NOBODY;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

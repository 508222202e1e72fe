/** What it takes to serve many workspaces: their installations under our secret, and Slack's own way of installing. */
import { InstallProvider } from '@slack/oauth';
import type { Log, Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { Sealed, whyOf } from './errors.ts';
import { createInstallations, type Installations } from './installations.ts';
import { installPage } from './pages.ts';
import { quiet } from './quiet.ts';
import { createSeal } from './sealed.ts';
import type { Settings } from './settings.ts';

export type Many = { installations: Installations; provider: InstallProvider };

/** `options`: of the clients that exchange codes for tokens, made anew. */
export function createMany(settings: Settings, around: Surroundings, options: () => object): Many {
  const secret = settings.WHOSAID_SECRET ?? '';
  const installations = createInstallations({
    kept: around.kept,
    seal: createSeal(secret, settings.WHOSAID_OLD_SECRETS),
    now: around.now,
    async stored(teams) {
      for (const team of teams) await around.opened(team, null);
    },
  });
  const provider = new InstallProvider({
    clientId: settings.SLACK_CLIENT_ID ?? '',
    clientSecret: settings.SLACK_CLIENT_SECRET ?? '',
    stateSecret: settings.SLACK_STATE_SECRET ?? `state ${secret}`,
    installationStore: installations,
    renderHtmlForInstallPath: installPage,
    logger: quiet(around.log),
    clientOptions: options(),
  });
  return { installations, provider };
}

/** Says in the log whose tokens none of the secrets opens: until that is mended nothing is posted there. */
export async function tellSealed(installations: Installations, log: Log): Promise<void> {
  for (const { id, installation } of await installations.all())
    if (installation === null) log.error({}, words.slack.check.workspace(id, whyOf(new Sealed())));
}

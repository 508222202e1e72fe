/** The pages on which a workspace installs the app: the button, and what came of it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { InstallProvider } from '@slack/oauth';
import type { Log } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { INSTALL, REDIRECT } from './paths.ts';

const said = words.slack.pages;
const markup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const page = (text: string, link: { href: string; text: string }) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${markup(said.title)}</title><body style="font:18px/1.5 system-ui;max-width:34em;margin:4em auto;padding:0 1em">
<h1>${markup(said.title)}</h1><p>${markup(text)}</p><p><a href="${markup(link.href)}">${markup(link.text)}</a></p></body></html>`;

export const installPage = (address: string): string =>
  page(said.intro, { href: address, text: said.install });

export type Route = {
  path: string;
  method: string;
  handler(req: IncomingMessage, res: ServerResponse): void;
};

/** Opens the app where it was just installed. https://api.slack.com/docs/deep-linking */
function opens(app: string | undefined, team: string | undefined): string {
  const address = new URL('https://slack.com/app_redirect');
  if (app !== undefined) address.searchParams.set('app', app);
  if (team !== undefined) address.searchParams.set('team', team);
  return address.href;
}

/** `hints` makes our own hints what is typed in Slack. Nothing that goes wrong here may end the process: the library's handlers reject. */
export function installRoutes(
  provider: InstallProvider,
  scopes: string[],
  hints: (text: string) => string,
  log: Log,
): Route[] {
  const end = (res: ServerResponse, status: number, html: string) => {
    if (res.headersSent) return;
    res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  };
  const failed = (res: ServerResponse, error: unknown) => {
    log.warn({ err: error }, words.slack.unanswered(error instanceof Error ? error.message : String(error)));
    end(res, 400, page(said.failed, { href: INSTALL, text: said.again }));
  };
  const callbacks = {
    success: (
      installation: {
        team?: { name?: string; id: string } | undefined;
        enterprise?: { name?: string } | undefined;
        appId?: string | undefined;
      },
      _o: unknown,
      _q: unknown,
      res: ServerResponse,
    ) => {
      const where =
        installation.team?.name ?? installation.enterprise?.name ?? installation.team?.id ?? 'Slack';
      end(
        res,
        200,
        page(hints(said.done(where)), {
          href: opens(installation.appId, installation.team?.id),
          text: said.open,
        }),
      );
    },
    failure: (error: unknown, _o: unknown, _q: unknown, res: ServerResponse) => failed(res, error),
  };
  return [
    {
      path: INSTALL,
      method: 'GET',
      handler: (req, res) =>
        void provider.handleInstallPath(req, res, {}, { scopes }).catch((error) => failed(res, error)),
    },
    {
      path: REDIRECT,
      method: 'GET',
      handler: (req, res) =>
        void provider.handleCallback(req, res, callbacks as never).catch((error) => failed(res, error)),
    },
  ];
}

/** The pages on a port of their own, where Slack's requests come by Socket Mode. */
export function servePages(routes: Route[]): Server {
  return createServer((req, res) => {
    const path = (req.url ?? '/').split('?', 1)[0];
    const route = req.method === 'GET' ? routes.find((r) => r.path === path) : undefined;
    if (route === undefined) return void res.writeHead(404).end();
    route.handler(req, res);
  });
}

/** The files an operator may give: topics, outlets, feeds; our shipped ones otherwise. Every mistake is one sentence. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type ModelSettings, modelSettings } from '../ai/settings.ts';
import type { Config } from '../config.ts';
import { readFeeds, readOutlets } from '../defaults/read.ts';
import { decodeText } from '../feeds/decode.ts';
import { readOpml } from '../feeds/opml.ts';
import type { Outlet, Result, Topic } from '../news.ts';
import type { Web } from '../sources/web.ts';
import { feedId } from '../store/feedcare.ts';
import type { ConfiguredFeed } from '../store/feeds.ts';
import { readTopics } from '../stories/topicfile.ts';
import { words } from '../words.ts';

const DEFAULTS = join(import.meta.dirname, '..', 'defaults');

/** The text of a file, or a sentence that names the setting it came from. */
function readNamed(setting: string, file: string): Result<string> {
  try {
    return { ok: true, value: readFileSync(file, 'utf8') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : 'cannot be read';
    return { ok: false, why: `${setting}: ${file} ${reason}. Check the path and its permissions.` };
  }
}

export type Setup = { topics: Topic[]; outlets: Outlet[]; model: ModelSettings | null };

/** Topics, outlets and the model from the configured files or ours; `why` has all that is wrong with them, a line each. */
export function loadSetup(config: Config, outletsFile: string | null): Result<Setup> {
  const topicsFile = config.WHOSAID_TOPICS ?? join(DEFAULTS, 'topics.yaml');
  const topicsText = readNamed('WHOSAID_TOPICS', topicsFile);
  const topics = topicsText.ok ? named(basename(topicsFile), readTopics(topicsText.value)) : topicsText;
  const file = outletsFile ?? config.WHOSAID_OUTLETS ?? join(DEFAULTS, 'outlets.yaml');
  const outletsText = readNamed('WHOSAID_OUTLETS', file);
  const outlets = outletsText.ok ? readOutlets(outletsText.value, basename(file)) : outletsText;
  const { WHOSAID_MODEL, WHOSAID_MODEL_URL, WHOSAID_MODEL_KEY } = config;
  const given = modelSettings({ model: WHOSAID_MODEL, url: WHOSAID_MODEL_URL, key: WHOSAID_MODEL_KEY });
  const model = given.ok ? given : { ok: false as const, why: `${given.why}.` };
  if (topics.ok && outlets.ok && model.ok)
    return { ok: true, value: { topics: topics.value, outlets: outlets.value, model: model.value } };
  return { ok: false, why: [topics, outlets, model].flatMap((part) => (part.ok ? [] : part.why)).join('\n') };
}

const named = <T>(file: string, read: Result<T>): Result<T> =>
  read.ok ? read : { ok: false, why: `${file}: ${read.why}` };

function folderFeed(path: string): ConfiguredFeed {
  const folder = resolve(path);
  return { id: feedId(folder), url: folder, kind: 'folder', title: basename(folder), outletId: null };
}

const hasSecret = (url: string): boolean =>
  URL.canParse(url) && (new URL(url).username !== '' || new URL(url).password !== '');
const noSecrets = (name: string): string =>
  `${name}: an address with a user name or password in it would be kept in the clear. Leave them out, or let the feed through an address of your own network.`;

/** The feeds a text lists: OPML, or YAML as our own file. A list without one is a mistake: nobody means to watch nothing. */
function feedsIn(text: string, name: string, outlets: Outlet[] | null): Result<ConfiguredFeed[]> {
  const head = text.slice(0, 2_000);
  if (text.trim() === '') return { ok: false, why: words.feed.file.empty(name) };
  if (/<(rss|feed|rdf:RDF)[\s>]/i.test(head)) return { ok: false, why: words.feed.file.isFeed(name) };
  const read = /<opml[\s/>]/i.test(head) ? opmlIn(text, name) : yamlIn(text, name, outlets);
  return read.ok && read.value.length === 0 ? { ok: false, why: words.feed.file.none(name) } : read;
}

function opmlIn(text: string, name: string): Result<ConfiguredFeed[]> {
  const read = readOpml(text);
  if (!read.ok) return { ok: false, why: `${name}: ${read.why}` };
  // Half a list would take the other half off what is watched.
  if (!/<\/opml\s*>/i.test(text) && !/<opml[^>]*\/>/i.test(text))
    return { ok: false, why: words.feed.file.cutOff(name, read.value.length) };
  if (read.value.some((f) => hasSecret(f.url))) return { ok: false, why: noSecrets(name) };
  return {
    ok: true,
    value: read.value.map(({ url, title }) => ({ id: feedId(url), url, kind: 'web', title, outletId: null })),
  };
}

function yamlIn(text: string, name: string, outlets: Outlet[] | null): Result<ConfiguredFeed[]> {
  const read = readFeeds(text, name);
  if (!read.ok) return read;
  const unknown = read.value.filter(
    (f) => f.outlet !== null && outlets?.some((o) => o.id === f.outlet) === false,
  );
  if (unknown.length > 0) {
    const sentences = unknown.map(
      (f) =>
        `${name}: feed "${f.id}" names the outlet "${f.outlet}", which the outlets file does not have. Add it there, or leave "outlet" out.`,
    );
    return { ok: false, why: sentences.join('\n') };
  }
  const nameOf = (id: string | null) => outlets?.find((o) => o.id === id)?.name ?? null;
  return {
    ok: true,
    value: read.value.map((f) => ({
      id: f.id,
      url: f.url,
      kind: 'web',
      title: f.title ?? nameOf(f.outlet),
      outletId: f.outlet,
    })),
  };
}

/** `broken`: there is a list, and it cannot be used; else what was typed is no place of feeds at all. */
export type LoadedFeeds = { ok: true; value: ConfiguredFeed[] } | { ok: false; why: string; broken: boolean };

const slip = (why: string): LoadedFeeds => ({ ok: false, why, broken: false });
const listed = (text: Result<string>, name: string, outlets: Outlet[] | null): LoadedFeeds => {
  const read = text.ok ? feedsIn(text.value, name, outlets) : text;
  return read.ok ? read : { ...read, broken: true };
};

/** The feeds to watch: `--feeds` (a file, a folder, or an address), else the configured or shipped file. */
export async function loadFeeds(
  given: string | undefined,
  config: Config,
  outlets: Outlet[] | null,
  web: Web,
): Promise<LoadedFeeds> {
  if (given === undefined) {
    const file = config.WHOSAID_FEEDS ?? join(DEFAULTS, 'feeds.yaml');
    return listed(readNamed('WHOSAID_FEEDS', file), basename(file), outlets);
  }
  if (/^https?:\/\//i.test(given)) return feedsAt(given, outlets, web);
  if (!existsSync(given)) {
    return slip(
      `--feeds: ${given} does not exist. Give a YAML or OPML file, a folder of articles, or the address of a feed (https://…).`,
    );
  }
  if (statSync(given).isDirectory()) return { ok: true, value: [folderFeed(given)] };
  if (!statSync(given).isFile()) return slip(`--feeds: ${given} is neither a file nor a folder.`);
  return listed(readNamed('--feeds', given), basename(given), outlets);
}

/** An address is a list of feeds when it answers with OPML, else a feed itself; one that is away now may be back later. */
async function feedsAt(url: string, outlets: Outlet[] | null, web: Web): Promise<LoadedFeeds> {
  if (hasSecret(url)) return slip(noSecrets('--feeds'));
  if (!URL.canParse(url))
    return slip(`--feeds: ${url} is not an address. Write it in full, such as https://example.org/feed.xml.`);
  const one: ConfiguredFeed = { id: feedId(url), url, kind: 'web', title: null, outletId: null };
  const fetched = await web.get(url, { accept: 'feed', validators: null });
  if (fetched.is === 'refused' || fetched.is === 'gone') return slip(`--feeds: ${fetched.why}`);
  if (fetched.is !== 'page') return { ok: true, value: [one] };
  const text = decodeText(fetched.body, fetched.contentType);
  const isList = /<opml[\s/>]/i.test(text.slice(0, 2_000));
  return isList ? listed({ ok: true, value: text }, url, outlets) : { ok: true, value: [one] };
}

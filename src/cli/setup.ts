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

/** Topics and outlets from the configured files or ours. */
export function loadSetup(config: Config, outletsFile: string | null): Result<Setup> {
  const topicsFile = config.WHOSAID_TOPICS ?? join(DEFAULTS, 'topics.yaml');
  const topicsText = readNamed('WHOSAID_TOPICS', topicsFile);
  if (!topicsText.ok) return topicsText;
  const topics = readTopics(topicsText.value);
  if (!topics.ok) return { ok: false, why: `${basename(topicsFile)}: ${topics.why}` };
  const file = outletsFile ?? config.WHOSAID_OUTLETS ?? join(DEFAULTS, 'outlets.yaml');
  const outletsText = readNamed('WHOSAID_OUTLETS', file);
  if (!outletsText.ok) return outletsText;
  const outlets = readOutlets(outletsText.value, basename(file));
  if (!outlets.ok) return outlets;
  const { WHOSAID_MODEL, WHOSAID_MODEL_URL, WHOSAID_MODEL_KEY } = config;
  const model = modelSettings({ model: WHOSAID_MODEL, url: WHOSAID_MODEL_URL, key: WHOSAID_MODEL_KEY });
  if (!model.ok) return { ok: false, why: `${model.why}.` };
  return { ok: true, value: { topics: topics.value, outlets: outlets.value, model: model.value } };
}

function folderFeed(path: string): ConfiguredFeed {
  const folder = resolve(path);
  return { id: feedId(folder), url: folder, kind: 'folder', title: basename(folder), outletId: null };
}

const hasSecret = (url: string): boolean =>
  URL.canParse(url) && (new URL(url).username !== '' || new URL(url).password !== '');
const noSecrets = (name: string): string =>
  `${name}: an address with a user name or password in it would be kept in the clear. Leave them out, or let the feed through an address of your own network.`;

/** The feeds a text lists: OPML, or YAML as our own file. */
function feedsIn(text: string, name: string, outlets: Outlet[]): Result<ConfiguredFeed[]> {
  if (/<opml[\s>]/i.test(text.slice(0, 2_000))) {
    const read = readOpml(text);
    if (!read.ok) return { ok: false, why: `${name}: ${read.why}` };
    if (read.value.some((f) => hasSecret(f.url))) return { ok: false, why: noSecrets(name) };
    return {
      ok: true,
      value: read.value.map((f) => ({
        id: feedId(f.url),
        url: f.url,
        kind: 'web',
        title: f.title,
        outletId: null,
      })),
    };
  }
  if (/<(rss|feed|rdf:RDF)[\s>]/i.test(text.slice(0, 2_000))) {
    return {
      ok: false,
      why: `${name} is a feed, not a list of feeds. Give its address (https://…), or an OPML or YAML list.`,
    };
  }
  const read = readFeeds(text, name);
  if (!read.ok) return read;
  const unknown = read.value.find((f) => f.outlet !== null && !outlets.some((o) => o.id === f.outlet));
  if (unknown !== undefined) {
    return {
      ok: false,
      why: `${name}: feed "${unknown.id}" names the outlet "${unknown.outlet}", which the outlets file does not have. Add it there, or leave "outlet" out.`,
    };
  }
  const nameOf = (id: string | null) => outlets.find((o) => o.id === id)?.name ?? null;
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

/** The feeds to watch: `--feeds` (a file, a folder, or an address), else the configured or shipped file. */
export async function loadFeeds(
  given: string | undefined,
  config: Config,
  outlets: Outlet[],
  web: Web,
): Promise<Result<ConfiguredFeed[]>> {
  if (given === undefined) {
    const file = config.WHOSAID_FEEDS ?? join(DEFAULTS, 'feeds.yaml');
    const text = readNamed('WHOSAID_FEEDS', file);
    return text.ok ? feedsIn(text.value, basename(file), outlets) : text;
  }
  if (/^https?:\/\//i.test(given)) return feedsAt(given, outlets, web);
  if (!existsSync(given)) {
    return {
      ok: false,
      why: `--feeds: ${given} does not exist. Give a YAML or OPML file, a folder of articles, or the address of a feed (https://…).`,
    };
  }
  if (statSync(given).isDirectory()) return { ok: true, value: [folderFeed(given)] };
  if (!statSync(given).isFile())
    return { ok: false, why: `--feeds: ${given} is neither a file nor a folder.` };
  const text = readNamed('--feeds', given);
  return text.ok ? feedsIn(text.value, basename(given), outlets) : text;
}

/** An address is a list of feeds when it answers with OPML, else a feed itself; one that is away now may be back later. */
async function feedsAt(url: string, outlets: Outlet[], web: Web): Promise<Result<ConfiguredFeed[]>> {
  if (hasSecret(url)) return { ok: false, why: noSecrets('--feeds') };
  if (!URL.canParse(url))
    return {
      ok: false,
      why: `--feeds: ${url} is not an address. Write it in full, such as https://example.org/feed.xml.`,
    };
  const one: ConfiguredFeed = { id: feedId(url), url, kind: 'web', title: null, outletId: null };
  const fetched = await web.get(url, { accept: 'feed', validators: null });
  if (fetched.is === 'refused' || fetched.is === 'gone') return { ok: false, why: `--feeds: ${fetched.why}` };
  if (fetched.is !== 'page') return { ok: true, value: [one] };
  const text = decodeText(fetched.body, fetched.contentType);
  return /<opml[\s>]/i.test(text.slice(0, 2_000)) ? feedsIn(text, url, outlets) : { ok: true, value: [one] };
}

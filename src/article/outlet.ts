/** Where a page without og:site_name and JSON-LD still names its outlet. All texts are tidy. */
export type OutletHints = {
  /** `<title>`. */
  title: string | null;
  /** The headline by other means: og:title, JSON-LD, h1. */
  headlines: string[];
  /** Titles of the feeds the page links to. */
  feeds: string[];
  /** The text of the page's logo or the link home in its header. */
  logos: string[];
  /** Lines with a copyright sign. */
  copyrights: string[];
  /** Host of the page's address. */
  host: string | null;
};

const SECTION =
  /^(?:(?:world|local|national|international|breaking|latest|top|us|uk) )?(?:world|news|politics|business|economy|sports?|opinions?|comment|asia|europe|africa|americas|middle east|culture|science|tech(?:nology)?|health|travel|lifestyle|home|articles?|stor(?:y|ies)|videos?|blogs?|press releases?|press)$/i;
const TAIL = /^.{8,}\s(?:[|•·»]|[-–—]{1,2})\s([^|•·»]{2,60})$/u;

/**
 * The outlet's name where two places agree on one (the title's tail and the logo, the feed's title and the copyright line, …)
 * or the title's tail and the host do, or the tail is all that `<title>` adds to the headline; null else, as a tail may be a section.
 */
export function outletFrom(hints: OutletHints): string | null {
  const tail = TAIL.exec((hints.title ?? '').slice(0, 300))?.[1]?.trim();
  const named = [
    ...(tail ? [tail] : []),
    ...hints.feeds.map((feed) =>
      feed
        .replace(/\s*(?:[-–—:|»]\s*)?\b(?:rss(?: ?2\.0)?|atom(?: ?0\.3)?|feed|news feed)\b.*$/i, '')
        .replace(/\s*[»|:–—-]\s*$/, ''),
    ),
    ...hints.copyrights.map(holderOf),
    ...hints.logos,
  ].filter((name): name is string => name !== null && name.length >= 2 && name.length <= 60);
  for (const [at, name] of named.entries()) {
    if (named.some((other, place) => place !== at && agree(name, other))) return name;
    const host = plain(hints.host ?? '');
    if (name === tail && plain(name).length >= 4 && host.includes(plain(name))) return name;
  }
  // "Headline - The Lantern" above "Headline": what is more in the title is who says it, unless it is a section.
  const rest = tail ? (hints.title ?? '').slice(0, -tail.length).replace(/[\s|•·»–—-]+$/u, '') : '';
  return tail && !SECTION.test(tail) && hints.headlines.some((headline) => plain(headline) === plain(rest))
    ? tail
    : null;
}

/** "© 2024 Baltic Observer. All rights reserved." → "Baltic Observer". */
function holderOf(line: string): string | null {
  return (
    /(?:©|copyright)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,|-]*(?:by )?(\p{Lu}[\p{L}\d &’'.-]{1,50}?)(?:[.,|]|\s+all rights|$)/iu
      .exec(line.slice(0, 200))?.[1]
      ?.trim() ?? null
  );
}

/** True where two names mean one outlet: letter case, punctuation and a leading "the" aside. */
export function sameOutlet(one: string, other: string): boolean {
  return plain(one) !== '' && plain(one) === plain(other);
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

// "The Lantern" and the holder of its rights, "The Lantern Company".
function agree(one: string, other: string): boolean {
  const [short, long] = [plain(one), plain(other)].sort((a, b) => a.length - b.length);
  return (
    short !== undefined &&
    long !== undefined &&
    (short === long || (short.length >= 6 && long.startsWith(short)))
  );
}

/** A declared name, less a slogan behind a bar; null for addresses, handles and the blog hosts that sign for their customers. */
export function outletName(declared: string | null): string | null {
  const name = (declared ?? '').split(/\s[|»]\s/)[0]?.trim() ?? '';
  if (
    name === '' ||
    name.length > 80 ||
    /^(?:https?:|www\.|@)|^(?:blogger|wordpress(?:\.com)?|medium|home|news|untitled)$/i.test(name)
  )
    return null;
  return name;
}

/** True where one name begins the other, as "Quill" and "Quill Entertainment": the same house signs. */
export function sameHouse(one: string, other: string): boolean {
  const [short, long] = [plain(one), plain(other)].sort((a, b) => a.length - b.length);
  return (
    short !== undefined &&
    long !== undefined &&
    (short === long || (short.length >= 3 && long.startsWith(short)))
  );
}

/** What is looked at to tell an article from the other pages a link can lead to. */
export type Candidate = {
  title: string;
  text: string;
  /** The share of the letters of the found element that stand in links, 0 to 1. */
  linked: number;
  /** The page says that it is an article (JSON-LD type, og:type, a publication time). */
  declared: boolean;
  /** The path of the page's address, or null. */
  path: string | null;
  /** The host of the page's address, or null. */
  host: string | null;
};

const CHALLENGE =
  /^\W*(?:just a moment|attention required|access (?:to this page has been )?denied|are you (?:a robot|human)|(?:4\d\d|5\d\d)\b|page not found|not found|security check|please wait|please verify|verif(?:y|ying) (?:that )?you are|robot (?:check|or human)|pardon our interruption|service unavailable|bad gateway|error\b|checking your browser|one more step|captcha|unsupported browser|human verification|(?:site|page) (?:is )?(?:under maintenance|unavailable)|oops)/i;
const CHALLENGE_TEXT =
  /\b(?:enable (?:javascript|cookies)|checking your browser|verify you are (?:a )?human|unusual (?:traffic|activity)|ray id|captcha|access denied|ddos protection|page (?:you (?:are|were) looking for|not found|does not exist|could not be found|doesn['’]t exist))\b/i;
const WALL =
  /\b(?:(?:log|sign) ?in (?:to|or)|subscribe (?:to|now|today) (?:to )?(?:continue|read|keep|get|unlock)|to (?:continue|keep) reading|create (?:a free |an )?account|already (?:a )?(?:subscriber|member|have an account)|(?:this|the) (?:article|content|story) is (?:for|only|reserved|available (?:only )?(?:to|for))|subscribers? only|members only|register (?:to|for free)|forgot (?:your )?password|start your (?:free )?trial|unlock (?:this|the) (?:article|story))\b/i;
const COOKIE =
  /\b(?:cookies?|consent|einwilligung|zustimm\w+|consentement|accepter|consentimiento|aceptar|consenso|toestemming|samtykke|samtycke|zgod[aę]|personal data|our (?:\d+ )?partners|your (?:privacy|device|choices)|legitimate interest|privacy (?:policy|settings)|gdpr)\b/gi;

/** Where sites send readers who have not agreed yet. */
const CONSENT = /^(?:consent|guce|privacy|cmp|consentmanager)\./;

const FEW = 120;
const FRONT = 'This is the front page of a site, not an article.';

/** Words of a teaser: of 181 whole articles the shortest that its site closes has more. */
const TEASER = 300;
/** Told apart from prose by standing at its end. */
const TAIL = 600;

/** Whether a text is only what stands before a paywall: short, and the site says so in its data or after the words. */
export function isTeaser(page: { text: string; after: string[]; closed: boolean }): boolean {
  const words = page.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words > TEASER) return false;
  if (page.closed) return true;
  return (
    WALL.test(page.text.slice(-TAIL)) || page.after.some((line) => line.length <= 300 && WALL.test(line))
  );
}

/** Why a page holds no article, in one sentence; null where it holds one. */
export function refusalOf(page: Candidate): string | null {
  const words = page.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (
    words <= 300 &&
    (CHALLENGE.test(page.title) || (words <= FEW && CHALLENGE_TEXT.test(page.text))) &&
    !(page.declared && words > FEW)
  )
    return 'The site showed an error or a check for robots instead of the article.';
  if (page.host !== null && CONSENT.test(page.host))
    return 'The site showed a request for cookies instead of the article.';
  const front = page.path !== null && /^\/(?:index\.\w{2,5})?$/.test(page.path);
  if (words === 0 && front) return FRONT;
  if (words === 0) return 'There is no article on the page.';
  const cookies = page.text.match(COOKIE)?.length ?? 0;
  if (words <= 400 && cookies >= 3 && cookies * 40 > words)
    return 'The site showed a request for cookies instead of the article.';
  if (words <= FEW && WALL.test(page.text)) return 'The article is behind a login or a subscription.';
  if (page.declared) return null;
  if (front) return FRONT;
  if (page.linked > 0.5) return 'The page is a list of links, not an article.';
  if (words < 25) return 'There is no article on the page.';
  return null;
}
